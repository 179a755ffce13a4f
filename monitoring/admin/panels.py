"""The edit form of a case, in tabs."""

from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
)
from wagtail.admin.panels.base import get_form_for_model

from monitoring.admin.case_form import CaseForm
from monitoring.admin.child_forms import ChildForm, StatusRowForm
from monitoring.admin.comparison import ChildrenComparison


class ChildPanel(InlinePanel):
    """An inline panel of children with `uid`."""

    form_class: type[ChildForm] = ChildForm

    def get_form_options(self) -> dict[str, Any]:
        options: dict[str, Any] = super().get_form_options()
        formset = options["formsets"][self.relation_name]
        deferred = self.child_edit_handler.get_form_options().get("defer_required_on_fields", [])
        formset["form"] = get_form_for_model(
            self.db_field.related_model, form_class=self.form_class, defer_required_on_fields=deferred
        )
        return options

    class BoundPanel(InlinePanel.BoundPanel):
        def get_comparison(self) -> list[Any]:
            return [
                partial(ChildrenComparison, *comparison.args, **comparison.keywords)
                for comparison in super().get_comparison()
            ]


class AnswersPanel(ChildPanel):
    """Compared with the rest of the draft, and answered on a page of its own."""

    def get_form_options(self) -> dict[str, Any]:
        return {}

    class BoundPanel(Panel.BoundPanel):
        template_name = "monitoring/admin/checklist_link.html"

        def get_comparison(self) -> list[Any]:
            unbound = {"instance": None, "request": self.request, "form": None, "prefix": self.prefix}
            parts = self.panel.child_edit_handler.children
            fields = [made for part in parts for made in part.get_bound_panel(**unbound).get_comparison()]
            return [partial(ChildrenComparison, self.panel.db_field, fields, label=self.panel.heading)]


class StatusPanel(ChildPanel):
    form_class = StatusRowForm


def row(*names: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(name) for name in names])


def uncertain(name: str) -> FieldPanel:
    return FieldPanel(name, help_text=_("14.03.2026, or 03.2026 or 2026 when that is all you know."))


WHAT_AND_WHO = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldPanel("title"),
                FieldPanel("other_title"),
                FieldPanel("summary"),
                row("language", "summary_language"),
            ],
            heading=_("What is decided"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldPanel("sector"),
                FieldPanel("article"),
                FieldPanel("stage"),
                FieldPanel("legal_ground"),
            ],
            heading=_("Classification"),
        ),
        MultiFieldPanel([FieldPanel("body"), FieldPanel("body_text"), FieldPanel("initiator")], heading=_("Who")),
        MultiFieldPanel(
            [
                FieldRowPanel(
                    [
                        FieldPanel("region", widget=forms.Select),
                        FieldPanel("district", widget=forms.Select),
                    ]
                ),
                FieldPanel("place_text"),
                row("latitude", "longitude"),
                FieldPanel("centre", widget=forms.Select),
            ],
            heading=_("Where"),
        ),
    ],
    heading=_("What and who"),
)

CONSULTATION = [
    row("form", "status"),
    FieldPanel("form_text"),
    FieldRowPanel([uncertain("held_on"), FieldPanel("held_at")]),
    FieldRowPanel([uncertain("period_from"), uncertain("period_to")]),
    row("venue", "online"),
    ChildPanel(
        "notices",
        panels=[FieldRowPanel([FieldPanel("channel"), uncertain("date")]), FieldPanel("detail")],
        heading=_("Notices"),
        label=_("Notice"),
    ),
    FieldPanel("council"),
    row("attendance", "quorum"),
    row("comments_received", "comments_accepted"),
    row("comments_rejected", "comments_unanswered"),
    FieldRowPanel([uncertain("protocol_signed_on"), uncertain("protocol_published_on")]),
    row("protocol_url", "recording_url"),
    FieldPanel("note"),
]

DATES = ObjectList(
    [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("registration_no"), uncertain("registered_on")]),
                FieldPanel("portal_url"),
            ],
            heading=_("On the portal"),
        ),
        ChildPanel(
            "milestones",
            panels=[row("kind", "date"), FieldPanel("description"), FieldPanel("source")],
            heading=_("Events"),
            label=_("Event"),
        ),
        ChildPanel("consultations", panels=CONSULTATION, heading=_("Consultations"), label=_("Consultation")),
    ],
    heading=_("Dates and consultations"),
)

EVIDENCE = ObjectList(
    [
        ChildPanel(
            "evidence",
            panels=[
                FieldPanel("title"),
                FieldPanel("file"),
                FieldPanel("url"),
                FieldRowPanel([FieldPanel("kind"), uncertain("date")]),
                FieldPanel("source"),
                FieldPanel("is_public"),
            ],
            heading=_("Evidence"),
            label=_("Evidence"),
        )
    ],
    heading=_("Evidence"),
)

ASSESSMENT = ObjectList(
    [
        AnswersPanel(
            "assessments",
            panels=[row("criterion", "answer"), FieldPanel("overrules"), FieldPanel("note")],
            heading=_("Criteria"),
            label=_("Criterion"),
        ),
    ],
    heading=_("Criteria"),
)

FINDINGS = ObjectList(
    [
        ChildPanel(
            "findings",
            panels=[
                FieldPanel("title"),
                FieldPanel("description"),
                FieldPanel("criterion"),
                FieldPanel("provision"),
                FieldPanel("violation_type"),
                FieldPanel("severity"),
                FieldPanel("risk_indicators", widget=forms.CheckboxSelectMultiple),
                uncertain("happened_on"),
                FieldPanel("position"),
                FieldPanel("official"),
                StatusPanel(
                    "statuses",
                    panels=[row("status", "note")],
                    heading=_("History of statuses"),
                    label=_("Status"),
                    help_text=_("What is written stays. Add a row to change the status."),
                    classname="finding-statuses",
                ),
            ],
            heading=_("Findings"),
            label=_("Finding"),
        )
    ],
    heading=_("Findings"),
)

PUBLICATION = ObjectList(
    [
        FieldPanel("outcome_text"),
        FieldPanel("source_note"),
        FieldPanel("change_note"),
        FieldPanel(
            "go_live_at",
            heading=_("Publish at"),
            help_text=_("Leave empty to publish at once. The rules are checked again at that time."),
        ),
    ],
    heading=_("Publication"),
)

EDIT_HANDLER = TabbedInterface(
    [WHAT_AND_WHO, DATES, EVIDENCE, ASSESSMENT, FINDINGS, PUBLICATION], base_form_class=CaseForm
)
