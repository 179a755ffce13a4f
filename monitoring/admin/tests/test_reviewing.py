"""From the volunteer's log to the published record through the admin, and the ways back."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import ModelLogEntry, Workflow, WorkflowState

from monitoring.admin.tests.form_data import posted
from monitoring.admin.tests.urls import told, url
from monitoring.models import Case, CaseReviewTask, FieldLog
from monitoring.services.review import submit_for_review
from monitoring.services.workflow import ensure_review_workflow
from monitoring.tests.factories import CaseFactory, consultation, evidence, finding, refer

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(workflow, volunteer):
    """A volunteer's record that waits for review."""
    case = CaseFactory(children=[consultation(), evidence()])
    Case.objects.get(pk=case.pk).get_latest_revision_as_object().save_revision(user=volunteer)
    FieldLog.objects.create(
        volunteer=volunteer,
        case=case,
        answers={"title": "Слушания в клубе", "form": "open_meeting", "channels": ["newspaper"], "speak": "some"},
        in_confidence="Не называйте меня, я работаю в акимате",
        submitted_at=timezone.now(),
    )
    case = Case.objects.get(pk=case.pk)
    submit_for_review(case=case, user=volunteer)
    return case


def act(client, case, action, **data):
    state = Case.objects.get(pk=case.pk).current_workflow_task_state
    return client.post(url("workflow_action", case, action, state.pk), data, follow=True)


def fresh(case):
    return Case.objects.get(pk=case.pk)


def test_the_workflow_is_made_once_and_an_administrators_choice_is_kept():
    first = ensure_review_workflow()
    assert ensure_review_workflow() == first
    assert (Workflow.objects.filter(pk=first.pk).count(), CaseReviewTask.objects.count()) == (1, 1)
    assert Case.get_default_workflow() == first
    assert first.tasks.get().specific == CaseReviewTask.objects.get()


def test_approving_publishes(desk, sent):
    act(desk, sent, "approve")
    case = fresh(sent)
    assert (case.live, case.reference) == (True, "KZ-PAV-2026-0001")
    assert case.current_workflow_state is None


def test_approving_from_the_edit_form_publishes_without_making_the_reviewer_an_author(desk, sent, coordinator):
    html = desk.get(url("edit", sent)).content.decode()
    desk.post(url("edit", sent), posted(html, **{"action-workflow-action": "1", "workflow-action-name": "approve"}))
    case = fresh(sent)
    assert case.live
    assert not case.revisions.filter(user=coordinator).exists()


def test_a_volunteers_review_is_not_cancelled_from_the_form(desk, sent):
    page = desk.get(url("edit", sent)).content.decode()
    assert "action-cancel-workflow" not in page
    assert 'name="action-publish"' not in page
    desk.post(url("edit", sent), posted(page, **{"action-cancel-workflow": "1"}))
    assert fresh(sent).workflow_in_progress


def test_who_wrote_is_not_offered_approval_and_is_told_why(desk, sent, coordinator, volunteer):
    draft = fresh(sent).get_latest_revision_as_object()
    draft.title = "Поправлено координатором"
    draft.save_revision(user=coordinator)
    task = fresh(sent).current_workflow_task
    assert [name for name, *_rest in task.get_actions(fresh(sent), coordinator)] == ["reject"]
    page = desk.get(url("edit", sent))
    assert b'name="action-publish"' not in page.content
    assert "втор" in told(page) or "second" in told(page)
    act(desk, sent, "approve")
    assert not fresh(sent).live


def test_a_refused_approval_is_a_message_and_loses_nothing(client, sent, colleague, volunteer):
    act_by = client
    act_by.force_login(colleague)
    case = fresh(sent)
    act(act_by, sent, "approve")
    live = fresh(case)
    draft = live.get_latest_revision_as_object()
    draft.based_on, draft.title, draft.change_note = 0, "Устаревший черновик", "Правка"
    draft.save_revision(user=volunteer)
    submit_for_review(case=fresh(case), user=volunteer)
    response = act(act_by, sent, "approve")
    assert url("reconcile", case) in told(response)
    case = fresh(case)
    assert (case.version, case.workflow_in_progress) == (1, True)
    assert case.get_latest_revision().as_object().title == "Устаревший черновик"
    html = act_by.get(url("edit", case)).content.decode()
    response = act_by.post(
        url("edit", case),
        posted(html, **{"action-workflow-action": "1", "workflow-action-name": "approve"}),
        follow=True,
    )
    assert url("reconcile", case) in told(response)
    assert fresh(case).workflow_in_progress


