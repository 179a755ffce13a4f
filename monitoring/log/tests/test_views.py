"""The screens of the log: who may come, what is kept, what is said when something is wrong."""

import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.log.tests.factories import EVENT, LogFactory, full_answers, picture, volunteer
from monitoring.models import Case, EvidenceReceipt, FieldLog, ReviewComment
from monitoring.services.logs import submit_log
from monitoring.services.review import return_to_author
from monitoring.tests.factories import BodyFactory, CaseFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def person(client):
    user = volunteer()
    client.force_login(user)
    return user


def address(uid, step):
    return reverse("monitoring:log_step", args=[uid, step])


def page(response):
    return response.content.decode()


def send(client, uid, step, follow=False, **data):
    return client.post(address(uid, step), data, follow=follow)


# Who may come ---------------------------------------------------------------------------------------


def test_who_is_not_signed_in_is_asked_to(client):
    response = client.get(reverse("monitoring:log_home"))
    assert (response.status_code, "login" in response.url) == (302, True)
    assert response["Cache-Control"] == "private, no-store"


def test_who_does_not_log_is_told_what_to_do(client):
    client.force_login(UserFactory(role=Role.EDITOR))
    response = client.get(reverse("monitoring:log_home"))
    assert response.status_code == 403
    assert "Ask the coordinator" in page(response)


@pytest.mark.parametrize("step", ["", "what/", "send/"])
def test_anothers_log_is_not_found(client, person, step):
    log = LogFactory()
    assert client.get(reverse("monitoring:log", args=[log.uid]) + step).status_code == 404


def test_anothers_log_cannot_be_written_sent_or_given_files(client, person):
    log = LogFactory()
    assert send(client, log.uid, "what", title="Чужое").status_code == 404
    assert client.post(reverse("monitoring:log_send", args=[log.uid])).status_code == 404
    file = reverse("monitoring:log_file", args=[log.uid, uuid.uuid4()])
    assert client.post(file, {"upload": picture()}).status_code == 404
    assert (
        client.put(reverse("monitoring:log_save", args=[log.uid]), {"answers": {}}, "application/json").status_code
        == 404
    )
    log.refresh_from_db()
    assert log.answers["title"] == "Карьер у села Заря"


def test_no_cache_keeps_a_screen(client, person):
    assert client.get(address(uuid.uuid4(), "what"))["Cache-Control"] == "private, no-store"


# Keeping what was typed -----------------------------------------------------------------------------


def test_looking_at_a_new_log_stores_nothing(client, person):
    assert client.get(address(uuid.uuid4(), "what")).status_code == 200
    assert not FieldLog.objects.exists()


def test_an_answer_leads_to_the_next_question(client, person):
    uid = uuid.uuid4()
    response = send(client, uid, "what", title="Карьер", kind="open_meeting")
    assert response.url == address(uid, "body")
    assert FieldLog.objects.get().answers == {"title": "Карьер", "kind": "open_meeting"}


@pytest.mark.parametrize(
    ("step", "data", "sentence"),
    [
        ("what", {"title": ""}, "Write what is being decided"),
        ("what", {"title": "я" * 100_000}, "This text has 100000 characters, up to 300 fit here"),
        ("body", {"body_text": ""}, "Write who decides"),
        ("place", {"region": ""}, "Choose the region"),
        ("place", {"region": "PAV", "latitude": "10", "longitude": "20"}, "outside Kazakhstan"),
        ("meeting", {"held_on_day": "2026-02-30"}, "There is no such day: 2026-02-30"),
        ("meeting", {"held_on_day": "2026-02-29"}, "There is no such day: 2026-02-29"),
        ("meeting", {"held_on_day": "завтра"}, "is not a date"),
        ("meeting", {"held_on_year": "1848"}, "Check the year: 1848"),
        ("meeting", {"held_on_month": "03"}, "Write the year too"),
        ("meeting", {"happened": "held", "held_on_year": "2031"}, "This day has not come yet"),
        ("meeting", {"held_at": "25:00"}, "Write the time like this"),
        ("meeting", {"attendance": "сорок"}, "Write a number"),
        ("meeting", {"attendance": "99999999"}, "Check the number"),
        (
            "discussion",
            {"period_from_day": "2026-03-10", "period_to_day": "2026-03-01"},
            "The end is before the beginning",
        ),
        ("events", {"event": EVENT, f"{EVENT}-when_day": "2026-03-01"}, "Choose what happened"),
        ("events", {"event": EVENT, f"{EVENT}-kind": "notice", f"{EVENT}-when_year": "2034"}, "has not come yet"),
    ],
)
def test_a_wrong_answer_is_kept_and_explained(client, person, step, data, sentence):
    form = "public_discussion" if step == "discussion" else "open_meeting"
    log = LogFactory(volunteer=person, answers={"form": form})
    response = send(client, log.uid, step, **data)
    assert response.status_code == 200
    assert sentence in page(response)
    log.refresh_from_db()
    for value in filter(None, data.values()):
        assert value in json.dumps(log.answers, ensure_ascii=False)
        assert value in page(response)


