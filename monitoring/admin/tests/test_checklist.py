"""All the criteria of a case on one page: computed and typed answers, nothing lost, nobody overwritten."""

import pytest

from monitoring.admin.tests.form_data import posted
from monitoring.admin.tests.urls import told, url
from monitoring.enums import Answer, Process
from monitoring.models import Assessment, Case
from monitoring.tests.factories import (
    CaseFactory,
    CriterionFactory,
    DeadlineRuleFactory,
    DecisionKindFactory,
    consultation,
)

pytestmark = pytest.mark.django_db
PROCESS = [Process.EIA_OPEN_MEETING]


@pytest.fixture(autouse=True)
def law():
    DeadlineRuleFactory(key="D23", code="D23", trigger="hearing_held", amount=2, sense="at_most")
    CriterionFactory(key="P04", order=4, processes=PROCESS)
    CriterionFactory(key="P21", order=21, stage="hearing", processes=PROCESS)
    CriterionFactory(key="P27", order=27, processes=[Process.NORMATIVE_ACT])


@pytest.fixture
def case():
    late = consultation(held_on="2026-03-16", protocol_published_on="2026-03-30", status="held")
    kind = DecisionKindFactory(process=Process.EIA_OPEN_MEETING)
    return CaseFactory(kind=kind, children=[late])


def drafted(case):
    draft = Case.objects.get(pk=case.pk).get_latest_revision_as_object()
    return {made.criterion.key: made for made in draft.assessments.all()}


def form(page, **changes):
    """What the browser would send, with `changes` by field name."""
    shown = page.context["form"]
    data = {f"{name}": shown[name].value() for name in shown.fields}
    data = {name: value for name, value in data.items() if value not in (None, False)}
    return {**data, **{name.replace("_", "-"): value for name, value in changes.items()}}


def test_only_what_applies_is_asked_with_what_dates_say(desk, case):
    page = desk.get(url("checklist", case))
    asked = {item.row.criterion.key: item for _stage, items in page.context["stages"] for item in items}
    assert list(asked) == ["P04", "P21"]
    assert asked["P04"].row.machine is None
    assert asked["P21"].row.machine.answer == Answer.NOT_MET
    assert asked["P04"].overrules is None
    assert "overrules-P21" in page.content.decode()
    assert drafted(case) == {}


def test_answers_go_into_the_draft_once(desk, coordinator, case):
    page = desk.get(url("checklist", case))
    data = form(page, answer_P04=Answer.PARTLY, note_P04="Только на русском.")
    desk.post(url("checklist", case), data)
    answers = drafted(case)
    assert list(answers) == ["P04"]
    assert (answers["P04"].answer, answers["P04"].note) == (Answer.PARTLY, "Только на русском.")
    latest = Case.objects.get(pk=case.pk).latest_revision
    assert latest.user == coordinator
    uid = answers["P04"].uid
    desk.post(url("checklist", case), form(desk.get(url("checklist", case))))
    assert Case.objects.get(pk=case.pk).latest_revision == latest
    desk.post(url("checklist", case), form(desk.get(url("checklist", case)), answer_P04=Answer.MET))
    assert drafted(case)["P04"].uid == uid
    desk.post(url("checklist", case), form(desk.get(url("checklist", case)), answer_P04=Answer.NO_DATA, note_P04=""))
    assert drafted(case) == {}


def test_overruling_asks_why_and_loses_nothing(desk, case):
    page = desk.get(url("checklist", case))
    data = form(page, answer_P21=Answer.MET, overrules_P21="on", answer_P04=Answer.MET, note_P04="Два языка.")
    refused = desk.post(url("checklist", case), data)
    assert refused.status_code == 422
    assert refused.context["form"].errors.keys() == {"note-P21"}
    assert "Два языка." in refused.content.decode()
    assert drafted(case) == {}
    desk.post(url("checklist", case), {**data, "note-P21": "Протокол висел на доске в срок."})
    made = drafted(case)["P21"]
    assert made.overrules
    assert "Протокол висел" in desk.get(url("checklist", case)).content.decode()


def test_overruling_with_no_answer_is_refused(desk, case):
    data = form(desk.get(url("checklist", case)), overrules_P21="on", note_P21="Почему-то.")
    assert desk.post(url("checklist", case), data).context["form"].errors.keys() == {"answer-P21"}


def test_what_a_colleague_saved_meanwhile_is_not_overwritten(desk, case):
    data = form(desk.get(url("checklist", case)), answer_P04=Answer.MET, note_P04="Моё.")
    draft = Case.objects.get(pk=case.pk).get_latest_revision_as_object()
    draft.place_text = "Дом культуры"
    draft.save_revision()
    refused = desk.post(url("checklist", case), data)
    assert refused.status_code == 409
    assert "Моё." in refused.content.decode()
    assert drafted(case) == {}
    desk.post(url("checklist", case), form(refused))
    assert drafted(case)["P04"].note == "Моё."
    assert Case.objects.get(pk=case.pk).get_latest_revision_as_object().place_text == "Дом культуры"


def test_without_a_kind_nothing_is_asked(desk):
    page = desk.get(url("checklist", CaseFactory(kind=None)))
    assert page.context["stages"] == []


def test_another_desk_finds_no_checklist(client, stranger, case):
    client.force_login(stranger)
    for name in ("checklist", "suggestions", "attendance"):
        assert client.get(url(name, case)).status_code == 404
        assert client.post(url(name, case), {}).status_code == 404


def test_the_main_form_leaves_the_answers_alone(desk, case):
    draft = case.get_latest_revision_as_object()
    draft.assessments.add(Assessment(criterion=CriterionFactory(key="P04"), answer=Answer.MET, note="Два языка."))
    draft.save_revision()
    page = desk.get(url("edit", case))
    assert url("checklist", case) in page.content.decode()
    desk.post(url("edit", case), posted(page.content.decode(), title="Новое название"))
    assert Case.objects.get(pk=case.pk).get_latest_revision_as_object().title == "Новое название"
    assert drafted(case)["P04"].note == "Два языка."


def test_answers_are_compared_between_versions(desk):
    criterion = CriterionFactory(key="P04")
    case = CaseFactory(children=[Assessment(criterion=criterion, answer=Answer.MET, note="Было")], published=True)
    draft = Case.objects.get(pk=case.pk).get_latest_revision().as_object()
    draft.assessments.all()[0].note = "Стало"
    revision = draft.save_revision()
    page = desk.get(url("revisions_compare", case, "live", str(revision.pk))).content.decode()
    assert "Было" in page
    assert "Стало" in page


def test_queries_do_not_grow_with_the_answers(desk, case, django_assert_max_num_queries):
    for number in range(5, 15):
        CriterionFactory(key=f"P{number:02}", processes=PROCESS)
    desk.get(url("checklist", case))
    with django_assert_max_num_queries(45):
        desk.get(url("checklist", case))


def test_it_is_told_that_nothing_changed(desk, case):
    data = form(desk.get(url("checklist", case)))
    assert told(desk.post(url("checklist", case), data, follow=True))
