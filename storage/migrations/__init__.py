"""How the tables became what they are: one revision a change, each of which only adds (design part 4)."""
