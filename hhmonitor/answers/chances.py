"""Chances as people read them: whole percentages, and bars."""

from __future__ import annotations

from fractions import Fraction

from hhmonitor.answers.blocks import Gauge, Number
from hhmonitor.language.numbers import percent


def chance_word(chance: Fraction) -> str:
    """A chance as a whole percentage; what is possible is never told as 0%, what is not certain never as 100%."""
    if 0 < chance < Fraction(1, 200):
        return "<1%"
    if Fraction(199, 200) <= chance < 1:
        return ">99%"
    return percent(float(chance))


def chance_number(chance: Fraction) -> Number:
    """A chance as a number, which a sheet can go on working with."""
    return Number(chance_word(chance), float(chance), share=True)


def gauge(chance: Fraction) -> Gauge:
    """A chance as a bar; what is possible shows, what is not certain leaves a gap."""
    return Gauge(chance_word(chance), float(chance))
