"""The edit form: what it keeps, what it refuses, and how refusals are told."""

import datetime as dt
import json

import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring.admin.tests.form_data import posted
from monitoring.enums import FindingStatus
from monitoring.models import Case, Milestone, Region
from monitoring.tests.factories import (
    CaseFactory,
    RegionFactory,
    asked_in_vain,
    consultation,
    evidence,
    finding,
    milestone,
    refer,
)

pytestmark = pytest.mark.django_db
NAMESPACE = "wagtailsnippets_monitoring_case"


def url(name, case):
    return reverse(f"{NAMESPACE}:{name}", args=[case.pk])


def form_of(client, case):
    response = client.get(url("edit", case))
    assert response.status_code == 200
    return response.content.decode()


def save(client, case, *, html=None, **changes):
    return client.post(url("edit", case), posted(html or form_of(client, case), **changes), follow=True)


def draft_of(case):
    return Case.objects.get(pk=case.pk).get_latest_revision().as_object()


@pytest.fixture
def full():
    return [consultation(period_from="2026-02", period_to="2026-03-01"), milestone(), evidence(), finding()]


def test_saving_an_untouched_form_changes_nothing(desk, full):
    case = CaseFactory(children=full, published=True)
    before = draft_of(case)
    uids = {
        child.uid
        for name in ("milestones", "consultations", "evidence", "findings")
        for child in getattr(before, name).all()
    }
    response = save(desk, case)
    assert "errorlist" not in response.content.decode()
    after = draft_of(case)
    assert uids == {
        child.uid
        for name in ("milestones", "consultations", "evidence", "findings")
        for child in getattr(after, name).all()
    }
    assert str(after.consultations.get().period_from) == "2026-02"
    assert after.findings.get().status == FindingStatus.PUBLISHED
    assert after.findings.get().statuses.get().uid == before.findings.get().statuses.get().uid


def test_an_uncertain_date_is_typed_as_people_write_it(desk, full):
    case = CaseFactory(children=full, published=True)
    save(desk, case, registered_on="03.2026")
    assert str(draft_of(case).registered_on) == "2026-03"
    response = save(desk, case, registered_on="весной")
    assert "“весной”" in response.content.decode() or "«весной»" in response.content.decode()


def test_a_child_added_to_a_draft_keeps_its_identity_through_saves(desk, full):
    case = CaseFactory(children=full, published=True)
    draft = draft_of(case)
    draft.milestones.add(milestone(description="Добавлено в черновике"))
    draft.save_revision()
    uid = next(m.uid for m in draft_of(case).milestones.all() if m.description)
    save(desk, case, title="Раз")
    save(desk, case, title="Два")
    assert [m.uid for m in draft_of(case).milestones.all() if m.description] == [uid]
    assert Milestone.objects.count() == 1


def test_a_posted_identity_of_another_case_is_not_taken(desk, full):
    other = CaseFactory(children=[milestone()], published=True).milestones.get()
    case = CaseFactory(children=full, published=True)
    added = {
        "milestones-TOTAL_FORMS": "2",
        "milestones-1-id": "",
        "milestones-1-uid": str(other.uid),
        "milestones-1-kind": "decision",
        "milestones-1-ORDER": "2",
    }
    save(desk, case, **added)
    uids = [m.uid for m in draft_of(case).milestones.all()]
    assert len(uids) == 2
    assert other.uid not in uids


def test_written_statuses_stay_and_new_ones_get_author_and_time(desk, coordinator, full):
    case = CaseFactory(children=full, published=True)
    written = case.findings.get().statuses.get()
    save(
        desk,
        case,
        **{
            "findings-0-statuses-TOTAL_FORMS": "2",
            "findings-0-statuses-0-status": FindingStatus.WITHDRAWN,
            "findings-0-statuses-0-note": "переписано",
            "findings-0-statuses-0-DELETE": "on",
            "findings-0-statuses-1-id": "",
            "findings-0-statuses-1-status": FindingStatus.DISPUTED,
            "findings-0-statuses-1-note": "Орган не согласен",
        },
    )
    rows = sorted(draft_of(case).findings.get().statuses.all(), key=lambda row: row.at)
    assert [(row.status, row.note) for row in rows] == [
        (FindingStatus.PUBLISHED, ""),
        (FindingStatus.DISPUTED, "Орган не согласен"),
    ]
    assert rows[0].uid == written.uid
    assert rows[1].author == coordinator
    assert rows[1].at <= timezone.now()


