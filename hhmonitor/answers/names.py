"""What markets are called, which market a name means, and where a member has its category from."""

from __future__ import annotations

from hhmonitor.language import LANGUAGES, _, selected
from hhmonitor.language.territories import alpha_3, find_territory, folded, other_names, territory_name
from hhmonitor.model import Country, Region, in_language
from hhmonitor.project import Project
from hhmonitor.questions.classification import Classified


def market_name(market: Country | Region, language: str | None = None) -> str:
    """The name of a market in a language, the one in use where none is given; its code where it has no name."""
    language = language or selected()
    if isinstance(market, Region):
        return in_language(market.name, language)
    return territory_name(market.code, language) or market.code


def through(one: Classified) -> str:
    """Where a member of a region has its category from; nothing for others."""
    return _("through {region}").format(region=one.region) if one.region else ""


def market_named(project: Project, name: str) -> str | None:
    """The code of the market with this code or name, in either language, case aside; none where there is none."""
    by_name = {word.casefold(): market.code for market in _markets(project) for word in (*_names(market), market.code)}
    found = by_name.get(" ".join(name.split()).casefold()) or find_territory(name)
    return found if found in project.countries or found in project.regions else None


def market_names(project: Project) -> list[str]:
    """Every word that names a market."""
    return [word for market in _markets(project) for word in (*_names(market), market.code)]


def sought_by(market: Country | Region) -> tuple[str, ...]:
    """What finds a market on a page, as :func:`~hhmonitor.language.territories.folded` writes it.

    That is its codes, its names in both languages, what people call it besides, and parts of it that they name.
    """
    words = [market.code, *_names(market)]
    if isinstance(market, Country):
        words += [alpha_3(market.code) or "", *other_names(market.code)]
    return tuple(dict.fromkeys(filter(None, map(folded, words))))


def _markets(project: Project) -> list[Country | Region]:
    return [*project.countries.values(), *project.regions.values()]


def _names(market: Country | Region) -> list[str]:
    return [market_name(market, language) for language in LANGUAGES]
