"""The page on which anybody can try what would change: its data, its words and its map."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from markupsafe import Markup

from hhmonitor.answers.blocks import Column, Market, Table
from hhmonitor.answers.marks import badge
from hhmonitor.answers.names import market_name
from hhmonitor.answers.ordering import in_order
from hhmonitor.answers.trial import trial_data
from hhmonitor.answers.words import category_word
from hhmonitor.language import _
from hhmonitor.questions.trial import Trial
from hhmonitor.site.map import drawing

NAME = "try.html"
"""The page in the folder of its language; ``?m=CODE`` opens it at one market."""


def trial_page(trial: Trial) -> Mapping[str, Any]:
    """What the page holds, by the names that its template uses."""
    data = trial_data(trial)
    world = drawing(trial.classification)
    # Categories by the rules come and go: each can be hatched, none is written on the map, and no decision outlines it.
    shapes = tuple(replace(shape, numeral=False, european=False, decided=False) for shape in world.shapes)
    shown = {shape.code for shape in world.europe}
    europe = tuple(shape for shape in shapes if shape.code in shown)
    tones = tuple(dict.fromkeys(one["tone"] for one in data["order"]))
    return {
        "drawing": replace(world, shapes=shapes, europe=europe, tones=tones, description=_map_description()),
        "data": as_script({**data, "texts": _texts()}),
        "legend": [(one["word"], one["label"], one["tone"]) for one in data["order"]],
    }


def trial_table(trial: Trial) -> Table:
    """What the page begins with, to be taken along: every market by the rules, and what else is possible."""
    classification = trial.classification
    criteria = classification.criteria
    codes = classification.with_members(classification.listed())
    return Table(
        [Column(_("Market"), 26), Column(_("By the rules"), 12, scale="category"), _("Possible"), _("Candidate")],
        [
            [
                Market(market_name(one.market), one.code),
                badge(criteria, one.assessment.rule_category),
                ", ".join(map(category_word, one.assessment.possible)),
                one.assessment.candidate or "",
            ]
            for one in in_order(classification, codes)
        ],
        _("By the rules"),
        "list",
    )


def as_script(data: Mapping[str, Any]) -> Markup:
    """Data as the content of a script element, which no text in it can end."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))


def _map_description() -> str:
    return _(
        "Each country has the colour of the category that the rules give its market in what is tried; hatched where "
        "more than one is possible. The lists beside it say the same in words."
    )


def _texts() -> dict[str, str]:
    """What the script says, by the names that it uses."""
    return {
        "what": _("Try"),
        "wholeList": _("the whole list"),
        "ofCategory": _("Category {category}"),
        "market": _("market"),
        "now": _("now"),
        "then": _("then"),
        "because": _("because of"),
        "category": _("category"),
        "byRules": _("category by the rules"),
        "possible": _("possible"),
        "candidate": _("candidate for"),
        "criteria": _("Bounds of the criteria"),
        "inputs": _("What is known of the market"),
        "lists": _("Priority lists"),
        "figures": _("Bounds of figures"),
        "level": _("level that counts"),
        "asItIs": _("as it is: {value}"),
        "changed": _("was: {value}"),
        "undo": _("undo: {setting}"),
        "reset": _("All as it is"),
        "copy": _("Copy"),
        "copied": _("Copied"),
        "print": _("Print"),
        "scenario": _("What is otherwise"),
        "nothingMarket": _("Nothing yet. Set an input below, and see at once what becomes of the category."),
        "nothingList": _("Nothing yet. Move a bound below, and see at once which markets move."),
        "command": _("The same as a command"),
        "unknownSetting": _("“{setting}” in the address means nothing here and is left out."),
        "unknownMarket": _("The address names a market that is not on this list: {code}."),
        "tooMuch": _("So much is open here that this page does not work it out; the command does."),
        "contradiction": _("What is said of the priority lists contradicts itself: undo one of those."),
        "withheld": _(
            "Figures that may not be passed on judge some markets; for those the bounds of figures make no difference "
            "here, and the command has the last word: {markets}."
        ),
        "decision": _("A decision in force puts the market in {category}, whatever the rules give."),
        "member": _("{market} is in {region} and has the category of that region. What is tried here is its profile."),
        "fiche": _("The page of {market}"),
        "stays": _("{market} stays in {category}."),
        "staysButPossible": _("{market} stays in {category}; what else is possible changes."),
        "goes": _("{market} goes from {was} to {now}."),
        "isNow": _("{market} is in {category} by the rules."),
        "noneMoves": _("No market moves."),
        "noneYet": _("{total} markets, by the rules."),
        "oneMoves": _("1 of {total} markets moves."),
        "manyMove": _("{number} of {total} markets move."),
        "movers": _("The markets that move"),
        "brackets": _("Between brackets: what else is possible. Categories are by the rules, decisions aside."),
        "board": _("The list by category"),
        "was": _("was {number}"),
        "from": _("from {category}"),
        "requirements": _("What each category asks"),
        "required": _("required"),
        "preferred": _("preferred"),
        "met": _("met"),
        "not_met": _("not met"),
        "unknown": _("unknown"),
        "noLonger": _("“{label}” no longer counts"),
        "next": _("What is needed next"),
        "nextFor": _("For category {category}:"),
        "best": _("There is no better category."),
        "oneChange": _("One change that does it:"),
        "twoChanges": _("Two changes that do it:"),
        "noChange": _("No change of one or two judgements lifts it."),
        "more": _("and {number} more"),
        "allMet": _("all that it asks is met"),
        "lacks": _("{number} not met"),
        "and": _(" and "),
        "or": _(" or "),
        "orPart": _("; or "),
        "andPart": _("; and "),
        "notPart": _("not: {condition}"),
    }
