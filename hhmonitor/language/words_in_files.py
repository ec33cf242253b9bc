"""The English words of the files, by the Dutch ones that the program shows for them or that people write instead."""

from __future__ import annotations

from collections.abc import Mapping

_MEANINGS: Mapping[str, str] = {
    # keys
    "aanspreekpunt": "contact",
    "activiteiten": "activities",
    "ambitie": "ambition",
    "attachés": "attaches",
    "besloten door": "decided_by",
    "besluit": "decision",
    "betrouwbaarheid": "confidence",
    "bron": "source",
    "bronnen": "sources",
    "categorie": "category",
    "cijfers": "indicators",
    "contactpersoon": "contact",
    "datum": "date",
    "dimensies": "dimensions",
    "doelen": "goals",
    "fase": "phase",
    "gezondheidszorg": "health_system",
    "indicatoren": "indicators",
    "interesse sector": "sector_interest",
    "inzet": "effort",
    "karakteristieken": "health_system",
    "kenmerken": "health_system",
    "leden": "members",
    "naam": "name",
    "niveau": "level",
    "noot": "note",
    "onderbouwing": "rationale",
    "peildatum": "reference_date",
    "programma": "programme",
    "reden": "reason",
    "relatie": "relation",
    "sectorinteresse": "sector_interest",
    "sinds": "since",
    "soort": "kind",
    "themas": "themes",
    "titel": "title",
    "toelichting": "rationale note",
    "tot": "until to",
    "tot en met": "until to",
    "uitgever": "publisher",
    "van": "from",
    "vanaf": "from since",
    "waarde": "value",
    "waarden": "values",
    "zekerheid": "confidence",
    "zorgstelsel": "health_system",
    # values
    "aanwezig": "in_place",
    "afnemend": "declining",
    "analyse": "analysis",
    "breed": "broad",
    "brede": "broad",
    "dalend": "declining",
    "geen": "none no",
    "gemengd": "mixed",
    "gemiddeld": "medium",
    "gepland": "planned",
    "gereed": "in_place",
    "hoog": "high",
    "incidenteel": "incidental",
    "ja": "yes",
    "laag": "low",
    "middel": "medium",
    "nee": "no",
    "negatief": "negative",
    "onbekend": "unknown",
    "opkomend": "emerging",
    "positief": "positive",
    "specifiek": "specific",
    "specifieke": "specific",
    "stabiel": "stable",
    # dimensions
    "handel": "trade",
    "innovatie": "innovation",
    "investering": "investment",
    "investeringen": "investment",
}
"""A Dutch word to the English ones that it may stand for."""


def meanings(word: str) -> tuple[str, ...]:
    """The words of the files that a Dutch word may stand for; none where it stands for none."""
    folded = word.casefold().replace("_", " ").replace("'", "").replace("’", "").strip()
    return tuple(_MEANINGS.get(folded, "").split())
