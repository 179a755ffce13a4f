"""What may be written of councils and their sessions."""

from collections import defaultdict
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from monitoring.admin.council_scope import desk_councils
from monitoring.admin.reference.forms import ReferenceForm
from monitoring.models import Case, CouncilMember, CouncilSession
from monitoring.partial_date import PartialDate
from monitoring.services.councils import save_session


class CouncilForm(ReferenceForm):
    """One person holds one seat at a time."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        seats: defaultdict[str, list[CouncilMember]] = defaultdict(list)
        for row in filled(self.formsets["members"]):
            member: CouncilMember = row.instance
            held = seats[" ".join(member.name.casefold().split())]
            if any(member.overlaps(other) for other in held):
                row.add_error("started_on", _("This person is already a member on these days."))
            held.append(member)
        return cleaned


class CouncilSessionForm(WagtailAdminModelForm):
    """Only councils of the desk's regions, and only its cases; the term of a reply is computed, never typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.for_user is None:
            return
        councils = desk_councils(self.for_user).select_related("body__region")
        self.fields["council"].queryset = councils.order_by("body__region__order", "order", "key")
        self.fields["council"].label_from_instance = council_label
        cases = Case.objects.manageable_by(self.for_user)
        for row in self.formsets["recommendations"].forms:
            row.fields["case"].queryset = Case.objects.filter(Q(pk__in=cases.values("pk")) | Q(pk=row.instance.case_id))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        held_on: PartialDate | None = cleaned.get("held_on")
        for row in filled(self.formsets["recommendations"]):
            sent_on = row.cleaned_data.get("sent_on")
            if held_on and sent_on and sent_on < held_on.earliest():
                row.add_error("sent_on", _("It cannot be sent before the session that made it."))
        return cleaned

    def save(self, commit: bool = True) -> CouncilSession:
        session: CouncilSession = super().save(commit=False)
        return save_session(session=session) if commit else session


def council_label(council: Any) -> str:
    region = council.body.region
    return f"{region}: {council}" if region else str(council)


def filled(formset: Any) -> list[forms.ModelForm]:
    """The valid rows that are kept."""
    formset.full_clean()
    return [
        row
        for row in formset.forms
        if row.is_valid() and (row.has_changed() or row.instance.pk) and not formset._should_delete_form(row)
    ]
