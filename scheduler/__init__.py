"""The metronome: it asks the rows what is due, and turns what is due into events."""
