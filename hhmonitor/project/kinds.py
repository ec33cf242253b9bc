"""What a file is, told from its keys: a country, a region or criteria; and the folder where such files stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from hhmonitor.model import Country, Criteria, Region

Kind = type[Country] | type[Region] | type[Criteria]

FOLDER_OF: Mapping[Kind, str] = {Criteria: "criteria", Country: "countries", Region: "countries/regions"}
"""The folder of each kind of file, in the order in which they are read."""

REVIEWS = "reviews"
"""Where the reviews are kept."""

FOLDERS = (*FOLDER_OF.values(), REVIEWS)
"""The folders whose YAML files are read."""


def kind_of(keys: Collection[object]) -> Kind:
    """What a file is, by the keys that only such a file has; a country where it has none of them."""
    if "categories" in keys or "priority_lists" in keys:
        return Criteria
    return Region if "members" in keys else Country


def evident_kind(keys: Collection[object]) -> Kind | None:
    """What a file surely is, by the keys that only such a file has; none where they leave it open."""
    if "code" not in keys:
        return Criteria if "categories" in keys else None
    if "members" in keys:
        return Region if "name" in keys else None
    return Country if "sector_interest" in keys and "name" not in keys else None