def test_a_finding_with_a_referral_is_not_dropped_by_the_form(desk, full):
    case = CaseFactory(children=full, published=True)
    refer(case.findings.get(), sent_on=dt.date(2026, 4, 1))
    response = save(desk, case, **{"findings-0-DELETE": "on"})
    assert "Департамент экологии" in response.content.decode()
    assert draft_of(case).findings.count() == 1


def test_a_case_cannot_be_given_to_a_region_outside_the_desk(desk, astana, workflow):
    html = desk.get(reverse(f"{NAMESPACE}:add")).content.decode()
    foreign = Region.objects.get(key="AST")
    data = posted(html, title="Новое дело", region=foreign.pk, centre="")
    response = desk.post(reverse(f"{NAMESPACE}:add"), data)
    assert response.status_code == 200
    data = posted(html, title="Новое дело", region="", centre=astana.pk)
    desk.post(reverse(f"{NAMESPACE}:add"), data)
    data = posted(html, title="Новое дело", region="", centre="")
    desk.post(reverse(f"{NAMESPACE}:add"), data)
    assert not Case.objects.exists()
    data = posted(html, title="Новое дело", region=RegionFactory().pk)
    assert desk.post(reverse(f"{NAMESPACE}:add"), data).status_code == 302
    made = Case.objects.get()
    assert (made.live, made.centre.key, made.region.key) == (False, "pavlodar", "PAV")


def test_an_edit_cannot_send_a_case_away(desk, full, astana):
    case = CaseFactory(children=full)
    save(desk, case, region=astana.regions.get().pk, centre=astana.pk)
    case = Case.objects.get(pk=case.pk)
    assert (case.region.key, case.centre.key) == ("PAV", "pavlodar")


def test_who_only_checked_publishes_and_who_changed_does_not(desk, colleague, full):
    case = CaseFactory(children=full)
    asked_in_vain(case)
    Case.objects.get(pk=case.pk).get_latest_revision_as_object().save_revision(user=colleague)
    response = save(desk, case, **{"action-publish": "1"})
    assert Case.objects.get(pk=case.pk).version == 1, response.content.decode()[:2000]
    response = save(desk, case, title="Поправлено", change_note="Опечатка", **{"action-publish": "1"})
    case = Case.objects.get(pk=case.pk)
    assert (case.version, draft_of(case).title) == (1, "Поправлено")
    assert any("второй" in str(m) or "second" in str(m) for m in response.context["messages"])


def test_the_publisher_may_word_the_public_reason(desk, colleague, full):
    case = CaseFactory(children=full, published=True)
    draft = draft_of(case)
    draft.title = "Уточнённое название"
    draft.save_revision(user=colleague)
    response = save(desk, case, **{"action-publish": "1"})
    assert Case.objects.get(pk=case.pk).version == 1
    assert "change_note" in response.context["form"].errors
    save(desk, case, change_note="Название уточнено", **{"action-publish": "1"})
    case = Case.objects.get(pk=case.pk)
    assert (case.version, case.versions.first().note) == (2, "Название уточнено")