def test_a_question_can_be_left_for_later(client, person):
    log = LogFactory(volunteer=person, answers={})
    assert address(log.uid, "place") in page(send(client, log.uid, "body", body_text=""))


def test_a_leap_day_is_a_day(client, person):
    log = LogFactory(volunteer=person, answers={"form": "open_meeting"})
    assert send(client, log.uid, "meeting", held_on_day="2024-02-29").status_code == 302


def test_markup_is_shown_as_text(client, person):
    log = LogFactory(volunteer=person, answers=full_answers(title="<script>alert(1)</script>"))
    for step in ("what", "send"):
        assert "<script>alert(1)" not in page(client.get(address(log.uid, step)))
    assert "&lt;script&gt;alert(1)" in page(client.get(address(log.uid, "send")))


def test_more_text_than_can_be_kept_is_refused_in_words(client, person):
    log = LogFactory(volunteer=person, answers={"seen": "Раньше"})
    response = send(client, log.uid, "seen", seen="я" * 300_000)
    assert response.status_code == 400
    assert "send the rest as a file" in page(response)
    log.refresh_from_db()
    assert log.answers["seen"] == "Раньше"


def test_questions_follow_from_the_answers(client, person):
    log = LogFactory(volunteer=person, answers={"form": "none"})
    assert send(client, log.uid, "hearing", form="none").url == address(log.uid, "seen")
    assert send(client, log.uid, "hearing", form="public_discussion").url == address(log.uid, "discussion")
    assert client.get(address(log.uid, "speak")).status_code == 302


def test_an_event_can_be_added_and_removed(client, person):
    log = LogFactory(volunteer=person)
    assert "add=1" in send(client, log.uid, "events", event=EVENT, action="add", **{f"{EVENT}-kind": "notice"}).url
    send(client, log.uid, "events", event=EVENT, remove=EVENT)
    log.refresh_from_db()
    assert log.answers["events"] == []


def test_the_point_can_be_removed_without_javascript(client, person):
    log = LogFactory(volunteer=person, answers=full_answers(latitude="52.1", longitude="76.9"))
    send(client, log.uid, "place", region="PAV", latitude="52.1", longitude="76.9", forget="yes")
    log.refresh_from_db()
    assert (log.answers["latitude"], log.answers["longitude"]) == ("", "")


# Two screens ----------------------------------------------------------------------------------------


def test_an_old_screen_is_asked_which_version_stays(client, person):
    uid = uuid.uuid4()
    send(client, uid, "what", title="Первое", screen="phone")
    send(client, uid, "what", title="С телефона", screen="phone", revision="1")
    response = send(client, uid, "what", title="С ноутбука", screen="laptop", revision="1")
    assert response.status_code == 409
    assert "С телефона" in page(response)
    assert "С ноутбука" in page(response)
    assert FieldLog.objects.get().answers["title"] == "С телефона"
    send(client, uid, "what", title="С ноутбука", screen="other", revision="2")
    assert FieldLog.objects.get().answers["title"] == "С ноутбука"


def put(client, uid, **body):
    return client.put(reverse("monitoring:log_save", args=[uid]), body, "application/json")


