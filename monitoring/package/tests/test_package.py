"""The nightly package: everything public and nothing else, the same in every file, described, checked, taken back."""

import csv
import datetime as dt
import hashlib
import io
import json
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.models import Case, DataPackage, Finding, FindingStatusRow, Referral, ReferredFinding
from monitoring.package.tables import LANGUAGES, TABLES
from monitoring.services.packages import build_package
from monitoring.services.publishing import withdraw_case
from monitoring.services.versions import close_versions
from monitoring.tests.factories import (
    CaseFactory,
    CouncilFactory,
    CriterionFactory,
    InitiatorFactory,
    ReferralOutcomeFactory,
    StepReplyFactory,
    consultation,
    evidence,
    finding,
    milestone,
    refer,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)


@pytest.fixture
def case():
    """One of everything, and beside it what nobody may read."""
    made = CaseFactory(
        full=True,
        title="=HYPERLINK(1)",
        initiator=InitiatorFactory(name_ru="Пётр Частный", is_private=True),
        children=[
            milestone(description="Объявление"),
            consultation(venue="Клуб", note="+1"),
            finding(),
            finding(title="Тайный признак", status="submitted"),
            evidence(title="Снимок из окна"),
        ],
        published=True,
    )
    case = Case.objects.get(pk=made.pk)
    step = refer(case.findings.get(title="Уведомили за три дня"), note="Внутренняя пометка").steps.get()
    StepReplyFactory(step=step, summary="Приняли к сведению")
    ReferralOutcomeFactory(step=step)
    CouncilFactory(body=case.body)
    CriterionFactory()
    case.title = "Черновое название"
    case.save_revision()
    CaseFactory(title="Никогда не показано")
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    return django_capture_on_commit_callbacks


def built(day=TODAY):
    build_package(day)
    return DataPackage.objects.get(on=day)


def unpacked(package):
    with package.file.open("rb") as file, zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rows(files, name):
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode("utf-8-sig"))))


def test_everything_public_is_there_in_both_forms_and_nothing_else(case):
    package = built()
    files = unpacked(package)
    for table in TABLES:
        told = json.loads(files[f"{table.name}.json"])
        assert len(told) == len(rows(files, table.name)) == package.counts[table.name], table.name
    missing = {name for name, count in package.counts.items() if not count}
    assert missing == {"notices", "body_replies"}
    assert rows(files, "referrals")[0]["reply.summary"] == "Приняли к сведению"
    everything = b"".join(files.values()).decode()
    hidden = ("Частный", "Тайный признак", "Снимок из окна", "Внутренняя пометка", "Черновое", "Никогда не показано")
    assert [secret for secret in hidden if secret in everything] == []


def test_no_cell_runs_as_a_formula(case):
    files = unpacked(built())
    assert rows(files, "cases")[0]["title"] == "'=HYPERLINK(1)"
    assert json.loads(files["cases.json"])[0]["title"] == "=HYPERLINK(1)"
    assert rows(files, "consultations")[0]["note"] == "'+1"


def test_every_column_is_described_in_three_languages_and_every_code_has_its_words(case):
    files = unpacked(built())
    columns = [(table.name, column.path) for table in TABLES for column in table.columns]
    for language in LANGUAGES:
        lines = list(csv.reader(io.StringIO(files[f"dictionary.{language}.csv"].decode("utf-8-sig"))))
        assert [(line[0], line[2]) for line in lines[1:] if line[0] != "changes"] == columns
        assert all(line[1] and line[3] for line in lines)
    codes = {(line["table"], line["column"], line["code"]) for line in rows(files, "codes")}
    for table in TABLES:
        for row in rows(files, table.name):
            used = {c.path: row[c.path] for c in table.columns if c.choices and row[c.path]}
            assert {(table.name, path, code) for path, code in used.items()} <= codes


def test_every_column_reads_something_the_shape_has(case):
    """A misspelled path would be an empty column."""
    for table in TABLES:
        for row in table.rows():
            for column in table.columns:
                top = column.path.split(".")[0]
                assert top in row, (table.name, column.path)


def test_checksums_are_those_of_the_files(case):
    package = built()
    files = unpacked(package)
    said = dict(reversed(line.split("  ")) for line in files["checksums.sha256"].decode().splitlines())
    assert said == {name: hashlib.sha256(text).hexdigest() for name, text in files.items() if name in said}
    assert set(said) == set(files) - {"checksums.sha256"}
    with package.file.open("rb") as file:
        content = file.read()
    assert hashlib.sha256(content).hexdigest() == package.sha256
    assert len(content) == package.size


def test_the_change_log_tells_what_came_changed_and_went_since_the_package_before(case):
    built(TODAY - dt.timedelta(days=1))
    other = CaseFactory(published=True)
    case.based_on, case.change_note = case.version, "Исправлено"
    case.save_revision().publish()
    withdraw_case(case=Case.objects.get(pk=case.pk), user=UserFactory(role=Role.ADMINISTRATOR), reason="Ошибка")
    package = built()
    log = rows(unpacked(package), "changes")
    assert [(row["case"], row["change.code"]) for row in log] == [
        (other.reference, "published"),
        (case.reference, "corrected"),
        (case.reference, "withdrawn"),
    ]
    assert log[2]["note"].endswith("Ошибка")
    assert package.changes == {"published": 1, "corrected": 1, "withdrawn": 1}
    assert case.reference not in unpacked(package)["cases.csv"].decode()


