"""All of every code is told in both languages; of its two examples the wrong one is found, the right one is not."""

from __future__ import annotations

import os
import pkgutil
import re
import shlex
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

import hhmonitor
from hhmonitor import checks
from hhmonitor.answers.blocks import Heading, Paragraph, plain
from hhmonitor.answers.code_pages import is_code, page
from hhmonitor.answers.texts import prose
from hhmonitor.checks import CODES, Code, hindrances
from hhmonitor.checks.declaring import FORM, PUBLICATION, Check, Example
from hhmonitor.language import _, select
from hhmonitor.statistics.limits import LARGEST_ENTRY, LONGEST_ROW, MOST_ENTRIES
from hhmonitor.yaml import MAXIMUM_BYTES
from tests.example_project import JAPAN, OPEN_COUNTRY, build
from tests.example_project import hhmonitor as run
from tests.support import CHARACTERISTICS, DIMENSIONS, THEMES

AS_OF = ("--as-of", "2020-12-31")


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    select("en")


def _large(folder: Path) -> None:
    (folder / "XX.yaml").write_bytes(b" " * (MAXIMUM_BYTES + 1))


def _many_findings(folder: Path) -> None:
    keys = "".join(f"k{number}: 1\n" for number in range(300))
    (folder / "DE.yaml").write_text(OPEN_COUNTRY.format(code="DE") + keys, encoding="utf-8")


def _intricate(folder: Path) -> None:
    path = folder.parent / "criteria/2020-2023.yaml"
    conditions = [f"{{theme: {{{name}: {level}}}}}" for name in THEMES for level in ("specific", "broad")]
    conditions += [f"{{dimension: {{{name}: {level}}}}}" for name in DIMENSIONS for level in ("specific", "broad")]
    conditions += [f"{{characteristic: {{{name}: positive}}}}" for name in CHARACTERISTICS]
    asked = f"categories:\n  - {{id: I, requires: [{{id: x, any: [{', '.join(conditions)}]}}]}}\n  - id: II"
    path.write_text(laid_over(path.read_text(encoding="utf-8"), asked), encoding="utf-8")


def _zip(folder: Path, sizes: Mapping[str, int], packed: int) -> None:
    """A zip to take in, of files that say they have so many bytes, and so many packed."""
    with zipfile.ZipFile(folder.parent / "figures.csv", "w") as archive:
        for name, size in sizes.items():
            archive.writestr(name, "a,b")
            archive.infolist()[-1].file_size, archive.infolist()[-1].compress_size = size, packed


def _endless_row(folder: Path) -> None:
    row = 'JP,population,2018,126000000,"' + "who" * LONGEST_ROW
    (folder.parent / "figures.csv").write_text(f"market,indicator,year,value,source\n{row}", encoding="utf-8")


def _beyond_reach(folder: Path) -> None:
    """Forty inputs asked for by name, in pairs that lie far apart in every order."""
    path = folder.parent / "criteria/2020-2023.yaml"
    names = [f"t{number}" for number in range(40)]
    pairs = [
        f"{{all: [{{theme: {{{one}: specific}}}}, {{theme: {{{other}: broad}}}}]}}"
        for one, other in zip(names[:20], names[20:], strict=True)
    ]
    first = [f"{{theme: {{{name}: broad}}}}" for name in names]
    themes = ", ".join(f"{name}: {{}}" for name in (*THEMES, *names))
    requires = f"[{{id: y, any: [{', '.join(first)}]}}, {{id: x, any: [{', '.join(pairs)}]}}]"
    asked = f"themes: {{{themes}}}\ncategories:\n  - {{id: I, requires: {requires}}}\n  - id: II"
    path.write_text(laid_over(path.read_text(encoding="utf-8"), asked), encoding="utf-8")


SCENES: Mapping[str, Callable[[Path], None]] = {
    "large": _large,
    "many_findings": _many_findings,
    "dangling_link": lambda folder: (folder / "XX.yaml").symlink_to(folder / "elsewhere.yaml"),
    "circular_link": lambda folder: (folder / "XX.yaml").symlink_to(folder / "XX.yaml"),
    "folder": lambda folder: (folder / "XX.yaml").mkdir(),
    "intricate": _intricate,
    "beyond_reach": _beyond_reach,
    "pipe": lambda folder: os.mkfifo(folder / "XX.yaml"),
    "old_workbook": lambda folder: (folder.parent / "figures.csv").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    "endless_row": _endless_row,
    "large_entry": lambda folder: _zip(folder, {"a.csv": LARGEST_ENTRY + 1}, LARGEST_ENTRY),
    "many_entries": lambda folder: _zip(folder, dict.fromkeys(map(str, range(MOST_ENTRIES + 1)), 3), 3),
    "shrunken_entry": lambda folder: _zip(folder, {"a.csv": LARGEST_ENTRY}, 3),
}
"""What is put into countries/, or beside it to be taken in, for an example that no text can show."""


