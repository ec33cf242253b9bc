"""How fast and how lean the monitor is, as ratios to a floor or to another engine, taken in one run."""
