"""What tests of the right of reply share: the rule of the term, an invitation, the way a body answers."""

import pytest
from django.urls import reverse
from django.utils import translation

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.enums import TermUnit, Trigger
from monitoring.models import Case, DeadlineRule
from monitoring.services.right_of_reply import invite_body
from monitoring.tests.factories import CaseFactory, consultation, finding


def movement_rule():
    """M10: ten working days after the notice."""
    return DeadlineRule.objects.get_or_create(
        key="M10",
        defaults={
            "code": "M10",
            "name_ru": "Срок движения для ответа органа",
            "trigger": Trigger.NOTICE_TO_BODY,
            "amount": 10,
            "unit": TermUnit.WORKING_DAYS,
        },
    )[0]


def coordinator():
    return UserFactory(role=Role.COORDINATOR)


def case_with(*findings, **fields):
    made = CaseFactory(children=[consultation(), *(findings or [finding(description="Объявление вышло 11 марта")])])
    Case.objects.filter(pk=made.pk).update(**fields)
    return Case.objects.get(pk=made.pk)


def drafted(case):
    return list(case.get_latest_revision_as_object().findings.all())


def invited(case=None, *, user=None, uids=None, email="", language="ru", **how):
    """An Invitation about all findings of the draft."""
    movement_rule()
    case = case or case_with()
    return invite_body(
        case=case,
        finding_uids=uids or [found.uid for found in drafted(case)],
        body=case.body,
        email=email,
        language=language,
        user=user or coordinator(),
        **how,
    )


def address(invitation, language="ru"):
    with translation.override(language):
        return reverse("monitoring:reply", args=[invitation.token])


ANSWER = {"text": "Мы уведомили вовремя.", "language": "ru", "name": "Ахметов Б.", "position": "Руководитель"}


def send(client, invitation, **changed):
    return client.post(address(invitation), {**ANSWER, "action": "send", **changed})


@pytest.fixture
def rule(db):
    return movement_rule()
