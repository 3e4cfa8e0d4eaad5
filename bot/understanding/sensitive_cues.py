"""The words of what is private to a person, folded (no accents), by family and by how surely they say it.

A phrase is words apart: `word`, `pre*` begins so, `a|b` either, `word?` may lack, `...` up to three words between.
"""

from bot.understanding.sensitive_health import HEALTH
from bot.understanding.sensitive_life import FAMILY, PRIVATE
from bot.understanding.sensitive_lived import LIVED
from bot.understanding.sensitive_told import TOLD
from bot.understanding.sensitive_work import CONFLICT, DISCIPLINE, PAY

FAMILIES: tuple[dict[float, tuple[str, ...]], ...] = (HEALTH, PAY, DISCIPLINE, FAMILY, CONFLICT, PRIVATE, TOLD, LIVED)
"""For each family, its phrases by weight: how surely they say that a message is private."""
