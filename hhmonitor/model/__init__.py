"""Validated countries, regions and criteria. Knows no files."""

from hhmonitor.model.base import Bilingual, Text, first_day, in_language, last_day, named_language
from hhmonitor.model.criteria import Condition, Criteria, Requirement
from hhmonitor.model.market import Country, Market, Region, Source, Statement

__all__ = [
    "Bilingual",
    "Condition",
    "Country",
    "Criteria",
    "Market",
    "Region",
    "Requirement",
    "Source",
    "Statement",
    "Text",
    "first_day",
    "in_language",
    "last_day",
    "named_language",
]
