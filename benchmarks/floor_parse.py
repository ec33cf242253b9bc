"""The least that reading a project could cost with PyYAML: ``yaml.load(CSafeLoader)`` on every file, and no more."""

from __future__ import annotations

from pathlib import Path

import yaml


def main() -> None:
    for folder in ("criteria", "countries"):
        for path in sorted(Path(folder).rglob("*.yaml")):
            yaml.load(path.read_bytes(), yaml.CSafeLoader)


if __name__ == "__main__":
    main()
