"""A case as files to take away: what is inside, what never is, and that anyone can check it."""

import csv
import io
import json
import shutil
import subprocess
import tracemalloc
import zipfile
from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.models import Case, EvidenceReceipt, FieldLog, Notice
from monitoring.open_data import case_data, public_record
from monitoring.pack.contents import build_pack
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import (
    CaseFactory,
    EvidenceFileFactory,
    InitiatorFactory,
    consultation,
    evidence,
    finding,
    milestone,
    refer,
)

pytestmark = pytest.mark.django_db
SECRETS = {
    "title of confidential evidence": "Рассказ бухгалтера",
    "its source": "бухгалтер завода",
    "volunteer": "Айгерим Тайная",
    "file name": "foto-ot-aigerim.jpg",
    "hidden finding": "признак ещё не проверен",
    "private person": "Пётр Частный",
    "note of a referral": "внутренняя пометка",
    "draft": "Черновое название",
    "decider": "Координатор Решивший",
}
ADDRESSES = ["/ru/cases/{}.json", "/ru/cases/{}.csv", "/ru/cases/{}/pack.zip"]


@pytest.fixture
def case():
    volunteer = UserFactory(name=SECRETS["volunteer"])
    hearing = consultation(attendance=37)
    hearing.notices.add(Notice(channel="newspaper", date="2026-02", detail="«Қоғам»"))
    hidden = evidence(title=SECRETS["title of confidential evidence"], source=SECRETS["its source"])
    made = CaseFactory(
        published=True,
        full=True,
        title="Ұлытау көмір кеніші: «кеңейту»",
        initiator=InitiatorFactory(name_ru=SECRETS["private person"], is_private=True),
        children=[
            milestone(description="=HYPERLINK(1)"),
            hearing,
            evidence(title="Хабарландыру <b>есікте</b>", is_public=True),
            hidden,
            evidence(url="https://ecoportal.kz/x", title="Портал", is_public=True),
            finding(),
            finding(title=SECRETS["hidden finding"], status="submitted"),
        ],
    )
    case = Case.objects.get(pk=made.pk)
    log = FieldLog.objects.create(volunteer=volunteer, case=case, centre=case.centre)
    EvidenceReceipt.objects.create(file=hidden.file, log=log, uploaded_by=volunteer, original_name=SECRETS["file name"])
    refer(case.findings.get(title="Уведомили за три дня"), note=SECRETS["note of a referral"])
    case.versions.update(decided_by=UserFactory(name=SECRETS["decider"]))
    draft = case.get_latest_revision_as_object()
    draft.title = SECRETS["draft"]
    draft.save_revision(user=volunteer)
    return Case.objects.get(pk=case.pk)


def unpacked(response):
    return zipfile.ZipFile(io.BytesIO(response.getvalue()))


