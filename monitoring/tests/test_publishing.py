"""The rules of the record: numbers, versions, second person, no silent loss."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.enums import FindingStatus, VersionKind
from monitoring.models import Case, Milestone
from monitoring.services.errors import (
    ChangeNoteMissing,
    ChildInUse,
    NotThePublisher,
    StaleDraft,
    TwoPersonsNeeded,
)
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import (
    CaseFactory,
    CentreFactory,
    RegionFactory,
    consultation,
    finding,
    milestone,
    refer,
)

pytestmark = pytest.mark.django_db


def fresh(case):
    return Case.objects.get(pk=case.pk)


def revise(case, note="Уточнена дата", user=None, **fields):
    draft = fresh(case).get_latest_revision_as_object()
    for name, value in {"change_note": note, **fields}.items():
        setattr(draft, name, value)
    return draft.save_revision(user=user)


def test_first_publication_gives_reference_version_and_history():
    case = CaseFactory(children=[consultation(held_on="2025-12-17")], published=True)
    assert case.reference == "KZ-PAV-2025-0001"
    assert (case.version, case.based_on, case.live) == (1, 1, True)
    assert [(v.number, v.kind) for v in case.versions.all()] == [(1, VersionKind.PUBLISHED)]


def test_numbers_run_without_gaps_by_region_and_year():
    CaseFactory(children=[consultation()], published=True)
    CaseFactory(children=[consultation()], published=True)
    CaseFactory(children=[consultation(held_on="2025-02")], published=True)
    CaseFactory(region=RegionFactory(key="AST", name_ru="Астана"), children=[consultation()], published=True)
    CaseFactory(region=None, children=[consultation()], published=True)
    assert set(Case.objects.values_list("reference", flat=True)) == {
        "KZ-PAV-2026-0001",
        "KZ-PAV-2026-0002",
        "KZ-PAV-2025-0001",
        "KZ-AST-2026-0001",
        "KZ-NAT-2026-0001",
    }


def test_a_refused_publication_burns_no_number():
    case = CaseFactory(children=[consultation()], published=True)
    with pytest.raises(ChangeNoteMissing):
        revise(case, note="").publish()
    other = CaseFactory(children=[consultation()], published=True)
    assert other.reference == "KZ-PAV-2026-0002"
    assert fresh(case).version == 1


def test_a_new_version_keeps_the_reference_and_tells_why():
    case = CaseFactory(children=[consultation()], published=True)
    revise(case, title="Новое название", region=RegionFactory(key="AST", name_ru="Астана")).publish()
    case = fresh(case)
    assert (case.reference, case.version, case.title) == ("KZ-PAV-2026-0001", 2, "Новое название")
    assert case.versions.first().note == "Уточнена дата"
    assert case.change_note == ""
    assert not case.has_unpublished_changes


def test_a_stale_draft_is_never_published_over_a_newer_version():
    case = CaseFactory(children=[consultation()], published=True)
    old_draft = revise(case, title="Черновик")
    live = fresh(case)
    live.milestones.add(milestone(description="Добавлено позже"))
    live.change_note = "Добавлено событие"
    live.save_revision().publish()
    with pytest.raises(StaleDraft):
        old_draft.publish()
    case = fresh(case)
    assert case.version == 2
    assert [m.description for m in case.milestones.all()] == ["Добавлено позже"]


def test_a_scheduled_stale_draft_is_refused_too():
    case = CaseFactory(children=[consultation()], published=True)
    scheduled = revise(case, go_live_at=timezone.now() + dt.timedelta(hours=1))
    scheduled.publish()
    assert fresh(case).version == 1
    live = fresh(case)
    live.change_note = "Позже"
    live.save_revision().publish()
    with pytest.raises(StaleDraft):
        scheduled.publish()


def test_a_finding_with_a_referral_cannot_be_dropped_by_publishing():
    case = CaseFactory(children=[consultation(), finding()], published=True)
    sent = refer(case.findings.get(), sent_on=dt.date(2026, 4, 1))
    draft = fresh(case)
    draft.findings.clear()
    draft.change_note = "Вывод убран"
    with pytest.raises(ChildInUse, match="Уведомили за три дня"):
        draft.save_revision().publish()
    case = fresh(case)
    assert case.version == 1
    assert case.findings.get().referrals.get() == sent


def test_republishing_keeps_children_uid_and_their_referrals():
    case = CaseFactory(children=[consultation(), finding()], published=True)
    uid = case.findings.get().uid
    refer(case.findings.get(), sent_on=dt.date(2026, 4, 1))
    revise(case, title="Другое").publish()
    kept = fresh(case).findings.get()
    assert kept.uid == uid
    assert kept.referrals.count() == 1
    assert kept.status == FindingStatus.PUBLISHED


def test_a_withdrawn_case_comes_back_with_its_referral():
    """The revision published first was saved before its children had keys."""
    case = CaseFactory(children=[consultation(), finding()], published=True)
    sent = refer(case.findings.get(), sent_on=dt.date(2026, 4, 1))
    withdraw_case(case=case, user=UserFactory(role=Role.COORDINATOR), reason="Источник ошибся")
    revise(case, note="Источник подтвердил").publish()
    assert fresh(case).findings.get().referrals.get() == sent
    assert fresh(case).findings.get().statuses.count() == 1


def test_who_wrote_does_not_publish():
    writer, other = UserFactory(role=Role.COORDINATOR), UserFactory(role=Role.COORDINATOR)
    case = CaseFactory(children=[consultation()])
    revision = revise(case, user=writer)
    with pytest.raises(TwoPersonsNeeded):
        revision.publish(user=writer, skip_permission_checks=True)
    assert fresh(case).version == 0
    revision.publish(user=other, skip_permission_checks=True)
    assert fresh(case).version == 1


def test_the_two_person_rule_can_be_switched_off(settings):
    settings.TWO_PERSON_RULE = False
    writer = UserFactory(role=Role.COORDINATOR)
    case = CaseFactory(children=[consultation()])
    revise(case, user=writer).publish(user=writer, skip_permission_checks=True)
    assert fresh(case).version == 1


def test_a_coordinator_of_another_region_does_not_publish():
    astana = CentreFactory(key="astana", name_ru="Астана", regions=[RegionFactory(key="AST", name_ru="А")])
    stranger = UserFactory(role=Role.COORDINATOR, role__centre=astana)
    case = CaseFactory(children=[consultation()])
    with pytest.raises(NotThePublisher):
        revise(case).publish(user=stranger, skip_permission_checks=True)


def test_withdrawal_needs_a_reason_and_can_be_undone_by_publishing():
    coordinator = UserFactory(role=Role.COORDINATOR)
    case = CaseFactory(children=[consultation()], published=True)
    with pytest.raises(ChangeNoteMissing):
        withdraw_case(case=case, user=coordinator, reason="  ")
    withdraw_case(case=case, user=coordinator, reason="Источник ошибся")
    case = fresh(case)
    assert (case.live, case.withdrawal_reason) == (False, "Источник ошибся")
    assert not Case.objects.public().exists()
    assert case.versions.first().kind == VersionKind.WITHDRAWN
    revise(case, note="Источник подтвердил").publish()
    case = fresh(case)
    assert (case.live, case.withdrawn_at, case.version) == (True, None, 2)


def test_milestones_of_a_draft_do_not_reach_the_public_row():
    case = CaseFactory(children=[consultation()], published=True)
    draft = fresh(case)
    draft.milestones.add(milestone())
    draft.save_revision()
    assert not Milestone.objects.filter(case=case).exists()


def reads(number):
    """How often the database is asked while a correction of a case with so many children of each kind is published."""
    children = [part for _n in range(number) for part in (consultation(), finding(), milestone())]
    revision = revise(CaseFactory(published=True, children=children))
    with CaptureQueriesContext(connection) as found:
        revision.publish()
    return sum(query["sql"].startswith("SELECT") for query in found)


def test_publishing_asks_little_more_for_more_children(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    few, many = reads(1), reads(4)
    assert few <= 85
    assert many - few <= 3 * READS_OF_ONE_OF_EACH


READS_OF_ONE_OF_EACH = 14
