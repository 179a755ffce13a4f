"""The coordinator's form of a case: what it lets be changed, and by whom."""

from copy import copy
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from monitoring import permissions
from monitoring.admin.files import desk_files
from monitoring.admin.in_office import in_office_text
from monitoring.admin.moved_children import by_present_keys
from monitoring.models import Case, Centre, District, EvidenceFile, FindingStatusRow, ReferredFinding, Region
from monitoring.services.drafts import drop_empty_children
from monitoring.services.referrals import referred_to

MAX_VERSION = 2**31 - 1
CHILDREN = ("milestones", "consultations", "evidence", "findings")


class CaseForm(WagtailAdminModelForm):
    """`based_on` travels with the page: a form opened before a publication stays a draft of the older version."""

    based_on = forms.IntegerField(min_value=0, max_value=MAX_VERSION, widget=forms.HiddenInput, required=False)

    class Media:
        css = {"all": ["css/admin/case_form.css"]}

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None and kwargs.get("instance") is not None:
            data = by_present_keys(data, kwargs["instance"])
        super().__init__(data, *args, **kwargs)
        self.initial["based_on"] = self.instance.based_on
        self.uids = self._uids_of_draft()
        self.written = self._written_statuses()
        self._limit_to_the_desk()
        self._limit_files()
        self._suggest_officials()

    # Only the centre's regions ---------------------------------------------------------------------

    def _limit_to_the_desk(self) -> None:
        centres = permissions.managed_centres(self.for_user) if self.for_user else None
        regions = Region.objects.all()
        if centres is not None:
            own = Q(pk__in=centres)
            regions = regions.filter(Q(centres__in=centres) | Q(pk=self.instance.region_id)).distinct()
            self.fields["centre"].queryset = Centre.objects.filter(own | Q(pk=self.instance.centre_id))
            if len(centres) == 1 and self.instance.pk is None:
                self.initial.setdefault("centre", next(iter(centres)))
                self.initial["centre"] = self.initial["centre"] or next(iter(centres))
        self.fields["region"].queryset = regions
        districts = District.objects.filter(region__in=regions).select_related("region")
        self.fields["district"].queryset = districts.order_by("region__order", "region__key", "order", "key")
        self.fields["district"].label_from_instance = lambda district: f"{district.region}: {district}"

    def _limit_files(self) -> None:
        """Files of the desk, and those that stand in this draft: by number alone any other could be opened."""
        if self.for_user is None:
            return
        drafted = [link.file_id for link in self.instance.evidence.all() if link.file_id]
        files = EvidenceFile.objects.filter(Q(pk__in=desk_files(self.for_user)) | Q(pk__in=drafted))
        for form in self.formsets["evidence"].forms:
            form.fields["file"].queryset = files

    def _suggest_officials(self) -> None:
        for form in self.formsets["findings"].initial_forms:
            form.fields["official"].help_text = in_office_text(self.instance, form.instance)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        region, district = cleaned.get("region"), cleaned.get("district")
        if district and district.region_id != (region.pk if region else None):
            self.add_error("district", _("This district is not in the region chosen."))
        self._check_it_stays_at_the_desk(region, cleaned.get("centre"))
        self._check_referred_findings_stay()
        self.instance.based_on = cleaned.get("based_on") or 0
        return cleaned

    def _check_it_stays_at_the_desk(self, region: Region | None, centre: Centre | None) -> None:
        if self.for_user is None or {"region", "centre"} & self.errors.keys():
            return
        meant = Case(region=region, centre=centre)
        if not permissions.can_manage(self.for_user, meant):
            self.add_error("centre", _("Choose a region of your centre, or assign the case to your centre."))

    # What is referred stays ------------------------------------------------------------------------

    def _check_referred_findings_stay(self) -> None:
        formset = self.formsets["findings"]
        formset.full_clean()
        dropped = [
            form.instance for form in formset.initial_forms if form.instance.pk and formset._should_delete_form(form)
        ]
        for referred in ReferredFinding.objects.filter(finding__in=dropped).select_related("finding")[:1]:
            raise ValidationError(
                _("“%(finding)s” was referred to %(authority)s and cannot be dropped."),
                params={"finding": referred.finding, "authority": referred_to(referred.finding)},
            )

    # Identity of children and history of findings --------------------------------------------------

    def _uids_of_draft(self) -> dict[str, frozenset[UUID]]:
        return {name: frozenset(child.uid for child in getattr(self.instance, name).all()) for name in CHILDREN}

    def _written_statuses(self) -> dict[UUID, list[FindingStatusRow]]:
        return {finding.uid: [copy(row) for row in finding.statuses.all()] for finding in self.instance.findings.all()}

    def is_valid(self) -> bool:
        valid: bool = super().is_valid()
        uids, self.uids = self.uids, {}
        for name, known in uids.items():
            for form in self.formsets[name].forms if self.is_bound else []:
                form.keep_only(known)
        return valid

    def save(self, commit: bool = True) -> Case:
        case: Case = super().save(commit=False)
        drop_empty_children(case)
        for finding in case.findings.all():
            written = self.written.get(finding.uid, [])
            known = {row.uid for row in written}
            added = [row for row in finding.statuses.all() if row.uid not in known]
            for row in added:
                row.author, row.at = self.for_user, row.at if row.pk else timezone.now()
            finding.statuses.set([*written, *added])
        if commit:
            case.save()
            self._save_m2m()
        return case
