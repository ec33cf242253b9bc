"""``review record``: what was decided on markets, into their files and the minutes."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.changing import DryRunOption, YesOption, writable
from hhmonitor.cli.context import Context, answering
from hhmonitor.cli.meeting.saving import (
    BODY,
    DateOption,
    Days,
    DecidedByOption,
    Outcome,
    ReviewByOption,
    days_of,
    save_outcomes,
    text_of,
)
from hhmonitor.cli.output import say
from hhmonitor.language import _, selected

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.model import Text
    from hhmonitor.questions.classification import Classification, Classified

HELP = _(
    "Write decisions of the meeting into the files of the markets, all or nothing: MARKET=CATEGORY for a decision with "
    "a reason, MARKET=rules for the category of the rules, MARKET=kept for a market that failed and is kept."
)

RULES, KEPT = "rules", "kept"


@answering()
def record(
    context: Context,
    outcomes: Annotated[
        list[str] | None, typer.Argument(metavar="[MARKET=OUTCOME]...", help=_("A market and what was decided on it."))
    ] = None,
    reason: Annotated[
        list[str] | None,
        typer.Option(
            "--reason", metavar="[MARKET=]TEXT", help=_("The reason in English: for one market, or for all of them.")
        ),
    ] = None,
    reason_nl: Annotated[
        list[str] | None,
        typer.Option("--reason-nl", metavar="[MARKET=]TEXT", help=_("The reason in Dutch; one language is enough.")),
    ] = None,
    decided_by: DecidedByOption = BODY,
    date: DateOption = None,
    review_by: ReviewByOption = None,
    ask: Annotated[
        bool,
        typer.Option("--ask", help=_("Go through the decisions asked, say why each is asked, and take the answers.")),
    ] = False,
    dry_run: DryRunOption = False,
    yes: YesOption = False,
) -> Answer:
    """Record the outcome of the meeting: what was written, or would be."""
    from hhmonitor.cli.session import refuse

    classification = writable(context.classification)
    reasons = {"en": _by_market(classification, reason or ()), "nl": _by_market(classification, reason_nl or ())}
    deciding = _Deciding(classification, reasons, decided_by, days_of(classification, date, review_by))
    if outcomes:
        found = list(deciding.on_the_line(outcomes))
    else:
        found = deciding.at_the_prompt() if ask or sys.stdin.isatty() else []
    if not found:
        refuse(_("nothing to record; name a market and what was decided, such as JP=II, or use --ask"))
    return save_outcomes(classification, "review-record", found, dry_run=dry_run, yes=yes)


@dataclass
class _Deciding:
    """Makes outcomes of words; what they may be, and the reasons, hang on the market."""

    classification: Classification
    reasons: Mapping[str, Mapping[str, str]]
    decided_by: str
    days: Days

    def on_the_line(self, words: Sequence[str]) -> Iterator[Outcome]:
        """What the arguments say. Stops the command where one cannot be understood or is not allowed."""
        from hhmonitor.cli.session import market_code, refuse

        seen: set[str] = set()
        for word in words:
            name, equals, outcome = word.partition("=")
            if not equals:
                refuse(
                    _("“{given}” is no outcome; write MARKET=CATEGORY, MARKET=rules or MARKET=kept").format(given=word)
                )
            code = market_code(self.classification, name)
            if code in seen:
                refuse(_("{market} is named twice").format(market=code))
            seen.add(code)
            wrong = self.wrong(code, outcome)
            if wrong:
                refuse(wrong)
            at_hand = self._reason_asked if sys.stdin.isatty() else self._reason_for
            made = self.outcome(code, outcome, at_hand(code, outcome))
            if made is None:
                refuse(_("a decision on {market} needs a reason; give it with --reason").format(market=code))
            yield made

    def at_the_prompt(self) -> list[Outcome]:
        """What is answered to each decision asked; whoever stops halfway keeps what was answered until then."""
        found: list[Outcome] = []
        try:
            for asked, one in _asked(self.classification):
                question = _("{asked} {allowed}, or Enter to leave it").format(
                    asked=asked, allowed=", ".join(self.allowed(one))
                )
                while answer := _answer(question):
                    word = RULES if answer == one.assessment.rule_category else answer
                    wrong = self.wrong(one.code, word)
                    made = None if wrong else self.outcome(one.code, word, self._reason_asked(one.code, word))
                    if made is not None:
                        found.append(made)
                        break
                    say(wrong or _("without a reason nothing is decided"))
        except KeyboardInterrupt:
            say("")
        return found

    def allowed(self, one: Classified) -> list[str]:
        """The words for what may be decided on a market; the category that the rules give goes by ``rules``."""
        from hhmonitor.questions.meeting import falls

        words = [*self.classification.criteria.outcomes, "none", RULES]
        if one.by_hysteresis and not falls(self.classification, one):
            words.append(KEPT)
        return [word for word in words if word != one.assessment.rule_category]

    def wrong(self, code: str, word: str) -> str:
        """Why a word is no outcome for a market; nothing where it is one."""
        from hhmonitor.answers.words import category_word
        from hhmonitor.findings import nearest
        from hhmonitor.language.dates import date_text
        from hhmonitor.questions.meeting import older

        one = self.classification[code]
        if one.region is not None:
            message = _("{market} is a member of {region} and has its category; decide on the region")
            return message.format(market=code, region=one.region)
        allowed = self.allowed(one)
        if word not in (*self.classification.criteria.outcomes, "none", RULES, KEPT):
            near = nearest(word, allowed)
            told = _("there is no outcome “{given}”; there are: {known}").format(given=word, known=", ".join(allowed))
            return told + (_("; did you mean {suggestion}?").format(suggestion=near) if near else "")
        if word == RULES:
            return ""
        if word == KEPT:
            if word in allowed:
                return ""
            return _("{market} is not kept by the criteria: there is nothing to record").format(market=code)
        if word == one.assessment.rule_category:
            return _("the rules give {market} category {category} already; write {market}=rules").format(
                market=code, category=category_word(word)
            )
        if one.market.decision is not None and older(self.days.date, one.market.decision):
            message = _("the decision on {market} is of {day}; one of {earlier} cannot replace it")
            days = date_text(one.market.decision.date), date_text(self.days.date)
            return message.format(market=code, day=days[0], earlier=days[1])
        return ""

    def outcome(self, code: str, word: str, reason: Text | None) -> Outcome | None:
        """What a word that is allowed means for a market; none where a reason lacks that is needed."""
        from hhmonitor.model.market import Decision
        from hhmonitor.questions.meeting import by_the_rules, decided, kept_by_criteria

        one = self.classification[code]
        if word == RULES:
            return Outcome(code, by_the_rules(one))
        if word == KEPT:
            return Outcome(code, kept_by_criteria(one))
        if reason is None:
            return None
        decision = Decision(
            category=word,
            reason=reason,
            decided_by=self.decided_by,
            date=self.days.date,
            review_by=self.days.review_by,
        )
        return Outcome(code, decided(one, decision))

    def _reason_for(self, code: str, _word: str) -> Text | None:
        """The reason that the command line gives for a market."""
        given = {language: texts.get(code) or texts.get("") for language, texts in self.reasons.items()}
        return text_of(given, self.classification[code].market.language)

    def _reason_asked(self, code: str, word: str) -> Text | None:
        """The reason for a market, which is asked for where the command line gives none and one is needed."""
        given = self._reason_for(code, word)
        if given is not None or word in (RULES, KEPT):
            return given
        typed = _answer(_("The reason for {market}").format(market=code))
        return text_of({selected(): typed}, self.classification[code].market.language)


def _asked(classification: Classification) -> Iterator[tuple[str, Classified]]:
    """The decisions asked on categories of markets, each with why it is asked."""
    from hhmonitor.answers.asked import AskedWords
    from hhmonitor.asking.earlier import Base
    from hhmonitor.cli.base import since
    from hhmonitor.questions.review import decisions_asked

    comparison = since(classification, Base(None))
    words = AskedWords(classification, comparison, {})
    for one in decisions_asked(classification, comparison):
        if one.code is None or one.kind in ("target", "find"):
            continue
        yield f"{words.proposal(one)} {words.grounds(one)}", classification[one.code]


def _answer(question: str) -> str:
    """The answer to a question, which is put on standard error; nothing at the end of the input."""
    say(f"{question}: ", end="")
    return sys.stdin.readline().strip()


def _by_market(classification: Classification, texts: Sequence[str]) -> dict[str, str]:
    """Reasons by the market that they begin with; one that names none is for all, under an empty name."""
    from hhmonitor.answers.names import market_named

    found: dict[str, str] = {}
    for text in texts:
        name, equals, rest = text.partition("=")
        code = market_named(classification.project, name) if equals else None
        found[code or ""] = rest if code else text
    return found
