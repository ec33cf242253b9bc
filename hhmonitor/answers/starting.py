"""What one starts from: the file of a new country, and a project folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from hhmonitor.answers.answer import Answer, Rows
from hhmonitor.answers.blocks import Code, Paragraph
from hhmonitor.answers.keys import KEYS
from hhmonitor.answers.schemas import FOLDER, KINDS_OF_FILE, as_text, schema, schema_line
from hhmonitor.language import _, selected
from hhmonitor.language.territories import territory_name
from hhmonitor.model import Criteria, in_language
from hhmonitor.model.criteria import Labelled

_TEMPLATES = Path(__file__).with_name("starter")

_PLACES = {
    ".github/workflows/monitor.yml": "github-workflow.yml",
    ".pre-commit-config.yaml": "pre-commit-config.yaml",
    ".vscode/settings.json": "vscode-settings.json",
    ".editorconfig": "editorconfig",
}
"""Where the files of ``starter/`` go in a project."""

_EXAMPLES = {
    "decision": '{category: ..., reason: "...", decided_by: "...", date: ..., review_by: ...}',
    "activities": '[{date: ..., kind: mission, title: "...", themes: [], dimensions: [], source: s1}]',
    "effort": '{lsh_contact: {status: ..., note: "...", source: s1}}',
    "relation": '{en: "...", nl: "..."}',
    "ambition": '{en: "...", nl: "..."}',
    "contact": '"..."',
    "programme": '{phase: ..., since: ..., note: "..."}',
    "indicators": "{health_expenditure_per_capita_usd: {source: s1, values: {2018: ...}}}",
    "special_target": '{from: ..., until: ..., decided_by: "...", goals: ["..."], plan: "..."}',
}
"""Keys that a country need not have, each with how it is written.

Each holds a placeholder, ``...``, wherever something is stated: with the # taken away and no more, it is an error, and
never a decision or a figure that nobody meant.
"""


def started(name: str, place: Path, files: Sequence[str]) -> Answer:
    """What the command of this name wrote: the file or folder for people, the files within the project for programs."""
    return Answer(
        name,
        _("Written"),
        lambda: [Paragraph(Code(str(place)))],
        data=lambda: {"files": list(files)},
        rows=lambda: Rows(("file",), tuple((file,) for file in files)),
    )


def country_file(code: str, criteria: Criteria, today: date) -> str:
    """The file of a country, ready to be filled: every key with what to write, every judgement unknown."""
    names = dict.fromkeys(territory_name(code, language) or code for language in (selected(), "en", "nl"))
    return schema_line(1, "country") + f"# {' / '.join(names)}\n" + "".join(_country(code, criteria, today))


def _country(code: str, criteria: Criteria, today: date) -> Iterator[str]:
    says = {key: _(line) for key, line in KEYS["Country"].items()}
    yield _line(f"code: {code}", says["code"])
    yield _line("category: null", says["category"])
    yield _line(f"reference_date: {today.isoformat()}", says["reference_date"])
    yield "\n" + _comment(says["health_system"])
    yield _comment(_('a judgement: {value: positive, confidence: high, rationale: "...", sources: [s1]}'))
    yield _comment(_("value: positive, mixed, negative or unknown; confidence: high, medium or low"))
    yield "health_system:\n"
    for name, one in criteria.health_system.items():
        by_figures = one.positive_when is not None
        yield _entry(name, "indicators" if by_figures else "{value: unknown}", one)
    yield "\n" + _comment(says["dimensions"])
    yield _comment(_("level: broad, specific, none or unknown; with confidence, rationale and sources as above"))
    yield "dimensions:\n"
    for name, dimension in criteria.dimensions.items():
        yield _entry(name, "{level: unknown}", dimension)
    if criteria.attaches:
        kinds = ", ".join(f"{name}: unknown" for name in criteria.attaches)
        yield "\n" + _line(f"attaches: {{{kinds}, sources: []}}", says["attaches"])
    yield "\n" + _comment(says["themes"])
    yield _comment(_("no inventory made: leave all of them unknown; broad, specific, none or unknown"))
    yield "themes:\n"
    for name, theme in criteria.themes.items():
        yield _entry(name, "{level: unknown}", theme)
    yield "\n" + _line("sector_interest: {level: unknown}", _("broad, specific, incidental, none or unknown"))
    yield _line("trend: {value: unknown}", _("stable, emerging, declining or unknown"))
    yield "\n" + _comment(_("What may be added; remove the # in front, and write what belongs there for every ..."))
    yield _comment(_("A date is 2020, 2020-07 or 2020-07-14."))
    for key, example in _EXAMPLES.items():
        yield _comment(says[key])
        yield f"# {key}: {example}\n"
    yield "\n" + _comment(says["sources"])
    yield _comment(_("Remove the # in front of both lines, and give each source a line of its own."))
    yield "# sources:\n"
    yield '#   s1: {title: "...", publisher: "...", url: "https://...", date: ...}\n'


def _entry(name: str, value: str, one: Labelled) -> str:
    return _line(f"  {name}: {value}", _label(one, name))


def _label(one: Labelled, name: str) -> str:
    return in_language(one.label, selected(), name.replace("_", " "))


def _line(text: str, comment: str) -> str:
    return f"{text:<48}  # {comment}\n"


def _comment(text: str) -> str:
    return f"# {text}\n"


def project_files(criteria: Criteria, taken_over: Mapping[str, str]) -> dict[str, str]:
    """The files of a project folder to start from, by name: those ``taken_over``, and what goes around them."""
    files = dict(taken_over)
    for kind in KINDS_OF_FILE:
        files[f"{FOLDER}/{kind}.json"] = as_text(schema(kind, criteria))
    for place, template in _PLACES.items():
        files[place] = (_TEMPLATES / template).read_text(encoding="utf-8")
    files["README.md"] = _readme()
    return files


def _readme() -> str:
    commands = (
        ("hhmonitor validate", _("looks for mistakes in the files")),
        ("hhmonitor classify", _("shows the list, with the reason for every category")),
        ("hhmonitor check", _("holds the list to the criteria")),
        ("hhmonitor new CODE", _("adds a country, ready to be filled")),
    )
    rows = "\n".join(f"- `{command}` {what}" for command, what in commands)
    return (
        "# "
        + _("International Monitor")
        + "\n\n"
        + _(
            "The markets stand in countries/, one file each; the criteria in criteria/. "
            "The country that is here is a sample."
        )
        + f"\n\n{rows}\n"
    )
