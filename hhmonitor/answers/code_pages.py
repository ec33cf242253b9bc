"""A page for every code of a finding: what it is, why it matters, a wrong and a right example, and how to mend it.

What it says is declared with the check (:mod:`hhmonitor.checks`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hhmonitor.answers.findings import severity_word
from hhmonitor.checks import CODES, Code, Text
from hhmonitor.checks.declaring import Example
from hhmonitor.language import _, selected

_CODE = re.compile(r"[Hh]{2}\d{3}", re.ASCII)
_GAP = re.compile(r"\{(\w+)\}")


def is_code(text: str) -> bool:
    """Whether a text is written as a code is, such as ``HH201``; case does not count."""
    return _CODE.fullmatch(text) is not None


def page(code: str) -> str:
    """The page of a code, as Markdown, in the language in use. Raises KeyError where there is no such code."""
    declared = CODES[code.upper()]
    return "\n\n".join(
        (
            f"# {declared.code} ({severity_word(declared.severity)})",
            _("The message: {message}.").format(message=_GAP.sub(r"‹\1›", _(declared.message))),
            _in_language(declared.why),
            "## " + _("Wrong"),
            *_example(declared, declared.wrong, declared.encoding),
            "## " + _("Right"),
            *_example(declared, declared.right),
            "## " + _("How to mend it"),
            _in_language(declared.mend) + "\n",
        )
    )


def _example(code: Code, example: Example, encoding: str = "") -> Iterator[str]:
    """An example as a block of code under the name of its file; ``encoding`` is the one that it is saved in."""
    if isinstance(example, str):
        if code.scene or example.startswith("$ "):
            yield _block(example.removeprefix("$ "))
        else:
            yield f"`{code.file}`:"
            yield _block(example)
            if encoding:
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


def _in_language(text: Text) -> str:
    return text.nl if selected() == "nl" else text.en
