"""Writes a project whose criteria name every input one by one, in no order, with 15 markets of which nothing is known.

``python -m benchmarks.named FOLDER CATEGORIES``
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.questions.test_corners import named_one_by_one

MARKETS = ("AD", "AE", "AG", "AL", "AM", "AO", "AR", "AT", "AU", "AZ", "BA", "BB", "BD", "BE", "BF")


def write_named(folder: Path, categories: int) -> None:
    """Write the project into a folder that does not exist yet."""
    criteria = named_one_by_one(categories, 3, 3).model_dump(mode="json", by_alias=True, exclude_none=True)
    nothing = {
        "health_system": {name: {"value": "unknown"} for name in criteria["health_system"]},
        "dimensions": {name: {"level": "unknown"} for name in criteria["dimensions"]},
        "themes": "unknown",
        "sector_interest": {"level": "unknown"},
        "trend": {"value": "unknown"},
    }
    (folder / "criteria").mkdir(parents=True)
    (folder / "countries").mkdir()
    (folder / "criteria" / "named.yaml").write_text(json.dumps(criteria), encoding="utf-8")
    for code in MARKETS:
        market = {"code": code, "reference_date": "2020-12-31", **nothing}
        (folder / "countries" / f"{code}.yaml").write_text(json.dumps(market), encoding="utf-8")


if __name__ == "__main__":
    write_named(Path(sys.argv[1]), int(sys.argv[2]))
