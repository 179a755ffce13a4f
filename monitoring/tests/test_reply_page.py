"""The body's reply by its link: what the link tells and to whom, and that nothing sent is lost."""

import logging

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from django.utils.module_loading import import_string

from monitoring.enums import Moderation
from monitoring.evidence.tests import files
from monitoring.log.tests.factories import picture
from monitoring.models import BodyReply, FollowUpFile, ReplyRequest
from monitoring.models.right_of_reply import hash_of
from monitoring.reply_form import TEXT_LIMIT
from monitoring.services.body_replies import MAX_PAPERS
from monitoring.services.right_of_reply import cancel_request, renew_link
from monitoring.tests.factories import finding
from monitoring.tests.replying import ANSWER, address, case_with, coordinator, invited, send

pytestmark = pytest.mark.django_db
EVIL = "<script>alert('x')</script>"


@pytest.fixture(autouse=True)
def no_limits():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def invitation():
    return invited(case_with(finding(title="Уведомили за три дня", description="Объявление вышло 11 марта")))


def text(response):
    return response.content.decode()


def posted(client, invitation, action, **changed):
    return client.post(address(invitation), {**ANSWER, "action": action, **changed})


def exe(name="приказ.pdf"):
    return SimpleUploadedFile(name, b"MZ\x90\x00" + b"\0" * 500, content_type="application/pdf")


def test_the_form_shows_what_is_asked_until_when_and_how_it_will_be_shown(client, invitation):
    page = text(client.get(address(invitation, "en")))
    for expected in ("Уведомили за три дня", "Объявление вышло 11 марта", "Своевременное и эффективное уведомление"):
        assert expected in page
    assert f"{invitation.request.due_on.day} " in page
    assert "same size" in page


def test_the_words_asked_about_stay_when_the_draft_changes(client, invitation):
    case = invitation.request.case
    draft = case.get_latest_revision_as_object()
    found = draft.findings.get()
    found.title = "Переписано"
    draft.findings.add(found)
    assert "Переписано" in str(draft.save_revision().content)
    page = text(client.get(address(invitation)))
    assert "Уведомили за три дня" in page
    assert "Переписано" not in page


@pytest.mark.parametrize("state", ["form", "unknown", "receipt"])
def test_no_cache_robot_or_other_site_learns_the_address(client, invitation, state):
    if state == "receipt":
        send(client, invitation)
    where = "/ru/reply/nosuchtoken/" if state == "unknown" else address(invitation)
    response = client.get(where)
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert "ETag" not in response
    assert not response.cookies
    assert 'property="og:url"' not in text(response)
    assert 'rel="canonical"' not in text(response)


def test_only_a_hash_of_the_secret_is_stored(invitation):
    row = ReplyRequest.objects.values().get()
    assert invitation.token not in str(row)
    assert row["token_hash"] == hash_of(invitation.token)
    assert len(invitation.token) >= 43


def test_a_guess_or_a_hash_opens_nothing(client, invitation):
    for guess in ("x", invitation.token[:-1], invitation.token.upper(), invitation.request.token_hash, "ф" * 10):
        response = client.get(f"/ru/reply/{guess}/")
        assert response.status_code == 404
        assert "Уведомили" not in text(response)


def test_guessing_is_slowed(client, monkeypatch):
    monkeypatch.setattr("monitoring.views.reply.GUESSES_A_MINUTE", 2)
    assert [client.get("/ru/reply/guess/").status_code for _try in range(3)] == [404, 404, 429]


def test_writing_is_slowed(client, settings, invitation):
    settings.ACCOUNT_RATE_LIMITS = {"body_reply": "1/m/ip"}
    assert [posted(client, invitation, "show").status_code for _try in range(2)] == [200, 429]


def test_reading_the_link_uses_it_in_no_way(client, invitation):
    """Mail scanners open every link, and some of them twice."""
    for _scan in range(2):
        assert client.head(address(invitation)).status_code == 200
        assert client.get(address(invitation), headers={"purpose": "prefetch"}).status_code == 200
    posted(client, invitation, "show")
    assert ReplyRequest.objects.get().used_at is None
    assert not BodyReply.objects.exists()


