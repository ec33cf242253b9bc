"""``review record``: the outcome of the meeting into the files of the markets."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from hhmonitor.cli.context import Context, answering
from hhmonitor.language import _

if TYPE_CHECKING:
    from hhmonitor.answers.answer import Answer
    from hhmonitor.model.base import Bilingual
    from hhmonitor.project.recording import Outcome
    from hhmonitor.questions.classification import Classification

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
        typer.Option("--reason", metavar="[MARKET=]TEXT", help=_("The reason: for one market, or for all of them.")),
    ] = None,
    reason_nl: Annotated[
        list[str] | None,
        typer.Option("--reason-nl", metavar="[MARKET=]TEXT", help=_("The reason in Dutch, beside that in English.")),
    ] = None,
    decided_by: Annotated[
        str, typer.Option("--decided-by", metavar="TEXT", help=_("Who decided."))
    ] = "LSH Internationaal Overleg",
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help=_("The day of the decision; default: that of --as-of."))
    ] = None,
    review_by: Annotated[
        str | None,
        typer.Option("--review-by", metavar="DATE", help=_("When it is to be reviewed; default: at the next review.")),
    ] = None,
    ask: Annotated[
        bool, typer.Option("--ask", help=_("Go through the open questions and ask for the answers."))
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=_("Show what would be written, and write nothing."))
    ] = False,
) -> Answer:
    """Record the outcome of the meeting: what was written, or would be."""
    from hhmonitor.answers.recorded import recorded
    from hhmonitor.cli.session import day, refuse

    classification = context.classification
    if classification.project.root.how == "embedded":
        refuse(_("the list that comes with hhmonitor is not written to; give your own project with --root"))
    for given in (date, review_by):
        day(given)
    reading = _Answers(
        classification,
        reasons=_by_market(classification, reason or ()),
        dutch=_by_market(classification, reason_nl or ()),
        decided_by=decided_by,
        date=date,
        review_by=review_by,
        prompting=ask or sys.stdin.isatty(),
    )
    asked = list(reading.on_the_line(outcomes or ())) if outcomes else list(reading.at_the_prompt())
    if not asked:
        refuse(_("nothing to record; name a market and what was decided, such as JP=II, or use --ask"))
    return recorded(_write(classification, asked, dry_run=dry_run), written=not dry_run)


class _Answers:
    """Makes outcomes of what stands on the command line and of what is answered at the prompt."""

    def __init__(
        self,
        classification: Classification,
        *,
        reasons: dict[str, str],
        dutch: dict[str, str],
        decided_by: str,
        date: str | None,
        review_by: str | None,
        prompting: bool,
    ) -> None:
        from hhmonitor.questions.review import next_review

        self._classification = classification
        self._reasons, self._dutch = reasons, dutch
        self._decided_by = decided_by
        self._date = date or classification.as_of.isoformat()
        self._review_by = review_by or next_review(classification).isoformat()[:7]
        self._prompting = prompting

    def on_the_line(self, words: Sequence[str]) -> Iterator[Outcome]:
        """What the arguments say. Stops the command where one cannot be understood."""
        from hhmonitor.cli.session import market_code, refuse

        seen: set[str] = set()
        for word in words:
            name, equals, outcome = word.partition("=")
            if not equals:
                refuse(
                    _("“{given}” is no outcome; write MARKET=CATEGORY, MARKET=rules or MARKET=kept").format(given=word)
                )
            code = market_code(self._classification, name)
            if code in seen:
                refuse(_("{market} is named twice").format(market=code))
            seen.add(code)
            yield self._outcome(code, outcome)

    def at_the_prompt(self) -> Iterator[Outcome]:
        """What is answered to each open question; nothing where nobody can be asked."""
        from hhmonitor.answers.names import market_name
        from hhmonitor.answers.words import category_word
        from hhmonitor.questions.review import review

        if not self._prompting:
            return
        found = review(self._classification)
        concerned = (*(each.one for each in found.to_renew), *found.differing, *found.candidates)
        for one in {each.code: each for each in concerned}.values():
            question = _("{market}: {category} now, {rule} by the rules. A category, rules, kept, or Enter to leave it")
            told = question.format(
                market=market_name(one.market),
                category=category_word(one.category),
                rule=category_word(one.assessment.rule_category),
            )
            answer = _asked(told)
            if answer:
                # Whoever answers with what the rules say means just that.
                yield self._outcome(one.code, RULES if answer == one.assessment.rule_category else answer)

    def _outcome(self, code: str, word: str) -> Outcome:
        from hhmonitor.answers.words import category_word
        from hhmonitor.cli.session import check_word, refuse
        from hhmonitor.project.recording import Outcome
        from hhmonitor.questions.hysteresis import failures_left

        one = self._classification[code]
        outcomes = self._classification.criteria.outcomes
        check_word(word, (*outcomes, "none", RULES, KEPT), _("there is no outcome “{given}”; there are: {known}"))
        rule = one.assessment.rule_category
        if word == RULES:
            return Outcome(code, None if rule == "none" else rule)
        if word == KEPT:
            failed = self._classification.failures(code)
            # Closed, this review is on record too: where it is one too many, the market falls by it.
            if one.kept is None or failures_left(self._classification.ruleset, len(failed)) == 1:
                refuse(_("{market} is not kept by the criteria: there is nothing to record").format(market=code))
            return Outcome(code, one.kept, failed_reviews=(*one.market.failed_reviews, self._date))
        if word == rule:
            refuse(
                _("the rules give {market} category {category} already; write {market}=rules").format(
                    market=code, category=category_word(word)
                )
            )
        category = None if word == "none" else word
        return Outcome(code, category, self._reason(code), self._decided_by, self._date, self._review_by)

    def _reason(self, code: str) -> str | Bilingual:
        from hhmonitor.cli.session import refuse
        from hhmonitor.model import Bilingual

        reason = self._reasons.get(code) or self._reasons.get("")
        if not reason and self._prompting:
            reason = _asked(_("The reason for {market}").format(market=code))
        if not reason:
            refuse(_("a decision on {market} needs a reason; give it with --reason").format(market=code))
        dutch = self._dutch.get(code) or self._dutch.get("")
        return Bilingual(en=reason, nl=dutch) if dutch else reason


def _asked(question: str) -> str:
    """The answer to a question, which is put on standard error; nothing at the end of the input."""
    typer.echo(f"{question}: ", err=True, nl=False)
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


def _write(classification: Classification, outcomes: Sequence[Outcome], *, dry_run: bool) -> dict[str, str]:
    """Write the outcomes, all or nothing: what changes in each file, line by line. A dry run writes nothing."""
    import difflib

    from hhmonitor.cli.output import refusing_what_cannot_be_written
    from hhmonitor.cli.session import CANNOT_RUN, refuse, show_findings
    from hhmonitor.project.changes import change_files
    from hhmonitor.project.editing import CannotEdit
    from hhmonitor.project.recording import Unrecordable, recorded

    folder = classification.project.root.path
    try:
        with refusing_what_cannot_be_written():
            changes = recorded(classification.project, outcomes)
    except CannotEdit as file:
        refuse(
            _("{file} is laid out so that its keys cannot be changed one by one; nothing was written").format(file=file)
        )
    except Unrecordable as failure:
        show_findings(failure.findings, folder)
        raise typer.Exit(CANNOT_RUN) from None
    differences = {
        change.file: "".join(
            difflib.unified_diff(_lines(change.before), _lines(change.after), change.file, change.file)
        )
        for change in changes
    }
    if not dry_run:
        with refusing_what_cannot_be_written():
            change_files(folder, changes)
    return differences


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode("utf-8-sig").splitlines(keepends=True)