def test_returning_needs_a_reason(desk, sent):
    act(desk, sent, "reject", comment="")
    assert fresh(sent).current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    html = desk.get(url("edit", sent)).content.decode()
    desk.post(
        url("edit", sent),
        posted(
            html,
            **{
                "action-workflow-action": "1",
                "workflow-action-name": "reject",
                "workflow-action-extra-data": '{"comment": " "}',
            },
        ),
    )
    assert fresh(sent).current_workflow_state.status == WorkflowState.STATUS_IN_PROGRESS
    act(desk, sent, "reject", comment="Нужна дата объявления")
    state = fresh(sent).current_workflow_state
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert state.current_task_state.comment == "Нужна дата объявления"


def test_the_review_page_shows_the_volunteers_words_to_the_desk_only(client, sent, coordinator, stranger):
    client.force_login(coordinator)
    page = client.get(url("review", sent)).content.decode()
    for words in ("Слушания в клубе", "Не называйте меня", str(sent.log.volunteer)):
        assert words in page
    client.force_login(stranger)
    assert client.get(url("review", sent)).status_code in (302, 404)


def test_comments_stand_beside_questions_and_can_be_resolved(desk, sent, coordinator):
    desk.post(url("review", sent), {"step": "comment", "field": "held_on", "text": "Какого числа?"})
    comment = sent.review_comments.get()
    assert (comment.field, comment.author) == ("held_on", coordinator)
    assert "Какого числа?" in desk.get(url("edit", sent)).content.decode()
    desk.post(url("review", sent), {"step": "comment", "field": "held_on", "text": "  "})
    assert sent.review_comments.count() == 1
    desk.post(url("review", sent), {"step": "resolve", "comment": comment.pk})
    comment.refresh_from_db()
    assert comment.resolved_at


def test_return_from_the_review_page(desk, sent):
    assert desk.post(url("review", sent), {"step": "return", "comment": ""}).status_code == 422
    desk.post(url("review", sent), {"step": "return", "comment": "Дополните"})
    assert fresh(sent).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES


def test_a_refused_log_ends_its_review_and_tells_the_volunteer(desk, sent):
    desk.post(url("review", sent), {"step": "refuse", "reason": "Это не решение органа"})
    log = FieldLog.objects.get(case=sent)
    assert (bool(log.refused_at), log.refusal_reason) == (True, "Это не решение органа")
    assert fresh(sent).current_workflow_state is None
    assert not fresh(sent).live


def test_withdrawal_asks_for_a_public_reason(desk, sent):
    act(desk, sent, "approve")
    assert desk.get(url("unpublish", sent)).status_code == 200
    desk.post(url("unpublish", sent), {"reason": " "})
    assert fresh(sent).live
    desk.post(url("unpublish", sent), {"reason": "Источник ошибся"})
    case = fresh(sent)
    assert (case.live, case.withdrawal_reason) == (False, "Источник ошибся")


def test_one_refused_schedule_does_not_stop_the_others(coordinator):
    def scheduled(case):
        draft = fresh(case).get_latest_revision_as_object()
        draft.change_note, draft.go_live_at = "По расписанию", timezone.now() + dt.timedelta(hours=1)
        revision = draft.save_revision()
        revision.publish()
        content = {**revision.content, "go_live_at": (timezone.now() - dt.timedelta(hours=1)).isoformat()}
        type(revision).objects.filter(pk=revision.pk).update(
            content=content, approved_go_live_at=timezone.now() - dt.timedelta(hours=1)
        )
        return revision

    refused, allowed = (CaseFactory(children=[consultation(), finding()], published=True) for _ in range(2))
    revision = scheduled(refused)
    refer(refused.findings.get(), sent_on=dt.date(2026, 4, 1))
    content = {**revision.content, "findings": []}
    type(revision).objects.filter(pk=revision.pk).update(
        content={**content, "go_live_at": (timezone.now() - dt.timedelta(hours=2)).isoformat()}
    )
    scheduled(allowed)
    call_command("publish_scheduled")
    assert (fresh(refused).version, fresh(allowed).version) == (1, 2)
    assert fresh(refused).scheduled_revision is None
    entry = ModelLogEntry.objects.get(action="monitoring.unschedule")
    assert "Уведомили за три дня" in entry.data["reason"]


def test_the_reason_of_a_return_and_plain_answers_stand_on_the_review_page(desk, sent):
    FieldLog.objects.filter(case=sent).update(submitted={"title": "Как отправлено", "kind": "unknown"})
    desk.post(url("review", sent), {"step": "return", "comment": "Уточните число людей"})
    page = desk.get(url("review", sent)).content.decode()
    assert "Уточните число людей" in page
    assert "Как отправлено" in page
    assert "Слушания в клубе" not in page
    assert "&lt;span" not in page