def test_another_site_cannot_write_without_the_secret_and_browsers_can_with_it(invitation):
    """Under `no-referrer` a browser sends the origin `null` with a form."""
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    response = strict.post(address(invitation), {**ANSWER, "action": "send"}, headers={"origin": "null"})
    assert response.status_code == 302
    assert BodyReply.objects.count() == 1


def test_a_reply_is_previewed_sent_once_and_shown_to_who_holds_the_link(client, invitation):
    preview = text(posted(client, invitation, "show"))
    assert "Мы уведомили вовремя." in preview
    assert not BodyReply.objects.exists()
    assert send(client, invitation).status_code == 302
    reply = BodyReply.objects.get()
    assert (reply.text, reply.name, reply.moderation) == ("Мы уведомили вовремя.", "Ахметов Б.", Moderation.WAITING)
    receipt = text(client.get(address(invitation)))
    assert invitation.request.number in receipt
    assert "Мы уведомили вовремя." in receipt
    assert "<textarea" not in receipt


def test_a_second_reply_by_the_same_link_is_not_taken_and_not_lost(client, invitation):
    send(client, invitation)
    again = send(client, invitation, text="Второй ответ, длинный и важный")
    assert again.status_code == 409
    assert "Второй ответ, длинный и важный" in text(again)
    assert BodyReply.objects.count() == 1


def test_a_renewed_link_takes_one_more_reply_and_closes_the_old_one(client, invitation):
    send(client, invitation)
    renewed = renew_link(request=invitation.request, user=coordinator())
    assert client.get(address(invitation)).status_code == 404
    assert "<textarea" in text(client.get(address(renewed)))
    send(client, renewed, text="Уточнение")
    assert set(BodyReply.objects.values_list("text", flat=True)) == {"Мы уведомили вовремя.", "Уточнение"}


def test_a_cancelled_link_is_closed(client, invitation):
    cancel_request(request=invitation.request, user=coordinator())
    assert client.get(address(invitation)).status_code == 404
    assert send(client, invitation).status_code == 404


def test_after_the_term_a_reply_is_still_taken(client, invitation):
    ReplyRequest.objects.update(due_on=timezone.localdate() - timezone.timedelta(days=40))
    assert "late reply" in text(client.get(address(invitation, "en")))
    send(client, invitation)
    assert BodyReply.objects.count() == 1


def test_each_finding_may_have_a_reply_of_its_own(client):
    one, other = finding(title="Первое"), finding(title="Второе")
    invitation = invited(case_with(one, other))
    send(client, invitation, **{"text": "", f"text-{one.uid.hex}": "О первом"})
    assert list(BodyReply.objects.values_list("finding_uid", "text")) == [(one.uid, "О первом")]


