"""A page for every code of a finding: what it is, why it matters, a wrong and a right example, and how to mend it.

The pages stand as data in ``pages/``, one file for each hundred codes. A page holds ``why`` and ``mend`` in both
languages, and two examples, ``wrong`` and ``right``, that the tests run: a piece of the file named by ``in``
(``country`` where it is not given, else ``region``, ``criteria``, ``figures`` or ``import``, a file to take in), whole
files by name (null for one that is not there), or a command after ``$``. What only the tests need to know, such as the
encoding in which the wrong example is saved, stands under ``encoding``, ``scene``, ``also`` and ``imports``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import Block, Heading, Paragraph, Verbatim
from hhmonitor.answers.findings import severity_word
from hhmonitor.answers.texts import prose
from hhmonitor.findings import CODES, Code
from hhmonitor.language import _, selected
from hhmonitor.yaml import read_file

FOLDER = Path(__file__).with_name("pages")

_CODE = re.compile(r"[Hh]{2}\d{3}", re.ASCII)
_GAP = re.compile(r"\{(\w+)\}")
_FILES = {
    "country": "countries/JP.yaml",
    "region": "countries/regions/NORDICS.yaml",
    "criteria": "criteria/2020-2023.yaml",
    "figures": "countries/figures/indicators.csv",
    "import": "figures.csv",
}
"""The file of the example project that an example is a piece of."""


def is_code(text: str) -> bool:
    """Whether a text is written as a code is, such as ``HH201``; case does not count."""
    return _CODE.fullmatch(text) is not None


def page(code: str) -> Answer:
    """The page of a code, in the language in use. Raises KeyError where there is no such code."""
    entry, content = CODES[code.upper()], content_of(code.upper())
    return Answer(
        "explain-code",
        f"{entry.code} ({severity_word(entry.severity)})",
        lambda: _blocks(entry, content),
        data=lambda: {
            "code": entry.code,
            "severity": entry.severity.value,
            "message": _(entry.message),
            "why": _in_language(content["why"]),
            "wrong": content["wrong"],
            "right": content["right"],
            "mend": _in_language(content["mend"]),
        },
    )


def _blocks(entry: Code, content: Mapping[str, Any]) -> Iterator[Block]:
    yield Heading(f"{entry.code} ({severity_word(entry.severity)})", 1)
    yield Paragraph(_("The message: {message}.").format(message=_GAP.sub(r"‹\1›", _(entry.message))))
    yield Paragraph(prose(_in_language(content["why"])))
    yield Heading(_("Wrong"))
    yield from _example(content, content["wrong"])
    yield Heading(_("Right"))
    yield from _example(content, content["right"])
    yield Heading(_("How to mend it"))
    yield Paragraph(prose(_in_language(content["mend"])))


@cache
def content_of(code: str) -> Mapping[str, Any]:
    """What stands in ``pages/`` for a code. Raises KeyError where there is nothing."""
    path = FOLDER / f"{code[:3]}.yaml"
    document = read_file(path, path.name).document
    found: Any = document.data[code] if document is not None else None
    if found is None:
        raise KeyError(code)
    return dict(found)


def example_file(content: Mapping[str, Any]) -> str:
    """The file of a project that the examples of a page are a piece of."""
    return _FILES[content.get("in", "country")]


def _example(content: Mapping[str, Any], example: str | Mapping[str, str | None]) -> Iterator[Block]:
    """An example under the name of its file."""
    if isinstance(example, str):
        if "scene" in content or example.startswith("$ "):
            yield _verbatim(example.removeprefix("$ "))
        else:
            yield Paragraph(prose(f"`{example_file(content)}`:"))
            yield _verbatim(example)
            if "encoding" in content and example == content["wrong"]:
                yield Paragraph(_("(saved in another encoding than UTF-8)"))
        return
    for file, text in example.items():
        yield Paragraph(prose(f"`{file}`:" if text is not None else _("`{file}` is not there.").format(file=file)))
        if text is not None:
            yield _verbatim(text)
    if not example:
        yield Paragraph(_("All files are there."))


def _verbatim(text: str) -> Verbatim:
    """Text as it stands in a file; what cannot be seen is written as its number."""
    shown = "".join(one if one.isprintable() or one in "\n\t" else f"‹U+{ord(one):04X}›" for one in text)
    return Verbatim(shown.replace("\t", "‹tab›"))


def _in_language(text: Mapping[str, str]) -> str:
    return text[selected()]
