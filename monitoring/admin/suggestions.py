"""Signs offered for a case, and the findings of its draft on their way to a second person."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from monitoring.admin.case_page import CasePage
from monitoring.admin.refusals import tell_refusal
from monitoring.admin.scope import keys
from monitoring.enums import Answer, FindingStatus, SuggestionSource
from monitoring.models import Case, Criterion, Finding, RiskIndicator, Suggestion
from monitoring.presenters.reasons import reasons_text
from monitoring.presenters.sign_texts import stored_reasons
from monitoring.services.errors import PublishingRefused
from monitoring.services.findings import CRITERION_OF, authors_of, confirm_suggestion, move_finding
from monitoring.services.suggestions import dismiss_suggestion, refresh_suggestions

VERBS = {"submit": FindingStatus.SUBMITTED, "verify": FindingStatus.VERIFIED, "show": FindingStatus.PUBLISHED}


class DismissalForm(forms.Form):
    reason = forms.CharField(label=gettext_lazy("Why it is no sign of a breach"), max_length=500)


@dataclass(frozen=True)
class Offered:
    """`records` are the compared cases this person may open; `hidden` how many others there are."""

    suggestion: Suggestion
    title: str
    answer: str
    text: str
    records: list[Case]
    hidden: int
    needs_criterion: bool
    form: DismissalForm


class SuggestionsView(CasePage):
    page_title = gettext_lazy("Suggested findings")
    template_name = "monitoring/admin/suggestions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        assessed = refresh_suggestions(case=self.case)
        draft = self.case.get_latest_revision_as_object()
        rows = list(Suggestion.objects.filter(case=self.case).select_related("decided_by"))
        criteria = {row.criterion.key: row.criterion for row in assessed.rows}
        refused = kwargs.pop("refused", {})
        return super().get_context_data(
            offered=[*self.offered([row for row in rows if row.is_open], criteria, refused)],
            dismissed=self.dismissed([row for row in rows if row.dismissed_at], criteria),
            findings=[self.finding(made) for made in draft.findings.all()],
            criteria=list(criteria.values()),
            **kwargs,
        )

    def offered(
        self, rows: list[Suggestion], criteria: dict[str, Criterion], refused: dict[int, DismissalForm]
    ) -> list[Offered]:
        names = self.names(criteria)
        compared = {pk for row in rows for pk in row.detail.get("records", [])}
        seen = Case.objects.visible_to(self.request.user).in_bulk(compared)
        return [
            Offered(
                suggestion=row,
                title=names.get(row.code, row.code),
                answer=str(Answer(row.detail["answer"]).label) if row.detail.get("answer") else "",
                text=reasons_text(stored_reasons(row.detail)) or str((row.detail.get("facts") or [""])[-1]),
                records=[seen[pk] for pk in row.detail.get("records", []) if pk in seen],
                hidden=sum(pk not in seen for pk in row.detail.get("records", [])),
                needs_criterion=self.needs_criterion(row, criteria),
                form=refused.get(row.pk, DismissalForm(auto_id=f"id_{row.pk}_%s")),
            )
            for row in rows
        ]

    def dismissed(self, rows: list[Suggestion], criteria: dict[str, Criterion]) -> list[tuple[Suggestion, str]]:
        names = self.names(criteria)
        return [(row, names.get(row.code, row.code)) for row in rows]

    def names(self, criteria: dict[str, Criterion]) -> dict[str, str]:
        indicators = {made.key: str(made) for made in RiskIndicator.objects.all()}
        return indicators | {key: criterion.name for key, criterion in criteria.items()}

    def needs_criterion(self, row: Suggestion, criteria: dict[str, Criterion]) -> bool:
        if row.source == SuggestionSource.CRITERION:
            return False
        return not any(code in criteria for code in CRITERION_OF.get(row.code, ()))

    def finding(self, made: Finding) -> dict[str, Any]:
        """A finding with the one step that this person may take."""
        status = FindingStatus(made.status)
        is_author = self.request.user.pk in authors_of(made)
        verb = ""
        if status in (FindingStatus.DRAFT, FindingStatus.SUBMITTED) and not is_author:
            verb = "verify"
        elif status == FindingStatus.DRAFT:
            verb = "submit"
        elif status == FindingStatus.VERIFIED:
            verb = "show"
        waits = is_author and status == FindingStatus.SUBMITTED
        return {"finding": made, "status": status.label, "verb": verb, "waits": waits}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        step = request.POST.get("step", "")
        try:
            if step in VERBS:
                self.move(request, VERBS[step])
            elif step == "confirm":
                self.confirm(request)
            else:
                form = DismissalForm(request.POST)
                suggestion = self.suggestion(request)
                if not form.is_valid():
                    context = self.get_context_data(refused={suggestion.pk: form})
                    return self.render_to_response(context, status=422)
                dismiss_suggestion(suggestion=suggestion, user=request.user, reason=form.cleaned_data["reason"])
                messages.success(request, _("Dismissed. It is not offered again unless the facts change."))
        except PublishingRefused as refusal:
            tell_refusal(request, self.case, refusal)
        return redirect(request.path)

    def suggestion(self, request: HttpRequest) -> Suggestion:
        rows = Suggestion.objects.filter(case=self.case)
        return get_object_or_404(rows, pk__in=keys([request.POST.get("suggestion", "")]))

    def confirm(self, request: HttpRequest) -> None:
        chosen = keys([request.POST.get("criterion", "")])
        criterion = Criterion.objects.filter(pk__in=chosen).first() if chosen else None
        finding = confirm_suggestion(suggestion=self.suggestion(request), user=request.user, criterion=criterion)
        text = _("“%(title)s” is written into the draft. Check its words in the record.")
        messages.success(request, text % {"title": finding.title})

    def move(self, request: HttpRequest, status: FindingStatus) -> None:
        try:
            uid = uuid.UUID(request.POST.get("finding", ""))
        except ValueError:
            raise Http404 from None
        move_finding(case=self.case, finding=uid, status=status, user=request.user)
        messages.success(request, _("The status of the finding is changed."))
