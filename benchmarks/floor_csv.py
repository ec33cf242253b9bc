"""The floor of taking figures in: Python's own reader of CSV goes through the file once, and that is all."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

with Path(sys.argv[1]).open(encoding="utf-8", newline="") as file:
    print(sum(len(row) for row in csv.reader(file)))
