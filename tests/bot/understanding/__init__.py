"""Tests of what people write, read."""
