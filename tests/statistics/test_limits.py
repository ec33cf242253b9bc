"""What is larger than figures can be is refused at once, whatever it claims to be, and without being held in memory."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from hhmonitor.statistics import Unreadable, limits
from tests.statistics import forms
from tests.statistics.test_forms import gather, written

MEGABYTE = 1 << 20


def refusal(path: Path) -> str:
    with pytest.raises(Unreadable) as refused:
        gather(path)
    return refused.value.finding.code


def long(text: str) -> str:
    """More than a row can have."""
    return text * (3 * MEGABYTE // len(text))


BULK = forms.bulk_csv()
TOO_LONG = {
    "a line": BULK + long("x"),
    "a line of cells": BULK + long('"x",'),
    "a cell between quotation marks": BULK + f'"{long("x")}"',
    "a row of many lines": BULK + long('"x\n",'),
    "a quotation mark that is never closed": BULK + '"' + long("Japan,JPN\n"),
    "a line of WHO": forms.who_csv() + long("1,"),
    "a line of the DataBank": forms.data_bank_csv() + long(","),
    "a value of an answer": forms.world_bank_page()[:-2] + ', {"indicator": "' + long("x") + '"}]]',
    "a value of WHO's": forms.who_answer()[:-2] + ', {"IndicatorCode": "' + long("x") + '"}]}',
    "a number without end": forms.world_bank_page()[:-2] + ", " + long("1") + "]]",
}


@pytest.mark.parametrize("text", TOO_LONG.values(), ids=TOO_LONG.keys())
def test_a_row_that_never_ends_is_refused(text: str, tmp_path: Path) -> None:
    assert refusal(written(tmp_path, text)) == "HH631"


@pytest.mark.parametrize("end", ["", "\n", '"\n'])
def test_a_row_that_never_ends_is_not_held_in_memory(end: str, tmp_path: Path) -> None:
    path = written(tmp_path, BULK + long("x") * 10 + end)
    tracemalloc.start()
    try:
        refusal(path)
        assert tracemalloc.get_traced_memory()[1] < 20 * MEGABYTE
    finally:
        tracemalloc.stop()


def zipped(path: Path, entries: dict[str, str], claim: Callable[[zipfile.ZipInfo], None] = lambda _entry: None) -> Path:
    """A zip; ``claim`` may change what it says of its entries."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
        for entry in archive.infolist():
            claim(entry)
    return path


def test_a_file_in_a_zip_is_no_larger_than_one_can_be(tmp_path: Path) -> None:
    def claim(entry: zipfile.ZipInfo) -> None:
        entry.file_size = entry.compress_size = limits.LARGEST_ENTRY + 1

    assert refusal(zipped(tmp_path / "x.zip", {"a.csv": BULK}, claim)) == "HH632"


def test_all_files_in_a_zip_are_no_larger_together_than_they_can_be(tmp_path: Path) -> None:
    def claim(entry: zipfile.ZipInfo) -> None:
        entry.file_size = entry.compress_size = limits.LARGEST_ENTRY - 1

    entries = {f"{number}.csv": BULK for number in range(3)}
    assert refusal(zipped(tmp_path / "x.zip", entries, claim)) == "HH633"


def test_a_zip_holds_no_more_files_than_it_can(tmp_path: Path) -> None:
    entries = {f"{number}.csv": "" for number in range(limits.MOST_ENTRIES + 1)}
    assert refusal(zipped(tmp_path / "x.zip", entries)) == "HH633"


@pytest.mark.parametrize("filling", ["x", "\n", '"x",'])
def test_what_shrinks_as_no_figures_do_is_refused(filling: str, tmp_path: Path) -> None:
    text = BULK + filling * (20 * MEGABYTE // len(filling))
    assert refusal(zipped(tmp_path / "x.zip", {"a.csv": text})) == "HH634"


def test_what_a_zip_says_less_of_than_it_holds_is_read_no_further(tmp_path: Path) -> None:
    """A zip that claims to be small gives no more than it claims, and then its check does not fit."""

    def claim(entry: zipfile.ZipInfo) -> None:
        entry.file_size = len(BULK.encode()) + 100

    path = zipped(tmp_path / "x.zip", {"a.csv": BULK + "x" * 100_000}, claim)
    assert refusal(path) in ("HH610", "HH612")


def test_a_zip_of_figures_is_within_the_limits(tmp_path: Path) -> None:
    figures = {("JPN", year): f"{year}.5" for year in range(1960, 2025)}
    path = zipped(tmp_path / "x.zip", {"a.csv": forms.bulk_csv(figures), "b.csv": forms.COUNTRY_METADATA})
    assert len(gather(path).harvests[0].figures) == 65


def test_of_very_many_names_the_first_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from hhmonitor.statistics import harvest, observation

    monkeypatch.setattr(harvest, "MOST_KEPT", 5)
    monkeypatch.setattr(observation, "MOST_KEPT", 5)
    rows = [["JPN", "Japan", f"Series {number}", f"NO.{number}", "1"] for number in range(20)]
    rows += [[f"Q{number}", f"Place {number}", *reversed(forms.GDP_SHARE), "x"] for number in range(20)]
    rows += [["JPN", "Japan", *reversed(forms.GDP_SHARE), "wrong"] for _number in range(20)]
    heads = ["Country Code", "Country Name", "Indicator Name", "Indicator Code", "2018"]
    gathering = gather(written(tmp_path, forms.quoted([heads, *rows])))
    assert len(gathering.left_out.other_series) == 5
    assert len(gathering.left_out.aggregates) == 5
    assert len(gathering.findings) == 5