def _no_form(form: Path) -> None:
    book = Workbook()
    book.active["A1"] = "JP"
    book.save(form)


def _in_form(form: Path, change: Callable[[Any], None]) -> None:
    book = load_workbook(form)
    change(book)
    book.save(form)


def _fill(book: Any, cells: str) -> None:
    for line in cells.splitlines():
        place, _colon, value = line.partition(": ")
        sheet, _sign, cell = place.partition("!")
        book[sheet][cell] = value


def _copy_line(book: Any) -> None:
    for column in (1, 2, 3):
        book["JP"].cell(7, column).value = book["JP"].cell(6, column).value


FORM_SCENES: Mapping[str, Callable[[Path], None]] = {
    "no_form": _no_form,
    "other_version": lambda form: _in_form(form, lambda book: setattr(book["hhmonitor"]["B1"], "value", "0")),
    "line_twice": lambda form: _in_form(form, _copy_line),
    "line_gone": lambda form: _in_form(form, lambda book: book["JP"].delete_rows(6)),
}
"""What becomes of a form of Japan, for an example that its cells cannot show."""


def put_form(project: Path, code: Code, example: str, *, wrong: bool) -> set[str]:
    """Fill an example into a form of Japan, and see what is found when it is taken."""
    form = project / FORM
    assert run("form", "make", "JP", "--output", form, *AS_OF).status == 0
    if wrong and code.scene:
        FORM_SCENES[code.scene](form)
    else:
        _in_form(form, lambda book: _fill(book, example))
    for name, text in code.also.items():
        path = project / name
        path.write_text(_whole(path, text), encoding="utf-8")
    return codes(("form", "take", FORM, "--dry-run"))


def blocks(text: str) -> dict[str, str]:
    """A file in pieces, each under the key at the top that it begins with; what cannot be cut is one piece."""
    parts = re.split(r"(?m)^(?=[A-Za-z_])", text)
    return {re.split(r"[:\s]", part, maxsplit=1)[0]: part.rstrip("\n") + "\n" for part in parts if part.strip()}


def laid_over(base: str, piece: str) -> str:
    """A file with a piece in the place of what stood under the same keys at the top."""
    return "".join((blocks(base) | blocks(piece)).values())


def codes(*commands: tuple[str, ...]) -> set[str]:
    """The codes of everything that commands find in the current folder."""
    found: set[str] = set()
    for command in commands:
        answer = run(*command, *AS_OF)
        found |= set(re.findall(r"HH\d{3}", answer.out + answer.err))
    return found


GATES = (("validate", "--format", "json"), ("check", "--format", "json"))


def commands_for(code: Code) -> tuple[tuple[str, ...], ...]:
    """The commands that may come upon a finding."""
    if code.file == PUBLICATION or code.imports:
        return (("indicators", "import", "figures.csv", "--dry-run"),)
    if code.code.startswith("HH5"):
        return (("criteria", "verify", "--format", "json"),)
    if code.code.startswith("HH6"):
        return (*GATES, ("indicators", "list"))
    return GATES


def put(project: Path, code: Code, example: Example, *, wrong: bool) -> set[str]:
    """Put an example into the project, and see what is found."""
    if isinstance(example, str) and example.startswith("$ "):
        _dollar, _program, *arguments = shlex.split(example)
        return codes(tuple(arguments))
    if code.file == FORM and isinstance(example, str):
        return put_form(project, code, example, wrong=wrong)
    files: dict[str, str | None] = dict(code.also)
    if code.code.startswith("HH5"):
        files["countries/JP.yaml"] = "category: null"  # which no criteria can contradict
    if code.imports:
        files["figures.csv"] = code.imports
    if not isinstance(example, str):
        files |= example
    elif code.scene:
        if wrong:
            SCENES[code.scene](project / "countries")
    else:
        files[code.file] = example
    for name, text in files.items():
        path = project / name
        if text is None:
            path.unlink()
            continue
        whole = text if name.endswith((".csv", ".json", ".toml")) or _is_text_level(code) else _whole(path, text)
        encoding = (code.encoding if wrong else "") or "utf-8"
        # Latin-1 gives every byte, those too that Windows leaves without a character.
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(whole.encode("latin-1" if encoding == "cp1252_with_holes" else encoding))
    return codes(*commands_for(code))


def _is_text_level(code: Code) -> bool:
    """Whether the examples are about the text of a file, and stand by themselves."""
    return code.code.startswith("HH1")


