"""Answers as the browser posts them, name–value pairs: what a phone keeps without a network."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from monitoring.log.answers import Answers, text
from monitoring.log.forms.base import StepForm
from monitoring.log.forms.rows import RowsForm
from monitoring.log.steps import STEPS

Pairs = list[list[str]]

MAX_PAIRS = 2_000


def read_screens(screens: Mapping[str, Any]) -> Answers:
    """The raw answers of what several screens would have posted; raises ValidationError for what is none."""
    answers: Answers = {}
    for key, pairs in screens.items():
        if key not in STEPS:
            raise ValidationError(
                _("There is no question “%(name)s”."), code="unknown", params={"name": text(key)[:60]}
            )
        answers.update(STEPS[key].form.read(_query(pairs)))
    return answers


def _query(pairs: Any) -> QueryDict:
    query = QueryDict(mutable=True)
    if not isinstance(pairs, list) or len(pairs) > MAX_PAIRS:
        raise ValidationError(_("This answer must be a list."), code="shape")
    for pair in pairs:
        if not (isinstance(pair, list) and len(pair) == 2 and all(isinstance(part, str) for part in pair)):
            raise ValidationError(_("This answer must be a list."), code="shape")
        query.appendlist(*pair)
    return query


def pairs_of(form: type[StepForm], answers: Mapping[str, Any]) -> Pairs:
    """The inverse of `StepForm.read`: what the browser posts when the screen is sent as it was filled."""
    if not issubclass(form, RowsForm):
        return list(_pairs(form, answers))
    pairs: Pairs = []
    for uid, values in form.rows_of(answers):
        prefixed = {f"{uid}-{part}": value for part, value in values.items()}
        pairs += [[form.row_name, uid], *_pairs(form.row_form, prefixed, prefix=f"{uid}-")]
    return pairs


def _pairs(form: type[forms.Form], answers: Mapping[str, Any], prefix: str = "") -> Iterator[list[str]]:
    for field, definition in form.base_fields.items():
        name, widget = prefix + field, definition.widget
        value = widget.value_from_datadict(answers, {}, name)
        for key, each in _inputs(widget.get_context(name, value, {})["widget"]):
            if each not in (None, "", False):
                yield [key, str(each)]


def _inputs(widget: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    if "subwidgets" in widget:
        for part in widget["subwidgets"]:
            yield from _inputs(part)
    elif isinstance(widget["value"], list | tuple):
        yield from ((widget["name"], each) for each in widget["value"])
    elif widget.get("type") != "checkbox" or widget["attrs"].get("checked"):
        yield widget["name"], widget["attrs"].get("value", widget["value"])
