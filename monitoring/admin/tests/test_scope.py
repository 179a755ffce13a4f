"""Every admin address of a case, for everyone who can sign in."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from monitoring.admin.case_viewset import CaseViewSet
from monitoring.models import Case
from monitoring.services.review import submit_for_review
from monitoring.tests.factories import CaseFactory, consultation, finding

pytestmark = pytest.mark.django_db
NAMESPACE = "wagtailsnippets_monitoring_case"
OPENS, GONE, SENT_AWAY = "opens", 404, 302
WITHOUT_CASE = {"list", "list_results", "add", "preview_on_add"}


@pytest.fixture
def case(workflow, volunteer):
    case = CaseFactory(children=[consultation(), finding()], published=True)
    draft = Case.objects.get(pk=case.pk).get_latest_revision_as_object()
    draft.title, draft.change_note = "Тайное название черновика", "Уточнено"
    draft.save_revision(user=volunteer)
    case = Case.objects.get(pk=case.pk)
    submit_for_review(case=case, user=volunteer)
    return case


def status_of(response):
    """What the person ends with: Django's language middleware first sends an unknown address to /ru/…, unknown too."""
    return GONE if response.status_code == 302 and response.url.startswith("/ru/admin/") else response.status_code


def addresses(case):
    """All addresses of the viewset, by name; a view added tomorrow is tested tomorrow."""
    revision, state = case.latest_revision_id, case.current_workflow_task_state
    values = {
        "pk": case.pk,
        "revision_id": revision,
        "revision_id_a": "live",
        "revision_id_b": str(revision),
        "action_name": "reject",
        "task_state_id": state.pk,
        "task_id": state.task_id,
        "workflow_state_id": state.workflow_state_id,
    }
    for pattern in CaseViewSet().get_urlpatterns():
        names = pattern.pattern.regex.groupindex
        if "uid" not in names:  # what lies inside a case has tests of its own
            yield pattern.name, reverse(f"{NAMESPACE}:{pattern.name}", kwargs={name: values[name] for name in names})


def test_only_the_desk_of_the_region_opens_a_case(
    client, case, coordinator, stranger, administrator, editor, volunteer
):
    expected = {
        "coordinator": (coordinator, OPENS),
        "administrator": (administrator, OPENS),
        "stranger": (stranger, GONE),
        "editor": (editor, SENT_AWAY),
        "volunteer": (volunteer, SENT_AWAY),
        "anonymous": (None, SENT_AWAY),
    }
    wrong = []
    for who, (user, outcome) in expected.items():
        for method in ("get", "post"):
            for name, url in addresses(case):
                if method == "post" and outcome == OPENS:
                    continue
                client.logout()
                if user:
                    client.force_login(user)
                status = status_of(getattr(client, method)(url))
                if name in WITHOUT_CASE and who == "stranger":
                    continue
                allowed = {200, 302, 400, 405} if outcome == OPENS else {outcome}
                if name == "delete" and outcome == OPENS:
                    allowed = {302}
                if status not in allowed:
                    wrong.append((who, method, name, status))
    assert wrong == []
    case.refresh_from_db()
    assert case.workflow_in_progress


def test_lists_and_exports_hold_only_the_cases_of_the_desk(client, case, coordinator, stranger):
    for user, expected in ((coordinator, True), (stranger, False)):
        client.force_login(user)
        for url in (
            reverse(f"{NAMESPACE}:list"),
            reverse(f"{NAMESPACE}:list_results"),
            reverse(f"{NAMESPACE}:list") + "?export=csv",
            reverse("wagtailsnippetchoosers_monitoring_case:choose"),
            reverse("wagtailsnippetchoosers_monitoring_case:choose_results"),
        ):
            response = client.get(url)
            body = response.getvalue().decode() if response.streaming else response.content.decode()
            if response["Content-Type"].startswith("application/json"):
                body = json.loads(body)["html"]
            assert (case.title in body) is expected, (user, url)


@pytest.mark.parametrize("report", ["workflow", "workflow_tasks", "site_history"])
def test_reports_of_wagtail_name_no_case_of_another_desk(client, case, stranger, administrator, report):
    """The person also edits pages, else the reports would not open at all."""
    page_permission = Permission.objects.get(codename="change_page")
    GroupPagePermission.objects.create(
        group=stranger.groups.get(), page=Page.get_first_root_node(), permission=page_permission
    )
    url = reverse(f"wagtailadmin_reports:{report}")
    for user, expected in ((administrator, True), (stranger, False)):
        client.force_login(user)
        response = client.get(url)
        assert response.status_code == 200
        page = response.content.decode()
        assert ("Слушания по" in page or "Тайное" in page) is expected


@pytest.mark.parametrize("action", ["publish", "assign_centre", "set_stage", "delete"])
def test_bulk_actions_do_not_know_the_cases_of_another_desk(client, case, stranger, editor, action):
    url = reverse("wagtail_bulk_action", args=["monitoring", "case", action])
    for user in (stranger, editor):
        client.force_login(user)
        for ids in (f"id={case.pk}", "id=all"):
            for method in (client.get, client.post):
                response = method(f"{url}?{ids}&next=/admin/", follow=True)
                assert case.title not in response.content.decode()
    assert Case.objects.get(pk=case.pk).version == 1


def test_a_usage_list_keeps_a_case_of_another_desk_private(client, case, stranger):
    from wagtail.admin.admin_url_finder import AdminURLFinder

    assert AdminURLFinder(stranger).get_edit_url(case) is None


def test_the_task_state_of_another_case_cannot_be_acted_on(client, case, stranger, astana, workflow):
    own = CaseFactory(region=astana.regions.get(), centre=astana, children=[consultation()])
    submit_for_review(case=own, user=stranger)
    client.force_login(stranger)
    url = reverse(f"{NAMESPACE}:workflow_action", args=[own.pk, "reject", case.current_workflow_task_state.pk])
    assert status_of(client.post(url, {"comment": "нет"})) == GONE
    assert Case.objects.get(pk=case.pk).workflow_in_progress


def test_a_session_ping_answers_only_the_desk(client, case, coordinator, stranger):
    url = reverse("wagtailadmin_editing_sessions:ping", args=["monitoring", "case", str(case.pk), 999])
    client.force_login(stranger)
    assert status_of(client.post(url)) == GONE
    client.force_login(coordinator)
    assert client.post(url).status_code == 200
