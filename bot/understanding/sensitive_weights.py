"""How surely a phrase says that a message is private to somebody."""

SURE, LIKELY, DOUBT = 0.92, 0.7, 0.45
