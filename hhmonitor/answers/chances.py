"""Chances as people read them: whole percentages, and bars."""

from __future__ import annotations

from fractions import Fraction

from hhmonitor.language.numbers import percent


def chance_word(chance: Fraction) -> str:
    """A chance as a whole percentage; what is possible is never told as 0%, what is not certain never as 100%."""
    if 0 < chance < Fraction(1, 200):
        return "<1%"
    if Fraction(199, 200) <= chance < 1:
        return ">99%"
    return percent(float(chance))


def bar(chance: Fraction, width: int) -> str:
    """A chance as a bar of ``width`` characters; what is possible shows, what is not certain leaves a gap."""
    filled = round(chance * width)
    if 0 < chance < 1:
        filled = min(max(filled, 1), width - 1)
    return "█" * filled + "░" * (width - filled)
