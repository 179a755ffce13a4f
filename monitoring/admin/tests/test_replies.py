"""The right of reply at the desk: inviting, deciding, and who sees what."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring.enums import Moderation
from monitoring.log.tests.factories import picture
from monitoring.models import BodyReply, Case, FollowUpFile, ReplyRequest
from monitoring.services.body_replies import add_paper, receive_reply
from monitoring.tests.factories import CaseFactory, ReplyRequestFactory, finding
from monitoring.tests.replying import case_with, drafted, invited, movement_rule

pytestmark = pytest.mark.django_db
NAMESPACE = "wagtailsnippets_monitoring_case"
WHO = {"name": "Ахметов Б.", "position": "Руководитель", "language": "ru"}


def url(name, case, *more):
    return reverse(f"{NAMESPACE}:{name}", args=[case.pk, *more])


def page_of(asked):
    return url("reply_request", asked.case, asked.uid)


def invitation_data(case, page, **changed):
    uid = page.context["form"]["uid"].value()
    chosen = {"findings": [str(found.uid) for found in drafted(case)], "body": case.body_id, "language": "ru"}
    return {"uid": uid, "email": "", "step": "preview", **chosen, **changed}


@pytest.fixture
def case(db):
    movement_rule()
    return case_with(finding(title="Уведомили за три дня", description="Объявление вышло 11 марта"))


@pytest.fixture
def answered(coordinator, case):
    invitation = invited(case, user=coordinator)
    paper = add_paper(request=invitation.request, upload=picture())
    receive_reply(request=invitation.request, texts={None: "Мы уведомили вовремя."}, **WHO)
    return invitation.request, paper


def test_the_edit_page_leads_to_the_right_of_reply(desk, case):
    assert url("replies", case) in desk.get(url("edit", case)).content.decode()
    page = desk.get(url("replies", case)).content.decode()
    assert url("reply_invite", case) in page


def test_the_notice_is_read_before_it_is_sent_and_the_link_is_shown_once(desk, case):
    form = desk.get(url("reply_invite", case))
    preview = desk.post(url("reply_invite", case), invitation_data(case, form)).content.decode()
    assert "Уведомили за три дня" in preview
    assert "/reply/" not in preview.replace(url("replies", case), "").replace("monitoring/reply/", "")
    assert not ReplyRequest.objects.exists()
    data = invitation_data(case, form, step="send")
    sent = desk.post(url("reply_invite", case), data)
    asked = ReplyRequest.objects.get()
    link = sent.context["notice"]["link"]
    assert link in sent.content.decode()
    assert "no-store" in sent["Cache-Control"]
    token = link.rstrip("/").rpartition("/")[2]
    later = [page_of(asked), url("reply_notice", case, asked.uid), url("replies", case)]
    assert not any(token in desk.get(address).content.decode() for address in later)
    assert desk.post(url("reply_invite", case), data).status_code == 302
    assert ReplyRequest.objects.count() == 1


def test_what_is_wrong_with_an_invitation_is_said_and_kept(desk, case):
    form = desk.get(url("reply_invite", case))
    response = desk.post(url("reply_invite", case), invitation_data(case, form, findings=[], email="не адрес"))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"findings", "email"}
    assert "не адрес" in response.content.decode()


def test_findings_asked_about_already_are_marked(desk, case):
    ReplyRequestFactory(case=case, of=drafted(case))
    ((_uid, label),) = desk.get(url("reply_invite", case)).context["form"].fields["findings"].choices
    assert label.startswith("Уведомили за три дня")
    assert label != desk.get(url("reply_invite", case_with())).context["form"].fields["findings"].choices[0][1]


def test_a_case_without_findings_says_what_to_do(desk):
    case = Case.objects.get(pk=CaseFactory().pk)
    assert url("edit", case) in desk.get(url("reply_invite", case)).content.decode()


def test_a_reply_is_shown_with_the_file_that_was_chosen(desk, coordinator, answered):
    asked, paper = answered
    reply = asked.replies.get()
    assert "Мы уведомили вовремя." in desk.get(page_of(asked)).content.decode()
    prefix = f"reply-{reply.pk}"
    data = {"step": "moderate", "reply": reply.pk, f"{prefix}-to": "shown", f"{prefix}-opened": [str(paper.uid)]}
    desk.post(page_of(asked), data)
    reply.refresh_from_db()
    assert (reply.moderation, reply.moderated_by) == (Moderation.SHOWN, coordinator)
    assert FollowUpFile.objects.get().is_public


def test_a_refusal_without_a_reason_is_sent_back(desk, answered):
    asked, _paper = answered
    reply = asked.replies.get()
    data = {"step": "moderate", "reply": reply.pk, f"reply-{reply.pk}-to": "refused"}
    response = desk.post(page_of(asked), data)
    assert response.status_code == 422
    assert BodyReply.objects.get().moderation == Moderation.WAITING


def test_a_reply_on_paper_is_entered_with_its_scan(desk, case):
    asked = ReplyRequestFactory(case=case, of=drafted(case))
    typed = {**WHO, "text": "Ответ по почте", "received_on": (timezone.localdate() - dt.timedelta(days=2)).isoformat()}
    data = {"step": "paper", **{f"paper-{name}": value for name, value in typed.items()}, "paper-scan": picture()}
    assert desk.post(page_of(asked), data).status_code == 302
    reply = BodyReply.objects.get()
    assert (reply.text, reply.moderation, reply.files.count()) == ("Ответ по почте", Moderation.WAITING, 1)
    assert timezone.localdate(reply.received_at) == timezone.localdate() - dt.timedelta(days=2)


@pytest.mark.parametrize("days", [1, -60])
def test_a_paper_cannot_come_tomorrow_or_before_it_was_asked(desk, case, days):
    asked = ReplyRequestFactory(case=case, of=drafted(case))
    on = (timezone.localdate() + dt.timedelta(days=days)).isoformat()
    data = {"step": "paper", **{f"paper-{name}": value for name, value in WHO.items()}, "paper-text": "Важный ответ"}
    response = desk.post(page_of(asked), {**data, "paper-received_on": on})
    assert response.status_code == 422
    assert "Важный ответ" in response.content.decode()
    assert not BodyReply.objects.exists()


def test_sooner_renewed_and_cancelled(desk, coordinator, case):
    asked = invited(case, user=coordinator).request
    assert desk.post(page_of(asked), {"step": "sooner", "reason": ""}).status_code == 422
    desk.post(page_of(asked), {"step": "sooner", "reason": "Слушания завтра"})
    assert ReplyRequest.objects.get().published_sooner == "Слушания завтра"
    renewed = desk.post(page_of(asked), {"step": "renew"})
    assert "/reply/" in renewed.context["notice"]["link"]
    desk.post(page_of(asked), {"step": "cancel"})
    assert ReplyRequest.objects.get().cancelled_at is not None
    assert desk.post(page_of(asked), {"step": "renew"}).status_code == 302


def test_a_refused_publication_leads_to_the_right_of_reply(desk, colleague, case):
    case.get_latest_revision_as_object().save_revision(user=colleague)
    from monitoring.admin.tests.form_data import posted

    edit = url("edit", case)
    data = posted(desk.get(edit).content.decode(), **{"action-publish": "1"})
    page = desk.post(edit, data, follow=True).content.decode()
    assert Case.objects.get(pk=case.pk).version == 0
    assert f'href="{url("replies", case)}"' in page


def test_another_centre_finds_none_of_it(client, stranger, answered):
    asked, paper = answered
    client.force_login(stranger)
    case = asked.case
    for address in (
        url("replies", case),
        url("reply_invite", case),
        page_of(asked),
        url("reply_notice", case, asked.uid),
        reverse("monitoring:paper_original", args=[paper.uid]),
    ):
        assert client.get(address).status_code == 404
        assert client.post(address, {"step": "cancel"}).status_code in (404, 405)
    assert "Мы уведомили" not in client.get(reverse("monitoring_replies")).content.decode()
    assert ReplyRequest.objects.get().cancelled_at is None


def test_an_invitation_is_not_opened_under_another_case(desk, answered):
    asked, _paper = answered
    other = Case.objects.get(pk=CaseFactory().pk)
    assert desk.get(url("reply_request", other, asked.uid)).status_code == 404


@pytest.mark.parametrize("role", ["editor", "volunteer"])
def test_who_has_no_desk_has_no_replies(client, request, role, answered):
    asked, _paper = answered
    client.force_login(request.getfixturevalue(role))
    for address in (url("replies", asked.case), page_of(asked), reverse("monitoring_replies")):
        assert client.get(address).status_code in (302, 403, 404)


def test_the_report_tells_states_apart_and_exports(desk, coordinator, answered):
    case = answered[0].case
    yesterday, tomorrow = (timezone.localdate() + dt.timedelta(days=days) for days in (-1, 1))
    silent = ReplyRequestFactory(case=case, due_on=yesterday)
    running = ReplyRequestFactory(case=case, due_on=tomorrow)
    report = reverse("monitoring_replies")

    def listed(**query):
        return list(desk.get(report, query).context["object_list"])

    assert len(listed()) == 3
    assert listed(state="waiting") == [answered[0]]
    assert listed(state="silent") == [silent]
    assert listed(state="awaited") == [running]
    assert listed(state="replied") == []
    export = b"".join(desk.get(report, {"export": "csv"}).streaming_content).decode()
    assert answered[0].number in export


def test_the_report_asks_the_same_however_long_it_is(desk, case, django_assert_max_num_queries):
    report = reverse("monitoring_replies")
    ReplyRequestFactory.create_batch(3, case=case)
    desk.get(report)
    with django_assert_max_num_queries(16):
        desk.get(report)
    ReplyRequestFactory.create_batch(12, case=case)
    with django_assert_max_num_queries(16):
        desk.get(report)