def test_a_device_saves_by_json_and_learns_of_a_conflict(client, person):
    uid = uuid.uuid4()
    assert put(client, uid, screen="a", answers={"title": "Карьер"}).json()["revision"] == 1
    put(client, uid, revision=1, screen="a", answers={"title": "Карьер 2"})
    response = put(client, uid, revision=1, screen="b", answers={"title": "Карьер 3"})
    assert response.status_code == 409
    assert response.json()["answers"] == {"title": {"yours": "Карьер 3", "stored": "Карьер 2"}}


@pytest.mark.parametrize(
    "body",
    ["", "[]", "null", '{"answers": []}', '{"answers": {}, "revision": "x"}', '{"answers": {"nonsense": 1}}',
     '{"answers": {"events": [1]}}', '{"answers": {"files": {"x": {}}}}', '{"answers": {"title": {}}}', "[" * 100_000],
)  # fmt: skip
def test_nonsense_by_json_is_refused(client, person, body):
    response = client.put(reverse("monitoring:log_save", args=[uuid.uuid4()]), body, "application/json")
    assert response.status_code == 400
    assert response.json()["error"]


def test_a_signed_out_device_is_told_so(client):
    assert put(client, uuid.uuid4(), answers={}).status_code == 401


def test_typing_is_saved_at_the_same_address(client, person):
    uid = uuid.uuid4()
    response = client.post(address(uid, "what"), {"title": "Кар"}, headers={"Accept": "application/json"})
    assert response.json()["revision"] == 1


# Bodies ---------------------------------------------------------------------------------------------


def test_bodies_are_found_by_words_in_any_letters(client, person):
    body = BodyFactory(name_ru="Акимат Баянаульского района", name_kk="Баянауыл ауданының әкімдігі")
    for words in ("баянаул", "АКИМАТ баян", "bayanaul", "акімдігі"):
        found = client.get(reverse("monitoring:log_bodies"), {"q": words}).json()["bodies"]
        assert [one["key"] for one in found] == [body.key], words


def test_a_merged_body_is_not_offered(client, person):
    kept = BodyFactory(name_ru="Акимат")
    BodyFactory(name_ru="Акимат дубль", merged_into=kept)
    assert len(client.get(reverse("monitoring:log_bodies"), {"q": "акимат"}).json()["bodies"]) == 1


def test_without_javascript_the_list_is_searched_by_a_button(client, person):
    body = BodyFactory(name_ru="Акимат Баянаульского района")
    log = LogFactory(volunteer=person)
    response = send(client, log.uid, "body", follow=True, body_text="баянаул", action="stay")
    assert f'value="{body.key}"' in page(response)
    assert send(client, log.uid, "body", body_text="баянаул", body=body.key).status_code == 302


# Files ----------------------------------------------------------------------------------------------


def test_a_file_sent_twice_is_received_once(client, person):
    log = LogFactory(volunteer=person)
    url = reverse("monitoring:log_file", args=[log.uid, uuid.uuid4()])
    assert client.post(url, {"upload": picture()}).status_code == 201
    assert client.post(url, {"upload": picture()}).status_code == 201
    again = reverse("monitoring:log_file", args=[log.uid, uuid.uuid4()])
    client.post(again, {"upload": picture()})
    assert EvidenceReceipt.objects.filter(log=log).count() == 1


def test_a_bad_file_is_explained_and_the_good_one_is_kept(client, person):
    log = LogFactory(volunteer=person)
    bad = SimpleUploadedFile("doc.pdf", b"MZ" + bytes(500))
    response = client.post(address(log.uid, "files"), {"uploads": [picture(), bad], "action": "next"})
    assert "doc.pdf" in page(response)
    assert 'class="field__error"' in page(response)
    assert log.receipts.count() == 1


def test_anothers_receipt_cannot_be_reused(client, person):
    mine, other = LogFactory(volunteer=person), LogFactory()
    receipt = uuid.uuid4()
    client.force_login(other.volunteer)
    client.post(reverse("monitoring:log_file", args=[other.uid, receipt]), {"upload": picture()})
    client.force_login(person)
    response = client.post(reverse("monitoring:log_file", args=[mine.uid, receipt]), {"upload": picture("blue")})
    assert response.status_code == 404
    assert client.get(reverse("monitoring:log_file", args=[other.uid, receipt])).status_code == 404


