"""What the parts of a card keep to, so that none leaves no room for the others (adapters/teams/limits.py: the whole).

Sizes are in bytes of a card's JSON in UTF-8 (`markup.size`). They are ours: Teams documents the whole card alone.
"""

from __future__ import annotations

from typing import Final

LINE: Final = 8_000
LINES: Final = 60
"""Lines of one paragraph, each an element of its own; those after them stand together."""
SUMMARY: Final = 1_000
LABEL: Final = 400
TITLE: Final = 120
BUTTON: Final = 120
CHOICES: Final = 9_000
"""The choices of one menu."""
ACTIONS: Final = 14_000
"""One row of buttons and menus."""
INPUT: Final = 4_000
"""Characters of an input, where a question asks for no fewer."""
