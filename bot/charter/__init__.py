"""The company's file of rules: its model, its loader, its explained errors. `load` and `parse` are the doors."""

from bot.charter.checks import not_yet, warnings
from bot.charter.eligibility import Obstacle, can_serve, eligible, obstacle
from bot.charter.loader import load, parse
from bot.charter.model import Charter
from bot.charter.parts import (
    Approval,
    Bilingual,
    Channel,
    Coverage,
    Desk,
    Person,
    Reactions,
    Retention,
    Ritual,
    Service,
    Site,
    SiteTargets,
    Step,
    Targets,
)
from bot.charter.problems import CharterError, Origin, Problem
from bot.charter.retirement import Retired, retired
from bot.charter.values import BadValueError, Closure, Period, RitualDays, Span, WeekHours

__all__ = [
    "Approval",
    "BadValueError",
    "Bilingual",
    "Channel",
    "Charter",
    "CharterError",
    "Closure",
    "Coverage",
    "Desk",
    "Obstacle",
    "Origin",
    "Period",
    "Person",
    "Problem",
    "Reactions",
    "Retention",
    "Retired",
    "Ritual",
    "RitualDays",
    "Service",
    "Site",
    "SiteTargets",
    "Span",
    "Step",
    "Targets",
    "WeekHours",
    "can_serve",
    "eligible",
    "load",
    "not_yet",
    "obstacle",
    "parse",
    "retired",
    "warnings",
]
