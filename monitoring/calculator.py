"""The public calculator: what may be asked of it, and the answer."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from monitoring.deadlines import (
    FIRST_YEAR,
    LAST_YEAR,
    Count,
    OutOfCalendarError,
    Term,
    Verdict,
    WorkCalendar,
    Working,
    due,
    judge,
    working_days,
)
from monitoring.enums import Counting, Direction, TermUnit
from monitoring.fields import PartialDateFormField
from monitoring.models import DeadlineRule
from monitoring.partial_date import PartialDate
from monitoring.rules import RuleBook, term_of

LONGEST = 1000
LONGEST_PERIOD = dt.timedelta(days=366 * 10)


class DayField(PartialDateFormField):
    """A whole date, as 14.03.2026 or 2026-03-14."""

    def to_python(self, value: Any) -> PartialDate | None:  # type: ignore[override]  # a date, not its text
        date = super().to_python(value)
        if date and not date.is_exact:
            raise ValidationError(_("Write the whole date, for example 14.03.2026."), code="partial")
        if date and not FIRST_YEAR <= date.year <= LAST_YEAR:
            raise ValidationError(
                _("The calendar reaches from %(first)s to %(last)s."),
                code="year",
                params={"first": FIRST_YEAR, "last": LAST_YEAR},
            )
        return date


@dataclass(frozen=True)
class Calculation:
    """`working` where a term was asked, `period` where an end was given, `verdict` where both were."""

    start: dt.date
    end: dt.date | None
    rule: DeadlineRule | None
    term: Term | None
    working: Working | None
    period: Count | None
    verdict: Verdict | None
    calendar: WorkCalendar


class CalculatorForm(forms.Form):
    """A rule, or a plain term, or the two ends of a period to count."""

    rule = forms.ChoiceField(label=gettext_lazy("Rule of the law"), required=False)
    n = forms.IntegerField(label=gettext_lazy("How many"), required=False, min_value=0, max_value=LONGEST)
    unit = forms.ChoiceField(label=gettext_lazy("Unit"), choices=TermUnit.choices, required=False)
    counting = forms.ChoiceField(label=gettext_lazy("First day"), choices=Counting.choices, required=False)
    direction = forms.ChoiceField(label=gettext_lazy("Direction"), choices=Direction.choices, required=False)
    own = ("n", "unit", "counting", "direction")
    field_order = ("rule", "from", "to", *own)

    def __init__(self, data: Any, *, book: RuleBook, calendar: WorkCalendar, today: dt.date) -> None:
        super().__init__(data)
        self.book, self.calendar, self.today = book, calendar, today
        # `from` is no name Python lets a class use.
        self.fields["from"] = DayField(
            label=gettext_lazy("Day of the event"), help_text=gettext_lazy("For example 14.03.2026.")
        )
        self.fields["to"] = DayField(
            label=gettext_lazy("Day it was done, or the last day"),
            required=False,
            help_text=gettext_lazy("To compare with the term, or to count the days of a period."),
        )
        self.fields["rule"].choices = [("", _("no rule: a term of my own")), *rule_choices(book)]  # type: ignore[attr-defined]
        self.order_fields(self.field_order)

    def first_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in self.own]

    def own_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.own]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        start, end = cleaned["from"].earliest(), cleaned["to"] and cleaned["to"].earliest()
        rule, term = self._asked(cleaned, start)
        if self.errors:
            return cleaned
        if end:
            self._check_period(start, end, term)
        elif term is None:
            self.add_error("rule", _("Choose a rule, or write a term of your own, or the last day of a period."))
        if not self.errors:
            cleaned["calculation"] = self._calculation(start, end, rule, term)
        return cleaned

    def _asked(self, cleaned: dict[str, Any], start: dt.date) -> tuple[DeadlineRule | None, Term | None]:
        code = cleaned["rule"]
        if code:
            rule = self.book.wording(code, start)
            if rule is None:
                self.add_error("rule", _("On that day no wording of this rule was in force."))
            elif rule.amount is None:
                self.add_error("rule", _("The law names no number of days for this rule."))
            return rule, term_of(rule) if rule else None
        if cleaned["n"] is None:
            return None, None
        return None, Term(
            cleaned["n"],
            TermUnit(cleaned["unit"] or TermUnit.WORKING_DAYS),
            Counting(cleaned["counting"] or Counting.EXCLUSIVE),
            Direction(cleaned["direction"] or Direction.FORWARDS),
        )

    def _check_period(self, start: dt.date, end: dt.date, term: Term | None) -> None:
        backwards = term is not None and term.direction == Direction.BACKWARDS
        if (end > start) if backwards else (end < start):
            self.add_error(
                "to",
                _("It cannot be before the day of the event.")
                if not backwards
                else _("It cannot be after the day of the event."),
            )
        elif abs(end - start) > LONGEST_PERIOD:
            self.add_error("to", _("Longer than ten years is not counted here."))

    def _calculation(
        self, start: dt.date, end: dt.date | None, rule: DeadlineRule | None, term: Term | None
    ) -> Calculation | None:
        inclusive = term is None or term.counting == Counting.INCLUSIVE
        try:
            working = due(term, start, self.calendar) if term else None
        except (OutOfCalendarError, OverflowError):
            self.add_error("from", _("The term ends outside the years the calendar knows."))
            return None
        first, last = min(start, end or start), max(start, end or start)
        period = working_days(first, last, self.calendar, inclusive=inclusive) if end else None
        verdict = None
        if term and end:
            ends = PartialDate(start.isoformat()), PartialDate(end.isoformat())
            verdict = judge(term, *ends, self.calendar, self.today)
        return Calculation(start, end, rule, term, working, period, verdict, self.calendar)


def rule_choices(book: RuleBook) -> list[tuple[str, str]]:
    """One entry a code, named as in its latest wording."""
    codes = dict.fromkeys(rule.code for rule in sorted(book.rules, key=lambda rule: (rule.order, rule.key)))
    return [(code, f"{code}. {book.wordings(code)[0].name}") for code in codes]
