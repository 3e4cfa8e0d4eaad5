"""The desk itself: what is said and decided. It knows no platform."""
