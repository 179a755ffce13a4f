"""Every address of the site, Wagtail's and the libraries' too, for people who may see some of the admin.

A library's page that names drafts or people by number is found here the day it is installed.
"""

import json
import re

import pytest
from django.contrib.auth.models import Permission
from django.urls import get_resolver
from django.urls.resolvers import URLResolver
from wagtail.models import GroupPagePermission, Page

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from monitoring.models import Case, EvidenceReceipt, FieldLog
from monitoring.services.review import submit_for_review
from monitoring.services.workflow import ensure_review_workflow
from monitoring.tests.factories import CaseFactory, CentreFactory, RegionFactory, evidence, finding

# Who may read what is decided in Python; thousands of requests on one engine tell it.
pytestmark = [pytest.mark.django_db, pytest.mark.alike]
SECRETS = {
    "volunteer": "Айгерим Тайная",
    "mail": "aigerim.secret@example.org",
    "draft": "Дело на проверке",
    "confidence": "Угрожали увольнением",
    "evidence": "Снимок из окна директора",
    "file name": "ot-aigerim.jpg",
}


@pytest.fixture
def case(db):
    """A volunteer's record of Pavlodar under review."""
    ensure_review_workflow()
    volunteer = UserFactory(name=SECRETS["volunteer"], email=SECRETS["mail"])
    grant_role(user=volunteer, role=Role.VOLUNTEER, centre=CentreFactory())
    link = evidence(title=SECRETS["evidence"])
    made = CaseFactory(title=SECRETS["draft"], children=[link, finding()])
    log = FieldLog.objects.create(volunteer=volunteer, case=made, in_confidence=SECRETS["confidence"])
    EvidenceReceipt.objects.create(file=link.file, log=log, uploaded_by=volunteer, original_name=SECRETS["file name"])
    case = Case.objects.get(pk=made.pk)
    case.get_latest_revision_as_object().save_revision(user=volunteer, log_action=True)
    submit_for_review(case=case, user=volunteer)
    return Case.objects.get(pk=made.pk)


def routes(patterns, prefix=""):
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def address(route, values):
    """The route with each parameter filled in: by its name if there is a value for it, else with 1."""
    filled = re.sub(r"\(\?P<(\w+)>[^)]*\)|<(?:\w+:)?(\w+)>", lambda m: str(values.get(m[1] or m[2], 1)), route)
    return "/" + re.sub(r"\([^)]*\)", "1", re.sub(r"\^|\$|\\Z|\\(?=\W)", "", filled))


def addresses(case):
    log, file, state = case.log, case.log.receipts.get().file, case.current_workflow_task_state
    named = {
        "app_label": "monitoring",
        "model_name": "case",
        "object_id": case.pk,
        "revision_id": case.latest_revision_id,
        "revision_id_a": "earliest",
        "revision_id_b": case.latest_revision_id,
        "task_state_id": state.pk,
        "workflow_state_id": state.workflow_state_id,
        "action_name": "approve",
        "step": "what",
        "receipt": log.receipts.get().uid,
    }
    meant = [{"pk": case.pk, "uid": log.uid}, {"pk": log.volunteer.pk, "uid": file.uid}, {"pk": file.pk}]
    found = {address(route, {**named, **values}) for route in routes(get_resolver().url_patterns) for values in meant}
    query = f"?q=проверке&id={case.pk}&ids={case.pk}&export=csv"
    return sorted(path + tail for path in found for tail in ("", query) if "logout" not in path)


def allow_pages(user):
    """Centres' editors have pages of their own; that opens Wagtail's reports too."""
    group = user.groups.get()
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    GroupPagePermission.objects.create(group=group, page=Page.get_first_root_node(), permission=change)


def told(response):
    body = response.getvalue() if response.streaming else response.content
    text = body.decode("utf-8", "replace")
    if response.headers.get("Content-Type", "").startswith("application/json"):
        text = json.dumps(json.loads(text), ensure_ascii=False)
    return {name for name, secret in SECRETS.items() if secret in text + str(response.headers)}


@pytest.mark.parametrize("role", [Role.EDITOR, Role.COORDINATOR, Role.VOLUNTEER])
def test_no_address_tells_another_centre_who_wrote_or_what(client, case, role):
    astana = CentreFactory(key="astana", name_ru="Астана", regions=[RegionFactory(key="AST", name_ru="Астана")])
    user = UserFactory()
    grant_role(user=user, role=role, centre=astana)
    if role != Role.VOLUNTEER:
        allow_pages(user)
    client.force_login(user)
    client.raise_request_exception = False
    paths = addresses(case)
    assert len(paths) > 500
    assert [(path, names) for path in paths if (names := told(client.get(path)))] == []


def test_the_same_addresses_tell_the_desk(client, case):
    """Else the test above would look in the wrong places."""
    user = UserFactory()
    grant_role(user=user, role=Role.ADMINISTRATOR)
    client.force_login(user)
    client.raise_request_exception = False
    assert set().union(*(told(client.get(path)) for path in addresses(case))) == set(SECRETS)
