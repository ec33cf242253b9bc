"""The whole reasoning on one market, as a person would tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hhmonitor.answers.decisions import decision_parts
from hhmonitor.answers.document import Grid, Heading, Items, Paragraph, Part
from hhmonitor.answers.marks import OUTCOME_MARKS, mark
from hhmonitor.answers.names import market_name
from hhmonitor.answers.reasons import justification, named
from hhmonitor.answers.requirements import requirement_text
from hhmonitor.answers.why_not import losing_text, sufficient_reason_text, why_not_parts
from hhmonitor.answers.words import category_word, input_label, input_word, place_in_source, unit_word, value_word
from hhmonitor.engine import RequirementResult
from hhmonitor.inputs import Figure, Input
from hhmonitor.language import _, selected
from hhmonitor.language.dates import date_text
from hhmonitor.language.numbers import listing, number
from hhmonitor.model import in_language
from hhmonitor.model.criteria import Category
from hhmonitor.model.market import Source, Statement
from hhmonitor.questions.classification import Classification
from hhmonitor.questions.differences import better_in_force, category_of, in_the_way, next_better, results_of
from hhmonitor.questions.provenance import Provenance, mixes_vintages, provenance


class Explanation:
    """Tells the reasoning on one market, in the language in use."""

    def __init__(self, classification: Classification, code: str) -> None:
        self._classification = classification
        self._criteria = classification.criteria
        self._one = classification[code]
        self._sources = _Numbered(self._one.market.sources)

    def parts(self) -> Iterator[Part]:
        """The explanation, part by part."""
        one, criteria = self._one, self._criteria
        title = f"{market_name(one.market)} ({one.code}): {_('category')} {named(criteria, one.category)}"
        yield Heading(title if one.category != "none" else f"{market_name(one.market)} ({one.code})", 1)
        yield Paragraph(justification(one, criteria))
        yield Items(list(self._facts()))
        yield from self._decision()
        yield from self._enough()
        yield from self._one_up()
        yield from self._requirements()
        yield from self._inputs()
        yield from self._members()
        yield from self._unknowns()
        yield from self._sources.parts()

    def _facts(self) -> Iterator[tuple[str, str, list[str]]]:
        one, criteria = self._one, self._criteria
        yield "", _("by the rules: {category}").format(category=named(criteria, one.assessment.rule_category)), []
        yield "", self._declared(), []
        if one.region is not None:
            region = self._classification[one.region]
            text = _("member of the region {region}, which is in category {category}")
            yield (
                "",
                text.format(region=market_name(region.market), category=category_word(region.category)),
                [],
            )
        criteria_text = _("criteria {criteria}, figures and decisions as of {day}; judgements as of {reference}")
        reference = date_text(one.market.reference_date or "unknown")
        day = date_text(self._classification.as_of)
        yield "", criteria_text.format(criteria=criteria.id, day=day, reference=reference), []

    def _declared(self) -> str:
        """What the market's file says of its category; a member of a region need not say anything."""
        one = self._one
        if one.declared is None and one.region is None:
            return _("no category is declared in the file")
        declared = category_word(one.declared) if one.declared else _("not on the list by itself")
        return _("declared in the file: {category}").format(category=declared)

    def _decision(self) -> Iterator[Part]:
        if self._one.decision is not None:
            yield from decision_parts(self._one.decision)

    def _enough(self) -> Iterator[Part]:
        """What fixes the category by the rules, and what would cost the market its category."""
        told = [
            sufficient_reason_text(self._classification, self._one.code),
            losing_text(self._classification, self._one.code),
        ]
        if any(told):
            yield Heading(_("What the category by the rules hangs on"))
            yield from (Paragraph(text) for text in told if text)

    def _one_up(self) -> Iterator[Part]:
        """Why the rules do not give the category in force, where that is a better one, nor the next category up."""
        one, criteria = self._one, self._criteria
        in_force = better_in_force(one, criteria)
        above = next_better(criteria, one.assessment.rule_category)
        if in_force is not None:
            yield from why_not_parts(self._classification, one.code, in_force)
        if above is not None and above is not category_of(criteria, in_force or ""):
            yield from why_not_parts(self._classification, one.code, above.id)

    def _requirements(self) -> Iterator[Part]:
        """Each category's requirements, and what they come to."""
        one, criteria = self._one, self._criteria
        yield Heading(_("The categories and what they ask"))
        for category in criteria.categories:
            results = results_of(one, category)
            yield Heading(f"{category.id} ({in_language(category.label, selected(), category.id)})", 3)
            yield Items([self._requirement(result) for result in results])
            yield Paragraph(self._verdict(category))

    def _requirement(self, result: RequirementResult) -> tuple[str, str, list[str]]:
        text = requirement_text(result, self._one.inputs, self._criteria)
        if result.strength == "preferred":
            text = _("preferably: {text}").format(text=text)
        label = in_language(result.requirement.label, selected())
        reference = place_in_source(result.requirement.reference)
        return OUTCOME_MARKS[result.outcome], text, [", ".join(part for part in (label, reference) if part)]

    def _verdict(self, category: Category) -> str:
        """What the requirements of one category come to."""
        one, criteria = self._one, self._criteria
        rule = one.assessment.rule_category
        obstacles = in_the_way(one, criteria, category.id)
        if category_of(criteria, rule) is category:
            if category.variants:
                return _("The market falls in this category by the rules, in {variant}.").format(variant=rule)
            return _("The market falls in this category by the rules.")
        if not obstacles:
            return _("All this is met too, but a better category comes first.")
        if category_of(criteria, one.assessment.candidate or "") is category:
            return _("Only a preference keeps the market out: it is a candidate.")
        if all(result.outcome == "unknown" for result in obstacles):
            return _("Not proven: what is not known decides this.")
        failing = [result for result in obstacles if result.outcome == "not_met"]
        labels = [in_language(result.requirement.label, selected(), result.requirement.id) for result in failing]
        return _("Out of reach as things stand: {requirements}.").format(requirements=listing(labels))

    def _inputs(self) -> Iterator[Part]:
        inputs = self._one.inputs
        yield Heading(_("What is known of the market"))
        for title, entries in (
            (_("Health system and market"), inputs.health_system.values()),
            (_("Dimensions of internationalisation"), inputs.dimensions.values()),
            (_("Themes"), inputs.themes.values()),
            (_("The sector as a whole"), [inputs.sector_interest, inputs.trend]),
            (_("Attachés at the posts"), inputs.attaches.values()),
            (_("Priority lists"), inputs.priority_lists.values()),
        ):
            items = [self._input(entry) for entry in entries]
            if items:
                yield Heading(title, 3)
                yield Items(items)

    def _input(self, entry: Input) -> tuple[str, str, list[str]]:
        label = input_label(self._criteria, entry.path)
        text = _("{label}: {value}").format(label=label, value=input_word(entry))
        notes = [note for note in (self._basis(entry), self._confidence(entry.statement)) if note]
        if notes:
            text += f" ({', '.join(notes)})"
        symbol = mark(entry) if len(mark(entry)) == 1 else "-"
        return symbol, text, list(self._grounds(entry))

    def _basis(self, entry: Input) -> str:
        return {
            "judgement": "",
            "indicators": _("by the figures"),
            "members": _("by its members"),
            "list": "",
            "unknown": "",
        }[entry.basis]

    @staticmethod
    def _confidence(statement: Statement | None) -> str:
        if statement is None or statement.confidence is None:
            return ""
        return _("confidence {level}").format(level=value_word(statement.confidence))

    def _grounds(self, entry: Input) -> Iterator[str]:
        """The rationale with its sources, or the figures."""
        statement = entry.statement
        if statement is not None:
            rationale = in_language(statement.rationale, selected())
            cited = self._sources.cite(statement.sources)
            if rationale or cited:
                yield f"{rationale} {cited}".strip()
        for figure in entry.figures:
            yield self._figure(figure)
        if entry.basis == "indicators" and not entry.known:
            yield self._missing_figures(entry)

    def _missing_figures(self, entry: Input) -> str:
        """Which figures a characteristic waits for that is left to the figures."""
        figures = self._classification.gatherer.figures_of(self._one.market)
        rule = self._criteria.health_system[entry.path.partition(".")[2]].positive_when
        asked = [str(leaf.indicator) for leaf in rule.leaves()] if rule else []
        missing = dict.fromkeys(name for indicator in asked for name in figures.missing(indicator))
        return _("neither the table nor the market's file has figures up to {year} of {indicators}").format(
            year=self._classification.as_of.year, indicators=listing([self._indicator(name) for name in missing])
        )

    def _figure(self, figure: Figure) -> str:
        definition = self._criteria.indicators[figure.indicator]
        label = in_language(definition.label, selected(), figure.indicator)
        text = _("{label}: {value} {unit} in {year}").format(
            label=label, value=number(figure.value), unit=unit_word(definition.unit), year=figure.year
        )
        if figure.factors:
            years = [f"{self._indicator(factor.indicator)} {factor.year}" for factor in figure.factors]
            text += " " + _("(product of {factors})").format(factors=listing(years))
        found = provenance(self._classification.project, self._one.market, figure)
        text += f" {self._sources.cite_figures(found)}"
        return text + (" " + _("(figures of different vintages)") if mixes_vintages(found) else "")

    def _indicator(self, name: str) -> str:
        return in_language(self._criteria.indicators[name].label, selected(), name).lower()

    def _members(self) -> Iterator[Part]:
        one = self._one
        if not one.members:
            return
        yield Heading(_("What each member contributes"))
        members = [self._classification[code] for code in one.members]
        rows = []
        for path, entry in one.inputs.by_path.items():
            if path.startswith("priority_lists."):
                continue
            cells = [_cell(member.inputs.by_path[path]) for member in members]
            rows.append([input_label(self._criteria, path), *cells, _cell(entry)])
        own = [category_word(member.category) for member in members]
        rows.append([_("category"), *own, category_word(one.category)])
        yield Grid([_("input"), *one.members, _("region")], rows)
        yield Paragraph(self._region_rules())

    def _region_rules(self) -> str:
        """How the region's inputs follow from its members', in a sentence."""
        rules = self._criteria.regions
        level = _("the highest level that at least half of the members reach")
        groups = {
            "health_system": (
                _("characteristics"),
                _("positive where at least half of the members are, otherwise negative"),
            ),
            "dimensions": (_("dimensions"), level),
            "themes": (_("themes"), level),
            "sector_interest": (_("interest from the sector"), level),
            "trend": (_("trend"), _("what most members have (a tie is stable)")),
        }
        by_rule: dict[str, list[str]] = {}
        for group, (name, majority) in groups.items():
            rule = majority if getattr(rules, group) == "majority" else _("the best that any member has")
            by_rule.setdefault(rule, []).append(name)
        told = [_("{inputs}: {rule}").format(inputs=listing(names), rule=rule) for rule, names in by_rule.items()]
        return _("What the region's own file says wins; otherwise {rules}.").format(rules="; ".join(told))

    def _unknowns(self) -> Iterator[Part]:
        one = self._one
        unknown = [input_label(self._criteria, path) for path, entry in one.inputs.by_path.items() if not entry.known]
        yield Heading(_("What is not known"))
        if not unknown:
            yield Paragraph(_("Every input is known."))
            return
        yield Paragraph(listing(unknown) + ".")
        if one.assessment.determined:
            yield Paragraph(_("None of this can change the category by the rules."))
        else:
            words = listing([category_word(category) for category in one.assessment.possible])
            yield Paragraph(_("Depending on it, these categories are possible: {categories}.").format(categories=words))