def everything(client, case):
    """All that the three addresses give, the archive taken apart."""
    for address in ADDRESSES:
        response = client.get(address.format(case.reference))
        body = response.getvalue()
        yield str(response.headers)
        if address.endswith(".zip"):
            archive = zipfile.ZipFile(io.BytesIO(body))
            yield from (name + archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
        else:
            yield body.decode()


def test_nothing_but_what_is_public(client, case):
    told = "\n".join(everything(client, case))
    assert case.title in told
    assert [name for name, secret in SECRETS.items() if secret in told] == []


def test_the_data_tell_the_record(client, case):
    data = client.get(f"/ru/cases/{case.reference}.json").json()
    assert data["reference"] == case.reference
    assert data["consultations"][0]["attendance"] == 37
    assert data["consultations"][0]["notices"][0]["date"] == "2026-02"
    assert [item["title"] for item in data["findings"]] == ["Уведомили за три дня"]
    assert [item["number"] for item in data["evidence"]] == [1, 3]
    assert data["evidence_not_published"] == 1
    assert data["initiator"] == "частное лицо"
    [step] = data["referral_steps"]
    assert step["findings"] == [data["findings"][0]["uid"]]
    assert len(data["evidence"][0]["file"]["received_on"]) == len("2026-03-14")


def test_labels_follow_the_language_and_codes_do_not(client, case):
    kazakh, english = (client.get(f"/{code}/cases/{case.reference}.json").json() for code in ("kk", "en"))
    assert kazakh["stage"]["code"] == english["stage"]["code"]
    assert kazakh["stage"]["label"] != english["stage"]["label"]
    assert kazakh["title"] == english["title"]


def test_no_cell_runs_as_a_formula(client, case):
    text = client.get(f"/ru/cases/{case.reference}.csv").getvalue().decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert "'=HYPERLINK(1)" in cells
    packed = unpacked(client.get(f"/ru/cases/{case.reference}/pack.zip"))
    table = packed.read(f"{case.reference}-v1/data/milestones.csv").decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in table
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_sha256sum_accepts_the_pack(client, case, tmp_path):
    unpacked(client.get(f"/kk/cases/{case.reference}/pack.zip")).extractall(tmp_path)
    folder = tmp_path / f"{case.reference}-v1"
    done = sha256sum(folder)
    assert done.returncode == 0, done.stdout + done.stderr
    listed = {line.split("  ", 1)[1] for line in (folder / "manifest.sha256").read_text().splitlines()}
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert there == listed | {"manifest.sha256"}
    (folder / "dossier.html").write_text("changed")
    assert sha256sum(folder).returncode == 1


def sha256sum(folder):
    command = [shutil.which("sha256sum"), "-c", "--strict", "manifest.sha256"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_the_pack_holds_the_copy_and_its_certificate(client, case):
    archive = unpacked(client.get(f"/ru/cases/{case.reference}/pack.zip"))
    root = f"{case.reference}-v1"
    [link] = [link for link in case.evidence.all() if link.is_public and link.file]
    assert archive.read(f"{root}/files/{case.reference}-1.jpg") == b"derivative bytes"
    certificate = archive.read(f"{root}/certificates/1.html").decode()
    assert link.file.sha256 in certificate
    assert link.file.derivative_sha256 in certificate
    assert "Хабарландыру &lt;b&gt;" in certificate
    assert f"{root}/certificates/2.html" not in archive.namelist()


@pytest.mark.usefixtures("english")
def test_a_certificate_names_the_version_that_first_showed_the_file(case):
    draft = case.get_latest_revision_as_object()
    draft.change_note = "Уточнено"
    draft.evidence.get(title="Портал").title = "Портал"
    late = evidence(title="Поздний файл", is_public=True, file=EvidenceFileFactory(sha256="e" * 64))
    draft.evidence.add(late)
    draft.save_revision().publish()
    pack = build_pack(public_record(case.reference))
    early, later = (pack.texts[f"certificates/{number}.html"].decode() for number in (1, 4))
    assert "version 1 of" in early
    assert "version 2 of" in later


def test_pages_of_the_pack_ask_nothing_of_the_network(case):
    pack = build_pack(public_record(case.reference))
    pages = [text.decode() for name, text in pack.texts.items() if name.endswith(".html")]
    assert len(pages) == 2
    for page in pages:
        assert "<style>" in page
        assert "<script" not in page
        assert 'src="' not in page
        assert "url(" not in page
        assert "<link" not in page


def test_the_same_version_gives_the_same_bytes_and_a_changed_one_another_tag(client, case):
    address = f"/ru/cases/{case.reference}/pack.zip"
    first, second = client.get(address), client.get(address)
    assert first.getvalue() == second.getvalue()
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    assert client.get(address.replace("/ru/", "/kk/"))["ETag"] != first["ETag"]
    refer(case.findings.get(title="Уведомили за три дня"))
    assert client.get(address)["ETag"] != first["ETag"]


@pytest.mark.usefixtures("english")
def test_only_numbers_of_confidential_items_and_only_for_the_desk(case):
    record = public_record(case.reference)
    open_pack, desk_pack = build_pack(record), build_pack(record, list_hidden=True)
    assert "evidence_not_published_numbers" not in json.loads(open_pack.texts["data/case.json"])
    assert json.loads(desk_pack.texts["data/case.json"])["evidence_not_published_numbers"] == [2]
    dossier = desk_pack.texts["dossier.html"].decode()
    assert "Confidential" in dossier
    assert SECRETS["title of confidential evidence"] not in dossier


def test_a_draft_is_not_there_and_a_withdrawn_case_is_gone(client, case):
    never = CaseFactory()
    withdraw_case(case=case, user=UserFactory(role=Role.ADMINISTRATOR), reason="По просьбе жителей")
    for address in ADDRESSES:
        gone = client.get(address.format(case.reference))
        assert gone.status_code == 410
        assert "По просьбе жителей" in gone.content.decode()
        assert case.title not in gone.content.decode()
        assert client.get(address.format("KZ-PAV-2026-9999")).status_code == 404
        assert client.get(address.format(never.pk)).status_code == 404


def test_a_number_in_small_letters_moves(client, case):
    for address in ADDRESSES:
        answer = client.get(address.format(case.reference.lower()))
        assert answer.status_code == 301
        assert answer.url == address.format(case.reference)


def test_the_answer_is_the_same_for_everyone(client, case):
    volunteer = case.log.volunteer
    for address in ADDRESSES:
        client.logout()
        anonymous = client.get(address.format(case.reference))
        client.force_login(volunteer)
        signed_in = client.get(address.format(case.reference))
        assert anonymous.getvalue() == signed_in.getvalue()
        assert "Cookie" not in anonymous.get("Vary", "")
        assert "public" in anonymous["Cache-Control"]


def test_queries_do_not_grow_with_the_record(case, django_assert_max_num_queries, client):
    for number in range(6):
        case.evidence.add(evidence(title=f"{number}", is_public=True))
        case.findings.add(finding(title=f"ещё {number}"))
        case.milestones.add(milestone())
    case.change_note = "ещё"
    case.save()
    refer(*[item for item in case.findings.all() if item.is_shown])
    with django_assert_max_num_queries(34):
        client.get(f"/ru/cases/{case.reference}.json")
    with django_assert_max_num_queries(35):
        client.get(f"/ru/cases/{case.reference}/pack.zip").getvalue()


def test_a_large_file_streams_in_little_memory(client, case):
    link = next(link for link in case.evidence.all() if link.is_public and link.file)
    size = 40 << 20
    link.file.derivative.save("large", ContentFile(bytes(size)), save=True)
    tracemalloc.start()
    taken = sum(len(block) for block in client.get(f"/ru/cases/{case.reference}/pack.zip").streaming_content)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert taken > size
    assert peak < 12 << 20


def test_packs_are_limited_by_address_and_the_refusal_is_not_kept(client, case, monkeypatch):
    monkeypatch.setattr("monitoring.views.case_files.PACKS_A_MINUTE", 2)
    monkeypatch.setattr("monitoring.views.limits.time", SimpleNamespace(time=lambda: 0.0))
    address = f"/ru/cases/{case.reference}/pack.zip"
    assert [client.get(address).status_code for _again in range(3)] == [200, 200, 429]
    refused = client.get(address)
    assert "no-store" in refused["Cache-Control"]
    assert refused["Retry-After"] == "60"
    assert client.get(address, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_the_shape_is_in_the_data_dictionary(settings, case):
    told = (settings.ROOT / "docs" / "data-dictionary.ru.md").read_text()
    assert [name for name in case_data(public_record(case.reference)) if f"`{name}`" not in told] == []


def test_the_page_leads_to_the_files(client, case):
    page = client.get(f"/ru/cases/{case.reference}/").content.decode()
    for address in ADDRESSES:
        assert f'href="{address.format(case.reference)}"' in page


def test_dates_of_versions_are_days(case):
    data = case_data(public_record(case.reference))
    assert data["versions"][0]["on"] == timezone.localdate().isoformat()


def test_a_point_tells_the_site_and_not_where_a_phone_stood(client):
    case = CaseFactory(latitude=52.123456, longitude=76.987654, published=True)
    told = client.get(f"/ru/cases/{case.reference}.json").json()
    assert (told["latitude"], told["longitude"]) == (52.12, 76.99)
    page = client.get(f"/ru/cases/{case.reference}/").content.decode()
    assert "52.12" in page
    assert "52.123" not in page