def test_a_form_opened_before_a_publication_is_a_stale_draft(desk, colleague, full, settings):
    settings.TWO_PERSON_RULE = False
    case = CaseFactory(children=full, published=True)
    opened = form_of(desk, case)
    live = Case.objects.get(pk=case.pk)
    live.milestones.add(milestone(description="Добавлено коллегой"))
    live.change_note = "Событие"
    live.save_revision(user=colleague).publish(user=colleague)
    response = save(desk, case, html=opened, title="Старая форма", change_note="Правка", **{"action-publish": "1"})
    assert reverse(f"{NAMESPACE}:reconcile", args=[case.pk]) in response.content.decode()
    case = Case.objects.get(pk=case.pk)
    assert case.version == 2
    assert case.milestones.filter(description="Добавлено коллегой").exists()
    assert draft_of(case).title == "Старая форма"


def autosave(client, case, html, **changes):
    return client.post(url("edit", case), posted(html, **changes), headers={"Accept": "application/json"})


def test_autosave_keeps_one_draft_and_the_identity_of_what_is_new(desk, full):
    case = CaseFactory(children=full, published=True)
    html = form_of(desk, case)
    added = {
        "milestones-TOTAL_FORMS": "2",
        "milestones-1-id": "",
        "milestones-1-uid": "",
        "milestones-1-kind": "decision",
        "milestones-1-description": "Пишется",
        "milestones-1-ORDER": "2",
    }
    first = autosave(desk, case, html, **added)
    assert first.status_code == 200, first.content.decode()
    answer = json.loads(first.content)
    assert answer["success"]
    updates = answer["field_updates"]
    second = autosave(
        desk, case, html, **{**added, "overwrite_revision_id": answer["revision_id"], **updates, "title": "Дальше"}
    )
    assert json.loads(second.content)["revision_id"] == answer["revision_id"]
    draft = draft_of(case)
    assert [str(m.uid) for m in draft.milestones.all()][1] == updates["milestones-1-uid"]
    assert (draft.title, draft.milestones.count()) == ("Дальше", 2)


def test_rows_left_empty_are_not_kept_however_often_the_form_saves_itself(desk, full):
    case = CaseFactory(children=full, published=True)
    html = form_of(desk, case)
    empty = {
        "milestones-TOTAL_FORMS": "2",
        "milestones-1-id": "",
        "milestones-1-uid": "",
        "milestones-1-kind": "",
        "milestones-1-ORDER": "2",
        "consultations-0-notices-TOTAL_FORMS": "1",
        "consultations-0-notices-0-id": "",
        "consultations-0-notices-0-channel": "",
        "consultations-0-notices-0-ORDER": "1",
    }
    for title in ("Раз", "Два", "Три"):
        answer = json.loads(autosave(desk, case, html, **{**empty, "title": title}).content)
        assert answer["success"]
        empty |= {**answer["field_updates"], "overwrite_revision_id": answer["revision_id"]}
    draft = draft_of(case)
    assert (draft.title, draft.milestones.count(), draft.consultations.get().notices.count()) == ("Три", 1, 0)


def test_autosave_of_another_desk_is_refused(client, full, stranger, coordinator):
    case = CaseFactory(children=full, published=True)
    client.force_login(coordinator)
    html = form_of(client, case)
    client.force_login(stranger)
    response = autosave(client, case, html, title="Чужая правка")
    assert response.status_code in (302, 404)
    assert draft_of(case).title != "Чужая правка"


def test_typing_saves_nothing_by_itself(desk):
    """A draft saved in passing would make the checking person its author."""
    case = CaseFactory()
    assert desk.get(url("edit", case)).context["autosave_enabled"] is False


def test_a_form_opened_before_children_were_stored_anew_still_saves(desk, full):
    """A publication may give a child another primary key; its `uid` stays."""
    case = CaseFactory(children=full, published=True)
    form = posted(desk.get(url("edit", case)).content.decode(), title="Из старой формы")
    uids = {name: getattr(draft_of(case), name).get().uid for name in ("evidence", "findings")}
    form |= {f"{name}-0-id": "999999" for name in uids} | {"findings-0-statuses-0-id": "999999"}
    assert desk.post(url("edit", case), form).status_code == 302
    after = draft_of(case)
    assert after.title == "Из старой формы"
    assert {name: getattr(after, name).get().uid for name in uids} == uids
