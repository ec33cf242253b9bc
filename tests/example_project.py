"""A small project that is in order, to be spoiled by tests, and the program run on it in this process."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from pathlib import Path

from hhmonitor.cli.app import run
from hhmonitor.language import select

REPOSITORY = Path(__file__).resolve().parents[1]

JAPAN = """\
code: JP
category: II
reference_date: 2020-12-31
health_system:
  market_size: indicators
  proposition_fit: {value: positive, confidence: high, rationale: "The themes match.", sources: [s1]}
  reform_plans: {value: positive, rationale: "Reforms are funded.", sources: [s1, s2]}
  reimbursement_access: {value: mixed, rationale: "Prices are pressed down.", sources: [s2]}
  technology_match: {value: positive, rationale: "Devices are asked for.", sources: [s2]}
  venture_capital: {value: unknown}
dimensions:
  innovation: {level: broad, rationale: "Joint research.", sources: [s1]}
  investment: {level: none, rationale: "No parties of interest.", sources: [s1]}
  trade: {level: none, rationale: "Exports shrink.", sources: [s1]}
attaches: {economic: unknown, innovation: yes, health: no, sources: [s1]}
themes:
  ageing_society: {level: broad, rationale: "Care for the elderly.", sources: [s1]}
  biopharma: {level: specific, rationale: "Joint research.", sources: [s1]}
sector_interest: {level: broad, rationale: "Many companies.", sources: [s1]}
trend: {value: stable, rationale: "A mission a year.", sources: []}
activities:
  - {date: 2019-10, kind: mission, title: "Mission", themes: [ageing_society], dimensions: [trade], source: s2}
  - {date: 2018, kind: event, title: "Fair", source: s1}
sources:
  s1: {title: "Country page", publisher: "Embassy", date: 2020-11}
  s2: {title: "Market study", publisher: "Chamber of Commerce", date: 2019-06-14}
"""

OPEN_COUNTRY = """\
code: {code}
health_system:
  market_size: {{value: unknown}}
  proposition_fit: {{value: unknown}}
  reform_plans: {{value: unknown}}
  reimbursement_access: {{value: unknown}}
  technology_match: {{value: unknown}}
  venture_capital: {{value: unknown}}
dimensions:
  innovation: {{level: unknown}}
  investment: {{level: unknown}}
  trade: {{level: unknown}}
themes: unknown
sector_interest: {{level: unknown}}
trend: {{value: unknown}}
"""

REGION = """\
code: NORDICS
name: {en: Nordics, nl: Scandinavië}
members: [DK, SE]
"""

FIGURES = """\
market,indicator,year,value,source
JP,health_expenditure_per_capita_usd,2018,4500,who
JP,population,2018,126000000,who
"""

FIGURE_SOURCES = """\
who: {title: "Global Health Expenditure Database", publisher: "WHO"}
"""


def build(folder: Path) -> Path:
    """Write the project into a folder: Japan, on the list and matching, and a region of two open countries."""
    regions, figures = folder / "countries/regions", folder / "countries/figures"
    for one in (folder / "criteria", regions, figures):
        one.mkdir(parents=True)
    criteria = (REPOSITORY / "criteria/2020-2023.yaml").read_text(encoding="utf-8")
    # The regions on the list of priority markets are not those of this project.
    criteria = criteria.replace("ASEAN-5, ", "").replace(", GULF-6]", "]")
    (folder / "criteria/2020-2023.yaml").write_text(criteria, encoding="utf-8")
    (folder / "countries/JP.yaml").write_text(JAPAN, encoding="utf-8")
    for code in ("DK", "SE"):
        (folder / f"countries/{code}.yaml").write_text(OPEN_COUNTRY.format(code=code), encoding="utf-8")
    (regions / "NORDICS.yaml").write_text(REGION, encoding="utf-8")
    (figures / "indicators.csv").write_text(FIGURES, encoding="utf-8")
    (figures / "sources.yaml").write_text(FIGURE_SOURCES, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Outcome:
    """How a run of the program ended, and what it said."""

    status: int
    out: str
    err: str


def hhmonitor(*arguments: str | Path) -> Outcome:
    """Run the program in this process, in English unless the arguments say otherwise."""
    select("en")
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = run([str(argument) for argument in arguments])
    select("en")
    return Outcome(status, out.getvalue(), err.getvalue())