def test_the_wish_to_publish_is_kept_and_a_removed_file_leaves_the_log(client, person):
    log = LogFactory(volunteer=person)
    for colour in ("red", "blue"):
        client.post(reverse("monitoring:log_file", args=[log.uid, uuid.uuid4()]), {"upload": picture(colour)})
    kept, gone = log.receipts.all()
    data = {"file": [str(kept.uid), str(gone.uid)], f"{kept.uid}-title": "Объявление", f"{kept.uid}-publish": "yes"}
    client.post(reverse("monitoring:log_file_remove", args=[log.uid, gone.uid]), data)
    log.refresh_from_db()
    assert log.answers["files"][str(kept.uid)] == {"title": "Объявление", "publish": "yes"}
    assert [receipt.pk for receipt in log.receipts.all()] == [kept.pk]
    assert EvidenceReceipt.objects.filter(pk=gone.pk).exists()


# Sending and afterwards -----------------------------------------------------------------------------


def test_what_is_missing_is_listed_with_links(client, person):
    log = LogFactory(volunteer=person, answers={"title": "Карьер"})
    response = client.post(reverse("monitoring:log_send", args=[log.uid]))
    assert "Write who decides" in page(response)
    assert f"{address(log.uid, 'body')}?missing=1" in page(response)
    assert not Case.objects.exists()


def test_sending_twice_makes_one_case_and_closes_the_log(client, person):
    log = LogFactory(volunteer=person)
    for _time in range(2):
        assert client.post(reverse("monitoring:log_send", args=[log.uid])).url == reverse("monitoring:log_home")
    assert Case.objects.count() == 1
    assert client.get(address(log.uid, "what")).url == reverse("monitoring:log_send", args=[log.uid])
    assert send(client, log.uid, "what", title="Поздно").status_code == 302
    log.refresh_from_db()
    assert log.answers["title"] == "Карьер у села Заря"


def returned(log, reason="Проверьте день"):
    case = submit_log(log=log, user=log.volunteer)
    coordinator = UserFactory(role=Role.COORDINATOR, name="Имя Координатора")
    ReviewComment.objects.create(case=case, field="held_on", text="Точно 14-го?", author=coordinator)
    return_to_author(case=case, user=coordinator, reason=reason)


def test_a_returned_log_shows_reason_and_remarks_beside_the_questions(client, person):
    log = LogFactory(volunteer=person)
    returned(log)
    check = page(client.get(address(log.uid, "send")))
    assert "Проверьте день" in check
    assert "Точно 14-го?" in check
    assert "Имя Координатора" not in check
    assert "Точно 14-го?" in page(client.get(address(log.uid, "meeting")))
    assert "Точно 14-го?" not in page(client.get(address(log.uid, "what")))
    assert "1 comment" in page(client.get(reverse("monitoring:log_home")))


def test_a_published_log_leads_to_the_record(client, person):
    log = LogFactory(volunteer=person, case=CaseFactory(published=True))
    assert log.case.get_absolute_url() in page(client.get(reverse("monitoring:log_home")))
    assert "Open the public record" in page(client.get(address(log.uid, "send")))


def test_a_refused_log_tells_why(client, person):
    from django.utils import timezone

    LogFactory(volunteer=person, case=CaseFactory(), refused_at=timezone.now(), refusal_reason="Это уже записано")
    assert "Это уже записано" in page(client.get(address(FieldLog.objects.get().uid, "send")))


def test_the_home_page_asks_as_much_for_many_logs_as_for_one(client, person):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("monitoring:log_home"))
        return len(queries)

    LogFactory(volunteer=person, case=CaseFactory(published=True))
    returned(LogFactory(volunteer=person))
    LogFactory(volunteer=person)
    count()
    few = count()
    for _time in range(3):
        LogFactory(volunteer=person, case=CaseFactory(published=True))
        returned(LogFactory(volunteer=person))
        LogFactory(volunteer=person)
    assert count() == few
    assert few <= 5
