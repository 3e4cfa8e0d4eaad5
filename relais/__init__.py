"""The roof: settings, composition and command line. It puts the desk, its platforms, storage and scheduler together."""
