"""An answer as a page of HTML by itself, its style inside it. Needs Jinja2, from the extra ``report``.

The templates escape every text. What a page of the site is made of comes from the same templates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import Block, Heading
from hhmonitor.answers.words import capitalised
from hhmonitor.forms import Page
from hhmonitor.forms._charts import as_points, as_svg
from hhmonitor.forms._palette import CATEGORIES, SCREEN, VALUES
from hhmonitor.language import _, ngettext, selected, speaking
from hhmonitor.language.characters import visible_lines
from hhmonitor.language.dates import date_text

ENDINGS, EXTRA, BINARY = (".html", ".htm"), "report", False

_HERE = Path(__file__).with_name("html_parts")


def render(answer: Answer, page: Page) -> str:
    """The blocks as one page."""
    return _filled("answer.html", answer, page, style())


def part(answer: Answer) -> str:
    """The blocks as a part of a page that is somebody else's, such as a notebook; the style leaves the rest alone."""
    with speaking(answer.language):
        # The page has other answers, whose ids must be others.
        anchors = f"a{sha256(repr(answer.blocks).encode('utf-8', 'replace')).hexdigest()[:8]}-"
        return _filled("part.html", answer, Page(), _style_within(".hhmonitor"), anchors)


def _filled(template: str, answer: Answer, page: Page, style: Any, anchors: str = "") -> str:
    return str(
        environment()
        .get_template(template)
        .render(
            title=answer.title,
            sections=sections(answer.blocks),
            columns=answer.columns,
            style=style,
            link=page.link,
            anchors=anchors,
        )
    )


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading of the second level, and before the first such."""

    heading: Heading | None
    blocks: tuple[Block, ...]


_MAIN = ("characteristics", "interest", "movement")
_SIDE = ("figures", "activities", "presence", "gaps")


@dataclass(frozen=True, slots=True)
class Stacks:
    """Sections above each other in two stacks, side by side where there is room."""

    stacks: tuple[tuple[Section, ...], ...]


def sections(blocks: Sequence[Block]) -> list[Section]:
    """The blocks, parted at the headings of the second level."""
    return list(_sections(blocks))


def side_by_side(parts: Sequence[Section]) -> list[Section | Stacks]:
    """The sections of a market, with those that can stand side by side in two stacks where the first of them stood."""
    named = [part.heading.name if part.heading else "" for part in parts]
    stacks = tuple(
        stack
        for names in (_MAIN, _SIDE)
        if (stack := tuple(part for part, name in zip(parts, named, strict=True) if name in names))
    )
    if len(stacks) < 2:
        return [*parts]
    laid: list[Section | Stacks] = [
        part for part, name in zip(parts, named, strict=True) if name not in (*_MAIN, *_SIDE)
    ]
    first = next(at for at, name in enumerate(named) if name in (*_MAIN, *_SIDE))
    laid.insert(first, Stacks(stacks))
    return laid


def _sections(blocks: Sequence[Block]) -> Iterator[Section]:
    heading: Heading | None = None
    gathered: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level == 2:
            if gathered or heading is not None:
                yield Section(heading, tuple(gathered))
            heading, gathered = block, []
        else:
            gathered.append(block)
    if gathered or heading is not None:
        yield Section(heading, tuple(gathered))


@cache
def environment(beside: Path | None = None) -> Any:
    """The templates made ready, with those of a folder ``beside`` them.

    What stands in files of a project is escaped, whatever it is.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    made = Environment(
        loader=FileSystemLoader([*([beside] if beside else []), _HERE / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible_lines(value) if type(value) is str else value,
    )
    made.filters["capitalised"] = capitalised
    made.filters["kind_of"] = lambda one: type(one).__name__
    made.globals.update(
        _=_,
        ngettext=ngettext,
        language=selected,
        points=as_points,
        svg=lambda picture: Markup(as_svg(picture)),
        date_text=date_text,
        anchors="",
        kind=lambda one: type(one).__name__,
        side_by_side=side_by_side,
    )
    return made


def style() -> Any:
    """The style sheet, with the colours of the palette, to stand inside a page."""
    from markupsafe import Markup

    return Markup(style_sheet())


def _style_within(selector: str) -> Any:
    """The style sheet for what a selector names alone: nested in it, as every browser since 2023 reads it.

    What it says of a page as a whole, its colours by name and its body, it says of that part.
    """
    from markupsafe import Markup

    nested = re.sub(r"^( *)(?::root|body) \{", r"\1& {", style_sheet(), flags=re.MULTILINE)
    return Markup(f"{selector} {{\n{nested}\n}}")


def style_sheet() -> str:
    """The style sheet, its colours those of the palette."""
    return f"{_colours()}\n{(_HERE / 'style.css').read_text(encoding='utf-8')}"


def _colours() -> str:
    categories = [f"--{tone}: #{colour.paper}; --on-{tone}: #{colour.ink};" for tone, colour in CATEGORIES.items()]
    badges = [f".badge.{tone} {{ background: var(--{tone}); color: var(--on-{tone}); }}" for tone in CATEGORIES]
    fills = [f".{tone} {{ fill: var(--{tone}); }}" for tone in CATEGORIES]
    words = [f".tone-{tone} {{ color: #{colour.word}; }}" for tone, colour in VALUES.items()]
    # On a dark page the inks of values are too dark to read: nearer to white they are not.
    by_night = " ".join(
        f".tone-{tone} {{ color: color-mix(in srgb, #{colour.word} 40%, white); }}" for tone, colour in VALUES.items()
    )
    words.append(f"@media screen and (prefers-color-scheme: dark) {{ {by_night} }}")
    by_day, night = (" ".join(f"--{name}: #{both[at]};" for name, both in SCREEN.items()) for at in (0, 1))
    grounds = [
        f":root {{ {by_day} }}",
        f"@media screen and (prefers-color-scheme: dark) {{\n  :root {{ color-scheme: dark; {night} }}\n}}",
        f":root {{ {' '.join(categories)} }}",
    ]
    return "\n".join([*grounds, *badges, *fills, *words])
