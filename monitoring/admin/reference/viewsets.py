"""One declaration a model."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from monitoring import models
from monitoring.admin.council_forms import CouncilForm
from monitoring.admin.reference import choosers, law_views
from monitoring.admin.reference.forms import CriterionForm, MergeableForm
from monitoring.admin.reference.viewset import ReferenceViewSet

KIND = Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind")


def row(*names: str) -> FieldRowPanel:
    return FieldRowPanel([FieldPanel(name) for name in names])


class BodyViewSet(ReferenceViewSet):
    model = models.ExecutiveBody
    icon = "group"
    listed = [KIND, "region"]
    filtered = ["region", "kind"]
    form_base = MergeableForm
    chooser_viewset_class = choosers.BodyChooser


class OfficialViewSet(ReferenceViewSet):
    model = models.Official
    icon = "user"
    form_base = MergeableForm
    chooser_viewset_class = choosers.OfficialChooser
    inline = [
        InlinePanel(
            "tenures",
            panels=[FieldPanel("body"), FieldPanel("position"), row("started_on", "ended_on"), FieldPanel("source")],
            heading=_("Tenures"),
            label=_("Tenure"),
        )
    ]


class InitiatorViewSet(ReferenceViewSet):
    model = models.Initiator
    icon = "site"
    listed = ["bin"]
    filtered = ["is_private"]
    form_base = MergeableForm
    chooser_viewset_class = choosers.InitiatorChooser


class CouncilViewSet(ReferenceViewSet):
    model = models.Council
    icon = "group"
    listed = ["body", "term_from", "term_to"]
    filtered = ["body__region"]
    form_base = CouncilForm
    chooser_viewset_class = choosers.CouncilChooser
    inline = [
        InlinePanel(
            "members",
            panels=[
                FieldPanel("name"),
                FieldPanel("sector", heading=pgettext_lazy("member of a council", "Sector")),
                FieldPanel("represents"),
                row("started_on", "ended_on"),
            ],
            heading=_("Members"),
            label=_("Member"),
        )
    ]


class AuthorityViewSet(ReferenceViewSet):
    model = models.Authority
    listed = ["purpose"]


class RegionViewSet(ReferenceViewSet):
    model = models.Region
    icon = "globe"
    listed = [KIND, "iso", "kato"]
    filtered = ["kind"]


class DistrictViewSet(ReferenceViewSet):
    model = models.District
    icon = "globe"
    listed = ["region", KIND]
    filtered = ["region", "kind"]


class CentreViewSet(ReferenceViewSet):
    model = models.Centre
    icon = "home"
    listed = ["city", Column("status", label=_("Status"), accessor="get_status_display", sort_key="status")]
    filtered = ["regions", "status"]


class ActViewSet(ReferenceViewSet):
    model = models.Act
    icon = "doc-full"
    listed = ["number", "date"]
    chooser_viewset_class = choosers.ActChooser


class ProvisionViewSet(ReferenceViewSet):
    model = models.Provision
    icon = "doc-full"
    listed = ["act"]
    filtered = ["act"]
    chooser_viewset_class = choosers.ProvisionChooser


class LawOfTermsViewSet(ReferenceViewSet):
    """What terms are counted by: a change counts published records anew."""

    add_view_class = law_views.LawCreateView
    edit_view_class = law_views.LawEditView
    delete_view_class = law_views.LawDeleteView
    create_template_name = "monitoring/admin/reference/law_create.html"
    edit_template_name = "monitoring/admin/reference/law_edit.html"
    delete_template_name = "monitoring/admin/reference/law_delete.html"


class DeadlineRuleViewSet(LawOfTermsViewSet):
    model = models.DeadlineRule
    icon = "time"
    listed = [
        Column("amount", label=_("Length"), accessor="amount", sort_key="amount"),
        Column("unit", label=_("Unit"), accessor="get_unit_display", sort_key="unit"),
        "valid_from",
        "valid_to",
    ]
    filtered = ["unit", "trigger"]


class CalendarDayViewSet(LawOfTermsViewSet):
    model = models.CalendarDay
    icon = "calendar"
    ordering = ["-date"]
    listed = ["date", "is_working"]
    filtered = ["is_working"]


class CriterionViewSet(ReferenceViewSet):
    model = models.Criterion
    icon = "list-ol"
    listed = [Column("stage", label=_("Stage"), accessor="get_stage_display", sort_key="stage"), "severity"]
    filtered = ["stage", "severity"]
    form_base = CriterionForm
    chooser_viewset_class = choosers.CriterionChooser


class DecisionKindViewSet(ReferenceViewSet):
    model = models.DecisionKind
    listed = [Column("process", label=_("Process"), accessor="get_process_display"), "aarhus_article"]
    filtered = ["process", "aarhus_article"]


class SectorViewSet(ReferenceViewSet):
    model = models.Sector
    listed = ["threshold"]


class ViolationTypeViewSet(ReferenceViewSet):
    model = models.ViolationType
    filtered = ["criteria"]


class RiskIndicatorViewSet(ReferenceViewSet):
    model = models.RiskIndicator
    listed = [Column("level", label=_("Level"), accessor="get_level_display", sort_key="level")]
    filtered = ["level"]


class OutcomeViewSet(ReferenceViewSet):
    model = models.Outcome


class PrecedentViewSet(ReferenceViewSet):
    model = models.Precedent
    icon = "openquote"
    listed = ["reference", "party", "received"]
    filtered = ["party"]


class ReferenceGroup(SnippetViewSetGroup):
    menu_label = _("Reference data")
    menu_name = "reference-data"
    menu_icon = "list-ul"
    menu_order = 95
    items = (
        BodyViewSet,
        OfficialViewSet,
        InitiatorViewSet,
        CouncilViewSet,
        AuthorityViewSet,
        RegionViewSet,
        DistrictViewSet,
        CentreViewSet,
        ActViewSet,
        ProvisionViewSet,
        DeadlineRuleViewSet,
        CalendarDayViewSet,
        CriterionViewSet,
        DecisionKindViewSet,
        SectorViewSet,
        ViolationTypeViewSet,
        RiskIndicatorViewSet,
        OutcomeViewSet,
        PrecedentViewSet,
    )
