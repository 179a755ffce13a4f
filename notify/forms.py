from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _

from notify.enums import Frequency
from notify.estimate import WEEKS, Estimate


class HowForm(forms.Form):
    """How often and in which language."""

    use_required_attribute = False

    frequency = forms.ChoiceField(
        label=_("How often"),
        choices=Frequency.choices,
        initial=Frequency.WEEKLY,
        widget=forms.RadioSelect,
        help_text=_("When nothing is new, no message comes."),
    )
    language = forms.ChoiceField(label=_("Language of the messages"), choices=settings.LANGUAGES)


class FollowForm(HowForm):
    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Write the address to which the messages should go."),
            "invalid": _("This is no e-mail address. It looks like name@example.org."),
        },
    )

    field_order = ("email", "frequency", "language")

    def __init__(self, estimate: Estimate, data: Any = None) -> None:
        super().__init__(data, initial={"language": get_language()})
        if estimate.total:
            self.fields["frequency"].choices = [  # type: ignore[attr-defined]  # a field of choices
                (value, f"{label} — {would_have_been(estimate.messages(Frequency(value)))}")
                for value, label in Frequency.choices
            ]


def would_have_been(messages: int) -> str:
    text = ngettext("%(count)s message in %(weeks)s weeks", "%(count)s messages in %(weeks)s weeks", messages)
    return text % {"count": messages, "weeks": WEEKS}
