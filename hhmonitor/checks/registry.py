"""Finds the subjects, their codes and their checks, when they are first asked for."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property
from importlib import import_module
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

from hhmonitor.checks.declaring import Check, Code
from hhmonitor.checks.look import Look
from hhmonitor.findings import Finding, Severity

_PACKAGE = "hhmonitor.checks"
_HINDRANCES = f"{_PACKAGE}.hindrances"


class _Codes(Mapping[str, Code]):
    """Every code by its name, in order; declared by the subjects, which are first read when one is asked for."""

    @cached_property
    def _declared(self) -> dict[str, Code]:
        subjects = (*_modules(_PACKAGE), *_modules(_HINDRANCES))
        declared = [code for subject in subjects for code in getattr(subject, "DECLARED", ())]
        return {one.code: one for one in sorted(declared, key=lambda one: one.code)}

    def __getitem__(self, code: str) -> Code:
        return self._declared[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._declared)

    def __len__(self) -> int:
        return len(self._declared)


CODES: Mapping[str, Code] = _Codes()
"""Every code that a finding can carry."""


def is_error(finding: Finding) -> bool:
    """Whether a finding is an error rather than a warning or a note."""
    return CODES[finding.code].severity is Severity.ERROR


_OF_THE_LIST = frozenset({"HH401", "HH402"})
"""Errors of the list against its criteria, beside which everything can be classified all the same."""


def can_be_softened(code: str) -> bool:
    """Whether findings of a code can be ignored or made less: no other command stops at them."""
    return CODES[code].severity is not Severity.ERROR or code in _OF_THE_LIST


def found(look: Look) -> Iterator[Finding]:
    """What all checks find that look at such a thing, not yet located."""
    for one in _checks(look.hinders).get(type(look), ()):
        yield from islice(one.find(look), look.at_most)


@cache
def _checks(hindering: bool) -> Mapping[type[Look], Sequence[Check[Any]]]:
    """The checks by what they look at, in order of their subjects."""
    checks: dict[type[Look], list[Check[Any]]] = {}
    for subject in _modules(_HINDRANCES if hindering else _PACKAGE):
        for value in vars(subject).values():
            if isinstance(value, Check):
                checks.setdefault(value.look, []).append(value)
    return checks


@cache
def _modules(package: str) -> tuple[ModuleType, ...]:
    """The modules of a package, in order of name."""
    folder = Path(str(import_module(package).__file__)).parent
    names = sorted(module.name for module in pkgutil.iter_modules([str(folder)]) if not module.ispkg)
    return tuple(import_module(f"{package}.{name}") for name in names)
