"""Teams' limits as data. Sizes are in bytes of UTF-16, in which Teams counts; times in seconds."""

from __future__ import annotations

from typing import Final

# Platform facts 2.6: learn.microsoft.com "Format your bot messages" (100 KB as UTF-16; 28 KB for connectors).
CARD: Final = 25_000
"""What one card's JSON keeps to, counted as UTF-8: the figure that no page contradicts."""
MESSAGE: Final = 80_000
"""What a whole message keeps to, of the 100 KB at which Teams answers 413."""
ACTIONS: Final = 6
"""Actions that a card shows at once (learn.microsoft.com "Types of cards"); the rest is in a menu."""
CARD_VERSION: Final = "1.5"

# Platform facts 2.8: learn.microsoft.com "Optimize your bot with rate limiting".
WRITES: Final = ((7, 1.0), (8, 2.0), (60, 30.0), (1800, 3600.0))
"""What is posted, changed and taken back in one conversation, together: so many in so many seconds."""
CHANGES: Final = 0.75
"""How much of that what is changed or taken back may fill: what is new is not to wait for it."""
LOOKS: Final = ((14, 1.0), (16, 2.0), (120, 30.0), (3600, 3600.0))
"""Looks at the members of one conversation."""
IN_ALL: Final = 30
"""Calls a second in the tenant: 50 on the newest page, 30 on an older one; the smaller holds on both.

Each replica counts its own: what several make beyond it is answered 429, and waits (docs/teams.md says so).
"""

# Platform facts 2.6: learn.microsoft.com "Get Teams specific context".
PAGE_OF_MEMBERS: Final = 500

# Platform facts 2.5: learn.microsoft.com "Manage a long-running operation", "Respond to the dialog submit action".
ACTIVITY: Final = 10.0
"""Seconds in which an activity is to be answered: the service gives up at 10 to 15."""
INVOKE: Final = 5.0
"""Seconds in which an invoke is to be answered; a late answer is ignored."""

# Platform facts 2.3: learn.microsoft.com "Send targeted messages".
TARGETED: Final = 86_400.0
"""Seconds after which a message for one person alone is gone."""

# Undocumented; from what the Bot Framework's own checks accept of an activity.
SUMMARY: Final = 500
"""What a message's `summary`, its line in a notification, is cut to."""
