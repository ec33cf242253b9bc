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

from hhmonitor.answers.findings import severity_word
from hhmonitor.findings import CODES
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


def page(code: str) -> str:
    """The page of a code, as Markdown, in the language in use. Raises KeyError where there is no such code."""
    entry, content = CODES[code.upper()], content_of(code.upper())
    return "\n\n".join(
        (
            f"# {entry.code} ({severity_word(entry.severity)})",
            _("The message: {message}.").format(message=_GAP.sub(r"‹\1›", _(entry.message))),
            _in_language(content["why"]),
            "## " + _("Wrong"),
            *_example(content, content["wrong"]),
            "## " + _("Right"),
            *_example(content, content["right"]),
            "## " + _("How to mend it"),
            _in_language(content["mend"]) + "\n",
        )
    )


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


def _example(content: Mapping[str, Any], example: str | Mapping[str, str | None]) -> Iterator[str]:
    """An example as a block of code under the name of its file."""
    if isinstance(example, str):
        if "scene" in content or example.startswith("$ "):
            yield _block(example.removeprefix("$ "))
        else:
            yield f"`{example_file(content)}`:"
            yield _block(example)
            if "encoding" in content and example == content["wrong"]:
                yield _("(saved in another encoding than UTF-8)")
        return
    for file, text in example.items():
        yield f"`{file}`:" if text is not None else _("`{file}` is not there.").format(file=file)
        if text is not None:
            yield _block(text)
    if not example:
        yield _("All files are there.")


def _block(text: str) -> str:
    """Text as a block of code; what cannot be seen is written as its number."""
    shown = "".join(one if one.isprintable() or one in "\n\t" else f"‹U+{ord(one):04X}›" for one in text)
    return f"```\n{shown.replace(chr(9), '‹tab›')}\n```"


def _in_language(text: Mapping[str, str]) -> str:
    return text[selected()]