def test_a_reply_to_a_finding_nobody_asked_about_is_not_taken(client, invitation):
    import uuid

    response = posted(client, invitation, "send", **{"text": "", f"text-{uuid.uuid4().hex}": "Подложный"})
    assert response.status_code == 200
    assert not BodyReply.objects.exists()


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text": ""}, "Write the reply"),
        ({"text": "  \n "}, "Write the reply"),
        ({"name": ""}, "Write the name"),
        ({"position": ""}, "Write the position"),
        ({"text": "ж" * 100_000}, "100000 characters"),
        ({"language": "fr"}, "Select a valid choice"),
        ({"text": "нуль\x00"}, "Null characters"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_stays(client, invitation, changed, told):
    response = client.post(address(invitation, "en"), {**ANSWER, "action": "send", **changed})
    page = text(response)
    assert response.status_code == 200
    assert told in page
    for value in {**ANSWER, **changed}.values():
        assert value.strip().replace("\x00", "") in page.replace("\x00", "") or value == "fr"
    assert not BodyReply.objects.exists()
    assert TEXT_LIMIT < 100_000


def test_script_in_every_text_stays_text(client, invitation):
    typed = {"text": EVIL, "name": EVIL, "position": EVIL, "uploads": picture()}
    for action in ("show", "stay", "send"):
        page = text(posted(client, invitation, action, **typed))
        assert EVIL not in page
    assert EVIL not in text(client.get(address(invitation)))


def test_a_file_stays_when_the_text_is_wrong_and_goes_with_the_reply(client, invitation):
    page = text(posted(client, invitation, "show", text="", uploads=[picture(), picture("blue", "b.jpg")]))
    paper = FollowUpFile.objects.first()
    assert f"title-{paper.uid}" in page
    assert (paper.is_public, paper.case) == (False, invitation.request.case)
    send(client, invitation, **{f"title-{paper.uid}": "Страница газеты"})
    assert BodyReply.objects.get().files.count() == 2
    assert BodyReply.objects.get().files.get(pk=paper.pk).title == "Страница газеты"
    assert not invitation.request.papers.exists()


def test_the_name_of_the_file_as_it_came_is_kept_nowhere(client, invitation):
    posted(client, invitation, "stay", uploads=picture(name="ot-direktora-ahmetova.jpg"))
    assert "ahmetova" not in text(client.get(address(invitation)))
    assert "ahmetova" not in str(FollowUpFile.objects.values().get())


def test_the_same_file_twice_is_one_and_may_be_taken_out(client, invitation):
    for _try in range(2):
        posted(client, invitation, "stay", uploads=picture())
    paper = invitation.request.papers.get()
    page = text(posted(client, invitation, "show", remove=str(paper.uid)))
    assert "Мы уведомили вовремя." in page
    assert not invitation.request.papers.exists()


def test_a_program_named_pdf_is_refused_and_nothing_else_is_lost(client, invitation):
    page = text(posted(client, invitation, "show", uploads=[exe(), picture()]))
    assert "приказ.pdf" in page
    assert "Мы уведомили вовремя." in page
    assert invitation.request.papers.count() == 1


def test_one_reply_does_not_fill_the_storage(client, invitation):
    colours = [f"hsl({30 * n}, 100%, 50%)" for n in range(MAX_PAPERS + 1)]
    page = text(posted(client, invitation, "stay", uploads=[picture(colour) for colour in colours]))
    assert invitation.request.papers.count() == MAX_PAPERS
    assert str(MAX_PAPERS) in page


def test_files_of_another_link_are_out_of_reach(client, invitation):
    other = invited(case_with())
    posted(client, other, "stay", uploads=picture())
    paper = other.request.papers.get()
    posted(client, invitation, "stay", remove=str(paper.uid), **{f"title-{paper.uid}": "Чужое"})
    paper.refresh_from_db()
    assert (paper.title == "Чужое", other.request.papers.count()) == (False, 1)


def test_what_readers_get_has_no_data_of_its_author(client, invitation, django_capture_on_commit_callbacks):
    photo = SimpleUploadedFile("a.jpg", files.jpeg(), content_type="image/jpeg")
    with django_capture_on_commit_callbacks(execute=True):
        posted(client, invitation, "stay", uploads=photo)
    stored = FollowUpFile.objects.get().file
    with stored.original.open() as original, stored.derivative.open() as derivative:
        assert b"Exif" in original.read()
        assert b"Exif" not in derivative.read()


def test_received_files_are_nobodys_to_open(client, invitation):
    posted(client, invitation, "stay", uploads=picture())
    uid = FollowUpFile.objects.get().uid
    for tail in ("", "preview/", "original/"):
        assert client.get(f"/ru/files/{uid}/{tail}").status_code in (302, 403, 404)


def test_no_log_line_holds_the_secret(client, invitation, caplog, settings):
    chosen = settings.LOGGING["filters"][settings.LOGGING["handlers"]["console"]["filters"][0]]
    caplog.handler.addFilter(import_string(chosen["()"])())
    with caplog.at_level(logging.DEBUG):
        client.get(f"/ru/reply/{invitation.token}x/")
        logging.getLogger("any").warning("at %s", address(invitation))
        logging.getLogger("any").warning("plain")
    assert invitation.token not in caplog.text
    assert "/reply/…" in caplog.text
    assert "plain" in caplog.text


def test_robots_are_told_to_stay_away(client):
    assert "Disallow: /ru/reply/" in text(client.get("/robots.txt"))


def test_the_form_asks_the_database_the_same_whatever_is_asked(client, django_assert_max_num_queries):
    many = invited(case_with(*[finding(title=f"Признак {n}") for n in range(6)]))
    posted(client, many, "stay", uploads=[picture("red"), picture("blue")])
    with django_assert_max_num_queries(6):
        client.get(address(many))
