"""The program on the phone as the server hands it out: whole, in three languages, and with nothing of anybody."""

import re
from pathlib import Path

import brotli
import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.log.phone.assets import precached, version
from monitoring.log.steps import STEPS
from monitoring.log.tests.factories import LogFactory, full_answers, volunteer
from monitoring.models import ReviewComment
from monitoring.services.logs import submit_log
from monitoring.services.review import return_to_author
from monitoring.tests.factories import BodyFactory, RegionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def address(name, language="ru"):
    with override(language):
        return reverse(f"monitoring:{name}")


@pytest.fixture
def person(client):
    user = volunteer(name="Имя Волонтёра")
    client.force_login(user)
    return user


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_shell_holds_every_question_and_nobody(client, person, language):
    mine = client.get(address("log_phone", language))
    client.logout()
    anyones = client.get(address("log_phone", language))
    assert mine.content == anyones.content
    assert "Set-Cookie" not in anyones.headers
    assert "Cookie" not in anyones.headers.get("Vary", "")
    assert "csrfmiddlewaretoken" not in anyones.text
    for key in STEPS:
        assert f'id="step-{key}"' in anyones.text


def test_every_input_of_the_online_forms_is_in_the_shell(client):
    shell = client.get(address("log_phone")).text
    for step in STEPS.values():
        for name in step.names():
            if name not in {"body", "files", "events"}:
                assert re.search(rf'name="{name}(_day)?"', shell), name


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_worker_keeps_files_that_exist_and_only_those_of_the_program(client, language):
    worker = client.get(address("log_worker", language))
    assert worker["Content-Type"].startswith("text/javascript")
    assert f'"/{language}/log/phone/"' in worker.text
    for url in precached(language):
        assert finders.find(url.removeprefix("/static/")), url
    assert "/static/js/phone/app.js" in worker.text
    assert "/static/css/components/kit.css" in worker.text


def test_every_module_that_is_imported_is_kept():
    kept = set(precached("ru"))
    for url in [url for url in kept if url.endswith(".js") and "/vendor/" not in url]:
        source = Path(finders.find(url.removeprefix("/static/"))).read_text()
        imported = re.findall(r'(?:import|from) "(\.[^"]+)"', source)
        for path in imported:
            assert _resolved(url, path) in kept, f"{url} imports {path}"


def _resolved(url, path):
    parts = url.split("/")[:-1]
    for part in path.split("/"):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


@pytest.mark.parametrize("language", ["ru", "kk", "en"])
def test_the_first_opening_takes_less_than_200_kilobytes(client, language):
    """As production sends it, compressed; the shell comes once to the page and once to the worker."""
    shell = client.get(address("log_phone", language)).content
    sent = [2 * len(brotli.compress(shell, quality=5)), len(client.get(address("log_worker", language)).content)]
    for url in precached(language):
        if source := finders.find(url.removeprefix("/static/")):
            data = Path(source).read_bytes()
            sent.append(len(data) if url.endswith((".woff2", ".png")) else len(brotli.compress(data)))
    assert sum(sent) < 200_000


def test_other_words_are_another_version():
    assert version(b"one") != version(b"two")
    assert version(b"one") == version(b"one")


def test_the_manifest_names_icons_that_exist_in_the_language_of_the_page(client):
    told = client.get(address("log_manifest", "kk")).json()
    assert (told["lang"], told["scope"], told["start_url"]) == ("kk", "/kk/log/", "/kk/log/phone/")
    assert {icon["purpose"] for icon in told["icons"]} == {"any", "maskable"}
    for icon in told["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/"))


@pytest.mark.parametrize("name", ["log_session", "log_pack"])
def test_what_is_of_one_person_is_for_nobody_else_and_no_cache(client, person, name):
    assert client.get(address(name))["Cache-Control"] == "private, no-store"
    client.logout()
    signed_out = client.get(address(name), headers={"Accept": "application/json"})
    assert (signed_out.status_code, signed_out.json()) == (401, {"error": "signed_out"})


def test_the_session_tells_the_same_person_from_another(client, person):
    key = client.get(address("log_session")).json()["person"]
    assert client.get(address("log_pack")).json()["person"] == key
    assert str(person.pk) != key
    client.force_login(volunteer())
    assert client.get(address("log_session")).json()["person"] != key


def test_open_logs_are_taken_along_with_remarks_and_closed_ones_are_not(client, person):
    mine = LogFactory(volunteer=person, in_confidence="Тайна")
    LogFactory()
    returned = LogFactory(volunteer=person, answers=full_answers(form="none"))
    case = submit_log(log=returned, user=person)
    submit_log(log=LogFactory(volunteer=person), user=person)
    ReviewComment.objects.create(case=case, field="title", text="Уточните")
    return_to_author(case=case, user=UserFactory(role=Role.COORDINATOR), reason="Проверьте")
    taken = {log["uid"]: log for log in client.get(address("log_pack")).json()["logs"]}
    assert set(taken) == {str(mine.uid), str(returned.uid)}
    log = taken[str(mine.uid)]
    assert log["kit"]
    assert ["title", "Карьер у села Заря"] in log["screens"]["what"]
    assert log["screens"]["confidence"] == [["in_confidence", "Тайна"]]
    assert taken[str(returned.uid)]["remarks"] == [{"field": "title", "text": "Уточните"}]


def test_bodies_of_the_persons_regions_and_of_the_whole_country_are_taken_along(client, person):
    here = BodyFactory(name_ru="Акимат Баянаула", name_kk="Баянауыл әкімдігі")
    country = BodyFactory(name_ru="Министерство", region=None)
    BodyFactory(name_ru="Акимат Тараза", region=RegionFactory(key="ZHA", name_ru="Жамбыл"))
    found = {body["key"]: body for body in client.get(address("log_pack")).json()["bodies"]}
    assert set(found) == {here.key, country.key}
    assert "bayanauyl" in found[here.key]["words"] or "baianauyl" in found[here.key]["words"]


def test_many_logs_are_taken_along_with_as_many_questions_as_one(client, person):
    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(address("log_pack"))
        return len(queries)

    LogFactory(volunteer=person)
    BodyFactory()
    count()
    few = count()
    for _time in range(3):
        LogFactory(volunteer=person)
        BodyFactory()
    assert count() == few