def _cell(entry: Input) -> str:
    symbol = mark(entry)
    return symbol if len(symbol) == 1 else input_word(entry)


_TABLE = "of the table of figures"


class _Numbered:
    """The sources of a market, numbered in the order in which they are cited."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = dict(sources)
        self._numbers: dict[str, int] = {}

    def cite(self, names: tuple[str, ...]) -> str:
        """References such as “[1, 3]”; a source that the file does not describe keeps its name."""
        cited = []
        for name in names:
            if name in self._sources:
                cited.append(str(self._numbers.setdefault(name, len(self._numbers) + 1)))
            else:
                cited.append(name)
        return f"[{', '.join(cited)}]" if cited else ""

    def cite_figures(self, found: Iterable[Provenance]) -> str:
        """References to where figures come from: the market's own sources, or those of the common tables."""
        names = []
        for one in found:
            if one.own or one.title == one.source:
                names.append(one.source)
                continue
            # The tables name their sources themselves; the market may use the same id for another one.
            name = f"{one.source} {_TABLE}"
            self._sources[name] = Source(title=one.title, publisher=one.publisher, url=one.url, date=one.vintage)
            names.append(name)
        return self.cite(tuple(dict.fromkeys(names)))

    def parts(self) -> Iterator[Part]:
        """The sources that were cited."""
        if not self._numbers:
            return
        yield Heading(_("Sources"))
        yield Items([(f"[{place}]", self._told(self._sources[name]), []) for name, place in self._numbers.items()])

    @staticmethod
    def _told(source: Source) -> str:
        language = selected()
        date = date_text(source.date) if source.date and source.date != "unknown" else _("undated")
        parts = [in_language(source.title, language), in_language(source.publisher, language), date, source.url or ""]
        return ", ".join(part for part in parts if part)
