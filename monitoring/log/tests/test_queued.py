"""A log finished without a network arrives once and whole, with a choice where others changed it meanwhile."""

import uuid

import pytest
from django.http import QueryDict
from django.urls import reverse

from monitoring.log.forms.base import StepForm
from monitoring.log.posted import pairs_of
from monitoring.log.steps import STEPS
from monitoring.log.tests.factories import LogFactory, full_answers, picture, volunteer
from monitoring.log.tests.test_uploads import Sender
from monitoring.models import Case, FieldLog

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture
def person(client):
    user = volunteer()
    client.force_login(user)
    return user


def screens(**changed):
    answers = full_answers(**changed)
    return {key: pairs_of(step.form, answers) for key, step in STEPS.items() if step.is_wanted(answers)}


def queue(client, uid, **body):
    body = {"revision": 0, "screen": "phone", "screens": screens(), "files": [], **body}
    return client.put(reverse("monitoring:log_queued", args=[uid]), body, "application/json")


@pytest.mark.parametrize("key", STEPS)
def test_what_a_form_shows_is_what_it_reads(key):
    """The phone keeps pairs and nothing else: they must carry every answer there and back."""
    everything = {
        "latitude": "52.1", "longitude": "76.9", "period_from": "2026-03", "period_to": "2026", "body": "akimat",
        "notice_seen_on": "2026-02-01", "documents_where": "Акимат", "reachable": "no", "registered": "yes",
        "chair": "body", "recorded": "no", "asked": "7", "answered": "5", "unanswered": "2", "pressure": "yes",
        "ended_at": "17:10", "minutes_promised": "2026-03-20", "list_signed": "no", "in_confidence": "Тайна",
    }  # fmt: skip
    answers = full_answers(**everything)
    form: type[StepForm] = STEPS[key].form
    query = QueryDict(mutable=True)
    for name, value in pairs_of(form, answers):
        query.appendlist(name, value)
    read = form.read(query)
    assert read == {name: answers[name] for name in form.names()} if key != "files" else read == {"files": {}}


def test_descriptions_of_files_travel_both_ways():
    answers = {"files": {str(uuid.uuid4()): {"title": "Зал", "publish": "yes"}}}
    query = QueryDict(mutable=True)
    for name, value in pairs_of(STEPS["files"].form, answers):
        query.appendlist(name, value)
    assert STEPS["files"].form.read(query) == answers


def test_a_whole_log_with_a_file_becomes_one_case_however_often_it_is_sent(client, person):
    sender = Sender(client, picture().read())
    sender.begin()
    sender.piece(0, len(sender.data))
    receipt = str(sender.receipt)
    described = [["file", receipt], [f"{receipt}-title", "Объявление"]]
    for _time in range(2):
        answer = queue(client, sender.log_uid, screens={**screens(), "files": described}, files=[receipt])
        assert answer.json()["files"] == {receipt: sender.sha256}
    draft = Case.objects.get().get_latest_revision_as_object()
    assert [link.title for link in draft.evidence.all()] == ["Объявление"]
    assert draft.consultations.get().attendance == 40


def test_what_is_wrong_comes_back_with_its_screen_and_field(client, person):
    uid = uuid.uuid4()
    answer = queue(client, uid, screens=screens(title="", attendance="сорок"))
    assert answer.status_code == 422
    problems = {problem["field"]: problem for problem in answer.json()["problems"]}
    assert problems["title"]["step"] == "what"
    assert problems["attendance"]["anchor"] == "id_attendance"
    assert FieldLog.objects.get().answers["attendance"] == "сорок"
    assert queue(client, uid).status_code == 200


def test_a_file_that_is_not_here_is_asked_for(client, person):
    missing = str(uuid.uuid4())
    answer = queue(client, uuid.uuid4(), files=[missing])
    assert (answer.status_code, answer.json()) == (409, {"error": "files", "missing": [missing]})
    assert not Case.objects.exists()


def test_a_file_that_is_no_evidence_is_named(client, person, monkeypatch):
    sender = Sender(client, b"MZ" + bytes(500))
    sender.begin()
    sender.piece(0, len(sender.data))
    answer = queue(client, sender.log_uid, files=[str(sender.receipt)])
    assert (answer.status_code, answer.json()["file"]) == (422, str(sender.receipt))
    assert answer.json()["text"]


def test_what_another_device_changed_gives_a_choice(client, person):
    log = LogFactory(volunteer=person, changes={"venue": {"revision": 2, "screen": "laptop"}}, revision=2)
    asked = queue(client, log.uid, screens=screens(venue="Школа"), revision=1)
    assert asked.status_code == 409
    assert asked.json()["answers"] == [
        {"name": "venue", "step": "meeting", "label": "Где проходило", "yours": ["Школа"], "stored": ["Сельский клуб"]}
    ]
    assert queue(client, log.uid, screens=screens(venue="Школа"), revision=1, theirs=["venue"]).status_code == 200
    log.refresh_from_db()
    assert log.answers["venue"] == "Сельский клуб"


def test_the_version_of_the_phone_can_be_chosen(client, person):
    log = LogFactory(volunteer=person, changes={"venue": {"revision": 2, "screen": "laptop"}}, revision=2)
    assert queue(client, log.uid, screens=screens(venue="Школа"), revision=2).status_code == 200
    log.refresh_from_db()
    assert log.answers["venue"] == "Школа"


def test_what_changed_after_it_was_handed_over_is_not_taken_silently(client, person):
    uid = uuid.uuid4()
    queue(client, uid)
    late = queue(client, uid, screens=screens(title="Поздно"))
    assert (late.status_code, late.json()) == (409, {"error": "closed"})


def test_the_log_of_another_is_not_found(client, person):
    assert queue(client, LogFactory().uid).status_code == 404


def test_who_is_signed_out_is_told_so(client):
    assert queue(client, uuid.uuid4()).status_code == 401


@pytest.mark.parametrize(
    "body",
    [{"screens": []},
     {"screens": {"nonsense": []}}, {"screens": {"what": [["title"]]}}, {"screens": {"what": [[1, 2]]}},
     {"files": ["x"]}, {"files": 1}, {"revision": "1"}, {"screens": {"events": [["event", "x"]]}}, {"theirs": 1}],
)  # fmt: skip
def test_nonsense_is_refused(client, person, body):
    assert queue(client, uuid.uuid4(), **body).status_code == 400
    assert not Case.objects.exists()


def test_the_course_of_the_hearing_is_told_in_sentences_and_pressure_stays_in_the_log(client, person):
    course = {"registered": "no", "chair": "initiator", "asked": "7", "unanswered": "2", "pressure": "yes"}
    queue(client, uuid.uuid4(), screens=screens(**course, speak="all", ended_at="17:10"))
    consultation = Case.objects.get().get_latest_revision_as_object().consultations.get()
    assert "17:10" in consultation.note
    assert "7" in consultation.note
    draft = Case.objects.get().get_latest_revision_as_object()
    assert {a.criterion.key: a.answer for a in draft.assessments.all()} == {"P09": "not_met", "P19": "partly"}
    assert FieldLog.objects.get().answers["pressure"] == "yes"
