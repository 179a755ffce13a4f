"""The aggregate root: one monitored decision-making process of one executive body."""

import uuid
from collections.abc import Iterable
from typing import Any, Self

from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.models import ClusterableModel
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    PreviewableMixin,
    Revision,
    RevisionMixin,
    WorkflowMixin,
)
from wagtail.signal_handlers import disable_reference_index_auto_update
from wagtail.tasks import update_reference_index_task

from monitoring.enums import Article, Language, Origin, Stage
from monitoring.fields import PartialDateField
from monitoring.models.bodies import ExecutiveBody, Initiator
from monitoring.models.case_parts import without_parents
from monitoring.models.case_queryset import PUBLIC, CaseQuerySet
from monitoring.models.places import Centre, District, Region
from monitoring.models.vocabulary import DecisionKind, Sector
from monitoring.partial_date import PartialDate

POINT_DIGITS = 2
_DATE = PartialDateField()


class Case(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin, ClusterableModel):
    """`version` counts public versions; `based_on` is the public version a draft was begun from.

    `reference`, `version`, `origin` and the withdrawal belong to the record, not to a draft of it:
    no revision can change them.
    """

    OF_THE_RECORD = (
        "uid",
        "reference",
        "version",
        "origin",
        "import_key",
        "withdrawn_at",
        "withdrawal_reason",
    )

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference = models.CharField(_("reference"), max_length=20, unique=True, null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(_("version"), default=0, editable=False)
    based_on = models.PositiveIntegerField(default=0)
    origin = models.CharField(_("origin"), max_length=10, choices=Origin.choices, default=Origin.DESK, editable=False)
    import_key = models.CharField(max_length=200, unique=True, null=True, blank=True, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawal_reason = models.TextField(_("reason of withdrawal"), blank=True, editable=False)

    title = models.CharField(_("title"), max_length=500)
    language = models.CharField(
        _("language of the record"), max_length=2, choices=Language.choices, default=Language.RU
    )
    other_title = models.CharField(
        _("title in the other language"),
        max_length=500,
        blank=True,
        help_text=_("Kazakh for a Russian record, Russian for a Kazakh one."),
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("What is being decided and how, in one paragraph.")
    )
    summary_language = models.CharField(
        _("language of the summary"), max_length=2, choices=Language.choices, default=Language.RU
    )
    kind = models.ForeignKey(
        DecisionKind, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("kind of decision")
    )
    sector = models.ForeignKey(
        Sector, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("sector")
    )
    article = models.CharField(_("article of the Convention"), max_length=1, choices=Article.choices, blank=True)
    stage = models.CharField(_("stage"), max_length=20, choices=Stage.choices, default=Stage.UNKNOWN)
    body = models.ForeignKey(
        ExecutiveBody,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("executive body"),
    )
    body_text = models.CharField(
        _("body, if not in the list"), max_length=500, blank=True, help_text=_("As the notice names it.")
    )
    initiator = models.ForeignKey(
        Initiator, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("initiator")
    )
    consultant = models.ForeignKey(
        Initiator,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("developer of the documents"),
        help_text=_("Who wrote the assessment or the project for the initiator."),
    )
    region = models.ForeignKey(
        Region,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cases",
        verbose_name=_("region"),
        help_text=_("Empty for a decision of the whole country."),
    )
    district = models.ForeignKey(
        District, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("district")
    )
    place_text = models.CharField(_("place"), max_length=300, blank=True, help_text=_("Village, street, site."))
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(40), MaxValueValidator(56)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(46), MaxValueValidator(88)]
    )
    registration_no = models.CharField(_("registration number on the portal"), max_length=60, blank=True)
    registered_on = PartialDateField(_("registered on"), null=True, blank=True)
    portal_url = models.URLField(_("official page"), max_length=500, blank=True)
    legal_ground = models.CharField(
        _("legal ground as published"), max_length=500, blank=True, help_text=_("May cite a repealed act.")
    )
    outcome_text = models.TextField(_("what came of it"), blank=True)
    source_note = models.TextField(
        _("limits of the record"), blank=True, help_text=_("What the sources do not tell. Public.")
    )
    change_note = models.CharField(
        _("what changed and why"),
        max_length=500,
        blank=True,
        help_text=_("Public. Required to publish a new version of a published record."),
    )
    centre = models.ForeignKey(
        Centre, models.PROTECT, null=True, blank=True, related_name="cases", verbose_name=_("Aarhus centre")
    )
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="case",
        for_concrete_model=False,
    )

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["live", "withdrawn_at", "id"], name="monitoring_case_public_keys"),
            models.Index(fields=["region", "centre"], name="monitoring_case_desk"),
            models.Index(fields=["-created_at", "-id"], name="monitoring_case_recent"),
            models.Index(fields=["-first_published_at", "-id"], name="monitoring_case_newest", condition=PUBLIC),
            models.Index(
                fields=["region", "-last_published_at", "-id"], name="monitoring_case_of_region", condition=PUBLIC
            ),
            models.Index(
                fields=["body", "-last_published_at", "-id"], name="monitoring_case_of_body", condition=PUBLIC
            ),
            models.Index(fields=["has_unpublished_changes"], name="monitoring_case_drafted"),
        ]
        permissions = [("review_case", "Can review a case"), ("withdraw_case", "Can withdraw a case")]

    def __str__(self) -> str:
        return f"{self.reference} {self.title}" if self.reference else self.title

    @property
    def public_point(self) -> tuple[float, float] | None:
        """Latitude and longitude to about a kilometre: which site it is, not where exactly somebody's phone was."""
        if self.latitude is None or self.longitude is None:
            return None
        return round(self.latitude, POINT_DIGITS), round(self.longitude, POINT_DIGITS)

    def get_absolute_url(self) -> str:
        return reverse("monitoring:case", args=[self.reference]) if self.reference else ""

    @property
    def other_language(self) -> str:
        return Language.KK if self.language == Language.RU else Language.RU

    def dates(self) -> list[PartialDate]:
        """Every dated thing of the process, earliest first; works on drafts too."""
        return dates_of(self.registered_on, self.milestones.all(), self.consultations.all())

    def year(self) -> int:
        """Year in which the process began as far as the record knows; else the year of the record."""
        dates = self.dates()
        return dates[0].year if dates else timezone.localtime(self.created_at).year

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Children are saved with it; what they refer to is looked up once for all, not once a child."""
        with disable_reference_index_auto_update():
            super().save(*args, **kwargs)
        update_reference_index_task.enqueue(self._meta.app_label, self._meta.model_name, str(self.pk))

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """What an old draft calls by a record since merged, it calls by the one that was kept."""
        from monitoring.services.merging import follow_merges

        case = super().with_content_json(without_parents(type(self), content))
        for field in self.OF_THE_RECORD:
            setattr(case, field, getattr(self, field))
        follow_merges(case)
        return case

    def save_revision(self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any) -> Revision:
        """Autosave writes over its own draft, never over what is public or promised: that is somebody's decision."""
        if overwrite_revision is not None and overwrite_revision.pk == self.latest_revision_id:
            decided = self.versions.filter(revision=overwrite_revision).exists()
            if decided or overwrite_revision.approved_go_live_at:
                overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def publish(
        self,
        revision: Revision,
        user: Any = None,
        changed: bool = True,
        log_action: bool | str = True,
        previous_revision: Revision | None = None,
        skip_permission_checks: bool = False,
    ) -> None:
        """Every way of publishing in Wagtail (button, workflow, schedule) comes through here.

        Our own rules decide, not Django's permissions. Raises PublishingRefused when they forbid it; the schedule
        goes on with its other work, and what it could not publish is unscheduled with a word in the history.
        """
        from monitoring.services.errors import PublishingRefused
        from monitoring.services.publishing import SCHEDULED, publish_revision, unschedule

        def publish() -> None:
            super(Case, self).publish(
                revision,
                user=user,
                changed=changed,
                log_action=log_action,
                previous_revision=previous_revision,
                skip_permission_checks=True,
            )

        try:
            publish_revision(case=self, revision=revision, user=user, wagtail_publish=publish)
        except PublishingRefused as refusal:
            if log_action != SCHEDULED:
                raise
            unschedule(revision=revision, refusal=refusal)

    def _update_from_revision(self, revision: Revision, changed: bool = True) -> None:
        """Until first publication the row follows the draft, so that lists and scopes show what is meant."""
        super()._update_from_revision(revision, changed)
        if self.version == 0:
            scope = ("title", "language", "kind_id", "body_id", "region_id", "district_id", "centre_id", "stage")
            type(self)._default_manager.filter(pk=self.pk).update(**{f: getattr(self, f) for f in scope})

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        return "monitoring/case.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        from monitoring.presenters.case import case_context

        return {**super().get_preview_context(request, mode_name), **case_context(self, preview=True)}


def dates_of(registered_on: Any, milestones: Iterable[Any], consultations: Iterable[Any]) -> list[PartialDate]:
    """Of a process with these milestones and consultations, earliest first; they need not be models."""
    found = [registered_on, *(milestone.date for milestone in milestones)]
    for consultation in consultations:
        found += [consultation.held_on, consultation.period_from, consultation.period_to]
    return sorted(date for date in map(_DATE.to_python, found) if date)
