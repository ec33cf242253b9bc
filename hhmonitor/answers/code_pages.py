"""A page for every code of a finding: what it is, why it matters, a wrong and a right example, and how to mend it.

What it says is declared with the check (:mod:`hhmonitor.checks`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hhmonitor.answers.answer import Answer
from hhmonitor.answers.blocks import Block, Heading, Paragraph, Verbatim
from hhmonitor.answers.findings import severity_word
from hhmonitor.answers.texts import prose
from hhmonitor.checks import CODES, Code
from hhmonitor.checks.declaring import Example
from hhmonitor.language import _

_CODE = re.compile(r"[Hh]{2}\d{3}", re.ASCII)
_GAP = re.compile(r"\{(\w+)\}")


def is_code(text: str) -> bool:
    """Whether a text is written as a code is, such as ``HH201``; case does not count."""
    return _CODE.fullmatch(text) is not None


def page(code: str) -> Answer:
    """The page of a code, in the language in use. Raises KeyError where there is no such code."""
    declared = CODES[code.upper()]
    return Answer(
        "explain-code",
        _title(declared),
        lambda: _blocks(declared),
        data=lambda: {
            "code": declared.code,
            "severity": declared.severity.value,
            "title": declared.title.said,
            "message": _message(declared),
            "why": declared.why.said,
            "wrong": declared.wrong,
            "right": declared.right,
            "mend": declared.mend.said,
            "fixable": declared.mended,
        },
    )


def _title(declared: Code) -> str:
    return f"{declared.code} ({severity_word(declared.severity)}): {declared.title.said}"


def _message(declared: Code) -> str:
    """What a finding of the code says, with dots for what its file fills in."""
    return _GAP.sub("…", _(declared.message))


def _blocks(declared: Code) -> Iterator[Block]:
    yield Heading(_title(declared), 1)
    yield Paragraph(_("The message: {message}.").format(message=_message(declared)))
    yield Paragraph(prose(declared.why.said))
    yield Heading(_("Wrong"))
    yield from _example(declared, declared.wrong, declared.encoding)
    yield Heading(_("Right"))
    yield from _example(declared, declared.right)
    yield Heading(_("How to mend it"))
    yield Paragraph(prose(declared.mend.said))
    if declared.mended:
        yield Paragraph(prose(_("Where one answer alone is right, `hhmonitor validate --fix` mends it.")))


def _example(code: Code, example: Example, encoding: str = "") -> Iterator[Block]:
    """An example under the name of its file; ``encoding`` is the one that it is saved in."""
    if isinstance(example, str):
        if code.scene or example.startswith("$ "):
            yield _verbatim(example.removeprefix("$ "))
        else:
            yield Paragraph(prose(f"`{code.file}`:"))
            yield _verbatim(example)
            if encoding:
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