def _whole(path: Path, piece: str) -> str:
    """The file at a path, or a new one (of a country with all that it needs), with a piece laid over it."""
    begun = "" if path.parent.name in ("criteria", "reviews") else OPEN_COUNTRY.format(code=path.stem)
    base = path.read_text(encoding="utf-8") if path.exists() else begun
    return laid_over(base, piece)


@pytest.mark.parametrize("code", CODES)
def test_the_wrong_example_is_found_and_the_right_one_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    declared = CODES[code]
    for wrong in (True, False):
        project = build(tmp_path / f"{wrong}")
        monkeypatch.chdir(project)
        found = put(project, declared, declared.wrong if wrong else declared.right, wrong=wrong)
        assert (code in found) is wrong, found
        if not wrong:
            assert not {one for one in found if one.startswith("HH1")}


MENDED: Mapping[str, Example] = {
    "HH205": "reference_date: 31-12-2020",
    "HH309": {"countries/regions/NORDICS.yaml": "members: [DK, Zweden]"},
    "HH316": "trend: {value: stable, rationale: Missions go on., sources: [S1]}",
}
"""What is mended where the wrong example is wrong in another way, to which there is no one answer."""


@pytest.mark.slow
@pytest.mark.parametrize("code", [code for code, declared in CODES.items() if declared.mended])
def test_what_is_said_to_be_mended_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    declared = CODES[code]
    project = build(tmp_path / "project")
    monkeypatch.chdir(project)
    assert code in put(project, declared, MENDED.get(code, declared.wrong), wrong=True)
    run("validate", "--fix", "--yes", *AS_OF)
    assert code not in codes(("validate", "--format", "json"))


@pytest.mark.parametrize("code", CODES)
def test_all_of_a_code_is_told_in_both_languages(code: str) -> None:
    declared = CODES[code]
    for text in (declared.why, declared.mend):
        assert text.en != text.nl
        for told in text:
            assert told.endswith((".", "`."))
            assert told.strip() == told
    assert declared.wrong != declared.right or declared.encoding
    select("nl")
    assert _(declared.message) != declared.message


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_it_is_why_it_matters_and_how_to_mend_it(code: str, language: str) -> None:
    select(language)
    blocks = page(code).blocks
    headings = [block for block in blocks if isinstance(block, Heading)]
    assert [one.level for one in headings] == [1, 2, 2, 2]
    assert plain(headings[0].content).startswith(f"{code} (")
    said = [plain(block.content) for block in blocks if isinstance(block, Paragraph)]
    for part in (CODES[code].why, CODES[code].mend):
        assert plain(prose(part._asdict()[language])) in said
    for before, after in pairwise(headings[1:]):
        between = blocks[blocks.index(before) + 1 : blocks.index(after)]
        assert between, f"nothing under {plain(before.content)}"


def subjects() -> Iterator[ModuleType]:
    """The modules that declare codes, in both folders."""
    for package in (checks, hindrances):
        for module in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            subject = import_module(module.name)
            if hasattr(subject, "DECLARED"):
                yield subject


def test_a_code_is_declared_once_and_known_by_standing_in_the_folder() -> None:
    declared = [one.code for subject in subjects() for one in subject.DECLARED]
    assert sorted(declared) == list(CODES)


def test_every_code_that_is_raised_is_declared_and_every_declared_one_is_raised() -> None:
    raised: set[str] = set()
    for path in Path(hhmonitor.__file__).parent.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        raised |= set(re.findall(r'"(HH\d{3})"', re.sub(r'Code\(\s*"HH\d{3}"', "", text)))
    computed = {"HH125", "HH126", "HH127"}  # named in a table of the reader by the kind of number
    assert raised | computed == set(CODES)


def test_what_hinders_stands_apart_so_that_a_project_is_loaded_without_the_rest() -> None:
    for subject in subjects():
        for one in vars(subject).values():
            if isinstance(one, Check):
                assert one.look.hinders == subject.__name__.startswith(hindrances.__name__)
    loaded_checks = "(one for one in sys.modules if one.startswith('hhmonitor.checks.'))"
    load = f"import sys, hhmonitor.project.loading; print(*{loaded_checks})"
    loaded = subprocess.run([sys.executable, "-c", load], check=True, capture_output=True, encoding="utf-8").stdout
    assert "hhmonitor.checks.registry" in loaded
    assert not {one.__name__ for one in subjects()} & set(loaded.split())


@pytest.mark.parametrize(("text", "expected"), [("HH201", True), ("hh201", True), ("HH2010", False), ("JP", False)])
def test_codes_are_told_from_markets(text: str, expected: bool) -> None:
    assert is_code(text) is expected


def test_the_base_of_the_examples_is_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(build(tmp_path))
    assert codes(*GATES, ("indicators", "import", "countries/figures/indicators.csv", "--dry-run")) == set()
    assert laid_over(JAPAN, "") == JAPAN
