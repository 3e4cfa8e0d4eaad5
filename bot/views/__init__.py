"""State to cards: what the desk shows. Pure, but for the loaders that take a unit of work."""
