"""`relais charter new`: a charter written from a few answers, with what the platform tells of channels and people."""