def test_a_package_asks_no_more_for_more_rows(case):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            built()
        return len(queries)

    asked()
    before = asked()
    for _number in range(3):
        made = CaseFactory(children=[milestone(), consultation(), finding()], published=True)
        refer(Case.objects.get(pk=made.pk).findings.get())
    assert asked() <= before + 1


def test_letters_about_more_than_a_thousand_findings_are_told(case):
    Finding.objects.bulk_create(Finding(case=case, title=f"Признак {number}") for number in range(1_001))
    more = Finding.objects.filter(title__startswith="Признак")
    FindingStatusRow.objects.bulk_create(FindingStatusRow(finding=each, status="published") for each in more)
    referral = Referral.objects.get()
    ReferredFinding.objects.bulk_create(ReferredFinding(referral=referral, finding=each) for each in more)
    letter, *_others = rows(unpacked(built()), "referrals")
    assert letter["findings"].count(";") == 1_001


class TestAddresses:
    def test_latest_and_by_day_are_the_same_files(self, client, case):
        package = built()
        for day in ("latest", "2026-11-23"):
            response = client.get(f"/data/{day}/aarhus-watch.zip")
            assert hashlib.sha256(b"".join(response.streaming_content)).hexdigest() == package.sha256
            assert response["Content-Length"] == str(package.size)
            assert response["Access-Control-Allow-Origin"] == "*"
            part = client.get(f"/data/{day}/cases.csv")
            assert b"".join(part.streaming_content) == unpacked(package)["cases.csv"]
            assert client.get(f"/data/{day}/cases.csv", HTTP_IF_NONE_MATCH=part["ETag"]).status_code == 304
            assert client.head(f"/data/{day}/cases.csv")["Content-Length"] == part["Content-Length"]
            assert not part.cookies
        checksum = client.get("/data/latest/aarhus-watch.zip.sha256").text
        assert checksum == f"{package.sha256}  aarhus-watch.zip\n"

    @pytest.mark.parametrize("path", ["latest/no.csv", "2026-11-22/cases.csv", "2026-99-99/cases.csv", "x/cases.csv"])
    def test_what_there_is_not_is_not_found(self, client, case, path):
        built()
        assert client.get(f"/data/{path}").status_code == 404

    def test_the_record_for_catalogues_names_every_file_with_its_checksum(self, client, case):
        package = built()
        response = client.get("/data/latest/dcat.jsonld")
        assert response["Content-Type"] == "application/ld+json"
        record = response.json()
        assert {title["@language"] for title in record["dct:title"]} == set(LANGUAGES)
        sums = {
            one["dct:title"]: one["spdx:checksum"]["spdx:checksumValue"]["@value"]
            for one in record["dcat:distribution"]
        }
        assert sums == {
            "aarhus-watch.zip": package.sha256,
            **{name: sha for name, (_size, sha) in package.members.items()},
        }

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_page_leads_to_all_of_it(self, client, case, language):
        assert client.get(f"/{language}/data/").status_code == 200
        built()
        html = client.get(f"/{language}/data/").text
        for name in ("aarhus-watch.zip", "cases.csv", "cases.json", "codes.csv", "dcat.jsonld", "checksums.sha256"):
            assert f'href="/data/latest/{name}"' in html
        assert '"@type": "Dataset"' in html
        assert f'href="/{language}/data/"' in client.get(f"/{language}/cases/").text


class TestTakingBack:
    def test_a_withdrawn_record_is_in_no_package_from_that_moment(self, client, case, committing):
        built(TODAY - dt.timedelta(days=1))
        built(timezone.localdate())
        with committing(execute=True):
            withdraw_case(case=case, user=UserFactory(role=Role.ADMINISTRATOR), reason="Угроза")
        assert client.get("/data/2026-11-22/cases.csv").status_code == 404
        told = b"".join(client.get("/data/latest/cases.csv").streaming_content).decode()
        assert case.reference not in told

    def test_nothing_old_is_handed_out_before_the_new_one_is_made(self, client, case):
        package = built()
        withdraw_case(case=case, user=UserFactory(role=Role.ADMINISTRATOR), reason="Угроза")
        assert client.get("/data/latest/cases.csv").status_code == 404
        assert client.get(f"/data/{package.on}/aarhus-watch.zip").status_code == 404
        assert client.get("/ru/data/").status_code == 200

    def test_what_is_closed_for_protection_is_taken_back_too(self, client, case):
        built()
        close_versions(case=case, numbers=[1], user=UserFactory(role=Role.ADMINISTRATOR), reason="Защита")
        assert client.get("/data/latest/cases.csv").status_code == 404

    def test_only_the_last_ones_are_kept_and_no_file_is_left_over(self, case, settings, committing):
        settings.OPEN_DATA_KEEP = 2
        with committing(execute=True):
            made = [built(TODAY + dt.timedelta(days=n)) for n in (0, 1, 2, 2)]
        assert [str(package) for package in DataPackage.objects.public()] == ["2026-11-25", "2026-11-24"]
        storage = made[0].file.storage
        assert not storage.exists(made[0].file.name)
        assert storage.exists(DataPackage.objects.first().file.name)
