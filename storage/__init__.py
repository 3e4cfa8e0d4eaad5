"""What the desk remembers: tables, the unit of work, the inbox, the outbox, words and timers."""
