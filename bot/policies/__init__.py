"""What is allowed, who does it, by when: pure functions over the charter and plain facts. No I/O, no clock."""
