"""What is being decided, by whom and where."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from monitoring.log.answers import Answers
from monitoring.log.bodies import body_of
from monitoring.log.choices import UNKNOWN, WHOLE_COUNTRY
from monitoring.log.forms.base import LongText, StepForm
from monitoring.models import DecisionKind, District, Region


class WhatForm(StepForm):
    title = LongText(
        label=_("In your own words"),
        help_text=_("As you would tell a neighbour: “a quarry near the village of Zarya”."),
        limit=300,
        rows=2,
        required=True,
        error_messages={"required": _("Write what is being decided, in a few words.")},
    )
    kind = forms.ChoiceField(
        label=_("What does it look like?"),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _("Choose one of the kinds, or “I do not know”.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "kind", kind_choices())


def _choose(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]


def kind_choices() -> list[tuple[str, Any]]:
    choices: list[tuple[str, Any]] = [
        (kind.key, format_html('{}<span class="field__legal">{}</span>', kind.hint or kind.name, kind.name))
        for kind in DecisionKind.objects.all()
    ]
    return [*choices, (UNKNOWN, _("I do not know"))]


class BodyForm(StepForm):
    """`body` is the key of a body of the list, empty when what was typed shall stand."""

    template_name_step = "monitoring/log/step_body.html"
    body_text = LongText(
        label=_("Who decides?"),
        help_text=_("Begin to type: “akimat”, the name of a district, a department. In any of the three languages."),
        limit=500,
        required=True,
        error_messages={
            "required": _("Write who decides. If you do not know, write who signed or read out the announcement.")
        },
    )
    body = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def clean_body(self) -> str:
        key: str = self.cleaned_data["body"]
        if key and body_of(key) is None:
            raise ValidationError(_("This body is not in the list any more. Choose another or keep what you wrote."))
        return key


class PlaceForm(StepForm):
    template_name_step = "monitoring/log/step_place.html"
    region = forms.ChoiceField(
        label=_("Region"),
        error_messages={"required": _("Choose the region, or “The whole country”.")},
    )
    district = forms.ChoiceField(label=_("District or city"), required=False)
    place_text = LongText(
        label=_("Village, street or spot"),
        help_text=_("For example: village of Zarya, 3 km along the road to the lake."),
        limit=300,
    )
    latitude = forms.FloatField(required=False, widget=forms.HiddenInput)
    longitude = forms.FloatField(required=False, widget=forms.HiddenInput)

    @classmethod
    def read(cls, post: QueryDict) -> Answers:
        """“Remove the point” works without JavaScript too."""
        answers = super().read(post)
        return {**answers, "latitude": "", "longitude": ""} if "forget" in post else answers

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = list(Region.objects.all())
        names = {region.pk: region.name for region in regions}
        regions_to_choose = [
            ("", _("Choose from the list")),
            *((region.key, region.name) for region in regions),
            (WHOLE_COUNTRY, _("The whole country")),
        ]
        _choose(self, "region", regions_to_choose)
        grouped: dict[str, list[tuple[str, str]]] = {name: [] for name in names.values()}
        self.region_of: dict[str, str] = {}
        for district in District.objects.annotate(letters=F("region__key")):
            grouped[names[district.region_id]].append((district.key, district.name))
            self.region_of[district.key] = district.letters
        _choose(self, "district", [("", _("Not known")), *((name, found) for name, found in grouped.items() if found)])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        district, region = cleaned.get("district"), cleaned.get("region")
        if district and region and self.region_of[district] != region:
            self.add_error(
                "district", _("This district lies in another region. Choose the region or the district anew.")
            )
        latitude, longitude = cleaned.get("latitude"), cleaned.get("longitude")
        if (latitude is None) != (longitude is None):
            self.add_error(None, _("The point on the map is not complete. Remove it or take it again."))
        elif latitude is not None and longitude is not None and not _in_kazakhstan(latitude, longitude):
            self.add_error(None, _("The point on the map is outside Kazakhstan. Remove it or take it again."))
        return cleaned


def _in_kazakhstan(latitude: float, longitude: float) -> bool:
    """Within the rectangle around the country, as the record itself asks."""
    return 40 <= latitude <= 56 and 46 <= longitude <= 88
