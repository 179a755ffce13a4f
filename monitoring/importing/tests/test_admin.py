"""The way of a file through the admin."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from monitoring.importing import runs, service
from monitoring.importing.tests.files import csv_bytes, hearing, jsonl
from monitoring.models import Case, Centre, ImportRun

INDEX = "import_cases:index"
HEADING = ["№", "Название", "Область", "Лишнее"]


def member(role, centre=None):
    user = UserFactory()
    grant_role(user=user, role=role, centre=centre)
    return user


@pytest.fixture
def coordinator(country):
    return member(Role.COORDINATOR, Centre.objects.get(key="pavlodar"))


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


@pytest.fixture(autouse=True)
def worker(django_capture_on_commit_callbacks):
    """Tasks run when the step that sent them is over, as with a worker."""

    def step(call):
        with django_capture_on_commit_callbacks(execute=True):
            return call()

    return step


@pytest.fixture
def send(desk, worker):
    def post(data, name="table.csv", **fields):
        form = {"file": SimpleUploadedFile(name, data), "mapping": "table", "source": "Акимат 2026", **fields}
        return worker(lambda: desk.post(reverse(INDEX), form))

    return post


def table(*rows):
    return csv_bytes([HEADING, *rows], ";", "cp1251")


def page(name, run):
    return reverse(f"import_cases:{name}", args=[run.pk])


def columns_of(desk, run, **changes):
    form = desk.get(page("columns", run)).context["form"]
    return {name: changes.get(field.label, field.initial) for name, field in form.fields.items()}


def test_from_upload_to_drafts(desk, send, worker, coordinator):
    response = send(table([1, "Слушания", "PAV", "x"], [2, "Обсуждение", "PAV", ""]))
    run = ImportRun.objects.get()
    assert response.url == page("columns", run)
    assert (run.source, run.message, run.total) == ("akimat-2026", "CSV, Windows-1251", 2)
    assert run.columns == {"№": "id", "Название": "title", "Область": "region", "Лишнее": ""}
    chosen = columns_of(desk, run, Лишнее="place_text")
    worker(lambda: desk.post(page("columns", run), chosen))
    run.refresh_from_db()
    assert (run.state, run.report["counts"]["created"], run.done) == ("checked", 2, 2)
    assert not Case.objects.exists()
    assert "Слушания" in desk.get(page("run", run)).content.decode()
    worker(lambda: desk.post(page("run", run)))
    run.refresh_from_db()
    assert (run.state, run.report["stored"]) == ("done", True)
    case = Case.objects.get(import_key="table:akimat-2026:1")
    assert (case.live, case.latest_revision.user) == (False, coordinator)
    assert case.get_latest_revision_as_object().place_text == "x"
    assert f"/{case.pk}/" in desk.get(page("run", run)).content.decode()


def test_a_known_format_is_checked_at_once(desk, send):
    response = send(jsonl(hearing(), hearing("h2", body="Ничей")), "hearings.jsonl", mapping="hearings", source="")
    run = ImportRun.objects.get()
    assert response.url == page("run", run)
    assert run.state == "checked"
    assert desk.get(page("run", run) + "?result=doubts").context["page"].paginator.count == 1


def test_errors_are_shown_and_nothing_can_be_confirmed(desk, send, worker):
    send(jsonl(hearing(), hearing("h2", region_iso="KZ-71")), "hearings.jsonl", mapping="hearings", source="")
    run = ImportRun.objects.get()
    assert run.state == "refused"
    shown = desk.get(page("run", run) + "?result=error")
    assert [row["row"] for row in shown.context["page"]] == [2]
    assert "region_iso" in shown.content.decode()
    worker(lambda: desk.post(page("run", run)))
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [({"Лишнее": "title"}, "column-3"), ({"№": ""}, "__all__"), ({"Лишнее": "no_such_field"}, "column-3")],
)
def test_a_senseless_choice_of_columns_is_explained_and_kept(desk, send, changes, wrong):
    send(table([1, "Слушания", "PAV", "x"]))
    run = ImportRun.objects.get()
    response = desk.post(page("columns", run), columns_of(desk, run, **changes))
    assert response.status_code == 200
    assert wrong in response.context["form"].errors
    run.refresh_from_db()
    assert run.state == "uploaded"


@pytest.mark.parametrize(
    ("data", "name", "fields", "field"),
    [
        (b"\x89PNG\0", "a.csv", {}, "file"),
        (b"", "a.csv", {}, "file"),
        (b"a,b\n1,2", "a.csv", {"source": ""}, "source"),
        (b"a,b\n1,2", "a.csv", {"mapping": "other"}, "mapping"),
    ],
)
def test_a_bad_upload_is_explained_at_its_field(send, data, name, fields, field):
    response = send(data, name, **fields)
    assert field in response.context["form"].errors
    assert not ImportRun.objects.exists()


def test_confirming_twice_imports_once(desk, send, worker):
    send(jsonl(hearing()), "hearings.jsonl", mapping="hearings", source="")
    run = ImportRun.objects.get()
    for _time in range(2):
        worker(lambda: desk.post(page("run", run)))
    run.refresh_from_db()
    assert run.report["counts"]["created"] == 1
    assert Case.objects.get().revisions.count() == 1


def test_a_breakdown_is_told_and_leaves_nothing(desk, send, worker, monkeypatch, caplog):
    send(jsonl(hearing(), hearing("h2")), "hearings.jsonl", mapping="hearings", source="")
    run = ImportRun.objects.get()

    def fail(plan, user):
        raise RuntimeError

    monkeypatch.setattr(service, "store", fail)
    worker(lambda: desk.post(page("run", run)))
    run.refresh_from_db()
    assert (run.state, bool(run.message)) == ("failed", True)
    assert not Case.objects.exists()
    assert "Import" in caplog.text


def test_while_the_worker_is_at_it_the_page_tells_how_far_it_is(desk, send, monkeypatch):
    monkeypatch.setattr(runs, "carry_out", lambda run: None)
    send(jsonl(hearing()), "hearings.jsonl", mapping="hearings", source="")
    run = ImportRun.objects.get()
    ImportRun.objects.update(state="checking", done=0)
    shown = desk.get(page("run", run)).content.decode()
    assert "data-import-progress" in shown
    assert "js/import-progress.js" in shown
    assert f'href="{page("run", run)}"' in shown
    assert desk.get(page("columns", run)).url == page("run", run)


def test_a_run_whose_worker_was_stopped_can_be_checked_again(desk, send, worker):
    send(jsonl(hearing()), "hearings.jsonl", mapping="hearings", source="")
    run = ImportRun.objects.get()
    for minutes, state in ((5, "importing"), (31, "checked")):
        sent = timezone.now() - dt.timedelta(minutes=minutes)
        ImportRun.objects.update(state="importing", sent_at=sent, report={})
        assert (b"<button" in desk.get(page("run", run)).content.split(b"data-import-progress")[1]) is (minutes > 30)
        worker(lambda: desk.post(page("run", run)))
        run.refresh_from_db()
        assert run.state == state


def test_nobody_sees_anothers_import_but_administrators(client, send, country):
    send(jsonl(hearing()), "hearings.jsonl", mapping="hearings", source="")
    run = ImportRun.objects.get()
    client.force_login(member(Role.COORDINATOR, Centre.objects.get(key="pavlodar")))
    assert client.get(page("run", run), follow=True).status_code == 404
    assert client.post(page("run", run), follow=True).status_code == 404
    run.refresh_from_db()
    assert run.state == "checked"
    assert not client.get(reverse(INDEX)).context["runs"]
    client.force_login(member(Role.ADMINISTRATOR))
    assert client.get(page("run", run)).status_code == 200


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.EDITOR])
def test_only_the_desk_imports(client, country, role):
    client.force_login(member(role, Centre.objects.get(key="pavlodar")))
    for method in (client.get, client.post):
        response = method(reverse(INDEX))
        assert response.status_code in (302, 403)
        assert response.status_code == 403 or "import" not in response.url.partition("?")[0]
    assert not ImportRun.objects.exists()


def test_the_menu_leads_to_the_import(desk):
    assert reverse(INDEX) in desk.get(reverse("wagtailadmin_home")).content.decode()


def test_titles_of_a_file_are_escaped(desk, send):
    send(jsonl(hearing(title="<script>alert(1)</script>")), "hearings.jsonl", mapping="hearings", source="")
    shown = desk.get(page("run", ImportRun.objects.get())).content.decode()
    assert "&lt;script&gt;alert(1)" in shown
    assert "<script>alert(1)" not in shown
