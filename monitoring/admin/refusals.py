"""How a rule that forbids publishing is told in the admin: in words, with nothing lost."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button

from monitoring.models import Case
from monitoring.services.errors import PublishingRefused, ReplyTermRunning, StaleDraft

NAMESPACE = "wagtailsnippets_monitoring_case"


def case_url(name: str, case: Case) -> str:
    return reverse(f"{NAMESPACE}:{name}", args=[case.pk])


def tell_refusal(request: HttpRequest, case: Case, refusal: PublishingRefused, *, named: bool = False) -> None:
    buttons = []
    if isinstance(refusal, StaleDraft):
        buttons.append(messages.button(case_url("reconcile", case), _("Compare and decide")))
    if isinstance(refusal, ReplyTermRunning):
        buttons.append(messages.button(case_url("replies", case), _("Right of reply")))
    messages.error(request, f"{case}: {refusal}" if named else str(refusal), buttons=buttons)


def link(label: str, name: str, case: Case, icon: str, priority: int) -> Button:
    return Button(label, url=case_url(name, case), icon_name=icon, priority=priority)
