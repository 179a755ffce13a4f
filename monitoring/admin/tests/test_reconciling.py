"""A stale draft and the public version: nothing is dropped without an explicit tick."""

import datetime as dt

import pytest

from monitoring.admin.tests.urls import told, url
from monitoring.enums import FindingStatus, NoticeChannel
from monitoring.models import Case, FindingStatusRow, Notice
from monitoring.services.errors import ChildInUse, NotThePublisher
from monitoring.services.reconcile import differences, reconcile
from monitoring.tests.factories import CaseFactory, consultation, finding, milestone, refer

pytestmark = pytest.mark.django_db


def fresh(case):
    return Case.objects.get(pk=case.pk)


def titles(case):
    return sorted(m.description for m in case.milestones.all())


@pytest.fixture
def stale(coordinator):
    """Version 1 had `общее` and `снято`; version 2 has `живое` and not `снято`; a draft of version 1 has `черновик`."""
    kept, removed = milestone(description="общее"), milestone(description="снято")
    case = CaseFactory(title="Первое", children=[kept, removed, consultation(venue="Клуб"), finding()], published=True)
    draft = fresh(case).get_latest_revision().as_object()
    draft.title = "Из черновика"
    draft.milestones.add(milestone(description="черновик"))
    draft.consultations.all()[0].note = "Видели сами"
    draft.consultations.all()[0].notices.add(Notice(channel=NoticeChannel.NEWSPAPER))
    draft_revision = draft.save_revision(user=coordinator)

    live = fresh(case).live_revision.as_object()
    live.milestones.set([m for m in live.milestones.all() if m.description != "снято"])
    live.milestones.add(milestone(description="живое"))
    live.summary, live.change_note = "Новое описание", "Версия 2"
    live.consultations.all()[0].notices.add(Notice(channel=NoticeChannel.SOCIAL))
    live.findings.all()[0].statuses.add(FindingStatusRow(status=FindingStatus.DISPUTED))
    live.save_revision().publish()

    case = fresh(case)
    case.latest_revision = draft_revision.content_object.revisions.create(
        content_type=draft_revision.content_type,
        base_content_type=draft_revision.base_content_type,
        user=coordinator,
        content=draft_revision.content,
        object_str="draft",
        created_at=case.last_published_at.replace(year=case.last_published_at.year + 1),
        object_id=str(case.pk),
    )
    case.has_unpublished_changes = True
    case.save(update_fields=["latest_revision", "has_unpublished_changes"])
    return fresh(case)


def test_differences_tell_who_changed_what(stale):
    found = differences(case=stale, draft=stale.get_latest_revision_as_object())
    sides = {value.name: value.default for value in found.fields}
    assert sides == {"title": "draft", "summary": "live"}
    by_title = {child.values or child.uid: child for child in found.children}
    state = {(c.relation, c.live, c.draft, c.removed_since) for c in by_title.values()}
    assert ("milestones", True, False, False) in state
    assert ("milestones", False, True, False) in state
    assert ("milestones", False, True, True) in state
    assert ("consultations", True, True, False) in state


def test_nothing_is_dropped_without_an_explicit_tick(stale, coordinator):
    revision = reconcile(case=stale, user=coordinator, fields={}, children={})
    made = revision.as_object()
    assert titles(made) == ["живое", "общее", "черновик"]
    assert (made.title, made.summary) == ("Первое", "Новое описание")
    assert {n.channel for n in made.consultations.get().notices.all()} == {
        NoticeChannel.NEWSPAPER,
        NoticeChannel.SOCIAL,
    }
    assert [row.status for row in made.findings.get().statuses.all()] == [
        FindingStatus.PUBLISHED,
        FindingStatus.DISPUTED,
    ]
    assert made.based_on == fresh(stale).version == 2


def test_the_draft_is_taken_where_it_is_chosen_and_drops_only_what_is_ticked(stale, coordinator, colleague):
    draft = stale.get_latest_revision_as_object()
    live_only = next(m.uid for m in stale.milestones.all() if m.description == "живое")
    removed = next(m.uid for m in draft.milestones.all() if m.description == "снято")
    meeting = stale.consultations.get()
    revision = reconcile(
        case=stale,
        user=coordinator,
        fields={"title": "draft"},
        children={meeting.uid: "draft"},
        drop=[live_only],
        restore=[removed],
    )
    made = revision.as_object()
    assert titles(made) == ["общее", "снято", "черновик"]
    assert (made.title, made.summary) == ("Из черновика", "Новое описание")
    assert (made.consultations.get().pk, made.consultations.get().note) == (meeting.pk, "Видели сами")
    made.change_note = "Соединено"
    made.save_revision(user=coordinator).publish(user=colleague)
    case = fresh(stale)
    assert (case.version, titles(case), case.consultations.get().pk) == (3, ["общее", "снято", "черновик"], meeting.pk)
    assert case.consultations.get().notices.count() == 2
    assert case.findings.get().statuses.count() == 2


def test_what_was_referred_cannot_be_dropped_even_by_a_tick(stale, coordinator):
    sent = stale.findings.get()
    refer(sent, sent_on=dt.date(2026, 4, 1))
    with pytest.raises(ChildInUse, match="Департамент экологии"):
        reconcile(case=stale, user=coordinator, fields={}, children={}, drop=[sent.uid])


def test_another_desk_does_not_reconcile(stale, stranger):
    with pytest.raises(NotThePublisher):
        reconcile(case=stale, user=stranger, fields={}, children={})


def test_the_page_keeps_everything_unless_it_is_told_to_drop(desk, stale):
    page = desk.get(url("reconcile", stale)).content.decode()
    for words in ("Из черновика", "живое", "черновик", "Новое описание"):
        assert words in page
    response = desk.post(url("reconcile", stale), {"field": ["title"], "field-title": "draft"}, follow=True)
    made = fresh(stale).get_latest_revision().as_object()
    assert (made.title, titles(made)) == ("Из черновика", ["живое", "общее", "черновик"])
    assert told(response)


def test_the_page_explains_why_a_referred_finding_stays(desk, stale):
    draft = stale.get_latest_revision_as_object()
    draft.findings.clear()
    draft.save_revision()
    refer(stale.findings.get(), sent_on=dt.date(2026, 4, 1))
    page = desk.get(url("reconcile", stale)).content.decode()
    assert "Департамент экологии" in page
    assert f"drop-{stale.findings.get().uid}" not in page
