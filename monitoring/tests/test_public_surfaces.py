"""Nothing of a source, a draft or a confidential note on any public surface, whoever looks."""

import pytest
from django.contrib.sitemaps.views import sitemap
from django.test import RequestFactory
from django.utils import timezone

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.models import Case, EvidenceReceipt, FieldLog, ReviewComment
from monitoring.sitemaps import SITEMAPS
from monitoring.tests.factories import (
    CaseFactory,
    CentreFactory,
    EvidenceFileFactory,
    InitiatorFactory,
    RegionFactory,
    consultation,
    evidence,
    finding,
    milestone,
    refer,
)

pytestmark = pytest.mark.django_db

SECRETS = {
    "volunteer": "Айгерим Тайная",
    "mail": "aigerim.secret@example.org",
    "file": "foto-ot-aigerim.jpg",
    "confidential title": "Снимок из окна директора",
    "confidential source": "бухгалтер завода",
    "in confidence": "мне угрожали увольнением",
    "review comment": "спросить у Айгерим ещё раз",
    "referral note": "внутренняя пометка о письме",
    "hidden finding": "признак ещё не проверен",
    "draft title": "Черновое название дела",
    "draft event": "событие из черновика",
    "person": "Пётр Частный",
    "decider": "Координатор Решивший",
}
SURFACES = [
    "/{language}/cases/{reference}/",
    "/{language}/cases/{reference}/versions/",
    "/{language}/bodies/",
    "/{language}/bodies/{body}/",
    "/{language}/regions/",
    "/{language}/regions/PAV/",
    "/{language}/hearings/",
    "/{language}/hearings/?when=past",
    "/{language}/hearings/PAV.ics",
    "/{language}/hearings/all.ics",
    "/{language}/precedents/",
]


@pytest.fixture
def planted():
    """A published case full of secrets, with a newer draft, and one that was never published."""
    centre = CentreFactory()
    volunteer = UserFactory(name=SECRETS["volunteer"], email=SECRETS["mail"], role=Role.VOLUNTEER, role__centre=centre)
    file = EvidenceFileFactory()
    made = CaseFactory(
        full=True,
        centre=centre,
        initiator=InitiatorFactory(name_ru=SECRETS["person"], is_private=True),
        children=[
            consultation(held_on="2099-05-05"),
            consultation(held_on="2020-05-05"),
            evidence(file=file, title=SECRETS["confidential title"], source=SECRETS["confidential source"]),
            evidence(is_public=True),
            finding(),
            finding(title=SECRETS["hidden finding"], status="submitted"),
        ],
        published=True,
    )
    case = Case.objects.get(pk=made.pk)
    log = FieldLog.objects.create(volunteer=volunteer, case=case, centre=centre, in_confidence=SECRETS["in confidence"])
    EvidenceReceipt.objects.create(file=file, log=log, uploaded_by=volunteer, original_name=SECRETS["file"])
    ReviewComment.objects.create(case=case, text=SECRETS["review comment"], author=volunteer)
    decider = UserFactory(name=SECRETS["decider"], role=Role.COORDINATOR, role__centre=centre)
    case.versions.update(decided_by=decider)
    refer(case.findings.first(), note=SECRETS["referral note"])
    case.title = SECRETS["draft title"]
    case.milestones.add(milestone(description=SECRETS["draft event"]))
    case.save_revision(user=volunteer)
    never_published = CaseFactory(
        title=SECRETS["draft title"], body=case.body, children=[consultation(venue=SECRETS["draft event"])]
    )
    never_published.save()
    return Case.objects.get(pk=case.pk)


@pytest.fixture(params=["nobody", "author", "coordinator", "coordinator elsewhere", "editor", "administrator"])
def reader(request, client, planted):
    elsewhere = CentreFactory(key="almaty", name_ru="Алматы", regions=[RegionFactory(key="ALA", name_ru="Алматы")])
    if request.param == "author":
        client.force_login(planted.log.volunteer)
    elif request.param == "administrator":
        client.force_login(UserFactory(role=Role.ADMINISTRATOR))
    elif request.param != "nobody":
        role, centre = {
            "coordinator": (Role.COORDINATOR, planted.centre),
            "coordinator elsewhere": (Role.COORDINATOR, elsewhere),
            "editor": (Role.EDITOR, planted.centre),
        }[request.param]
        client.force_login(UserFactory(role=role, role__centre=centre))
    return client


def addresses(case, language):
    return [surface.format(language=language, reference=case.reference, body=case.body.key) for surface in SURFACES]


def test_no_surface_tells_a_secret_to_anyone(reader, planted):
    for address in addresses(planted, "ru"):
        response = reader.get(address)
        assert response.status_code == 200, address
        content = response.content.decode()
        everything = content.replace("\xad", "").replace("\r\n ", "") + str(response.headers)
        told = [name for name, secret in SECRETS.items() if secret in everything]
        assert told == [], address


def test_surfaces_do_show_the_public_record(client, planted):
    shown = [
        planted.title in client.get(address).content.decode().replace("\xad", "").replace("\r\n ", "")
        for address in addresses(planted, "ru")
    ]
    assert shown == [True, True, False, True, False, True, True, True, True, True, False]


def test_the_same_answer_to_everyone_without_a_cookie(client, planted):
    for address in addresses(planted, "kk"):
        client.logout()
        anonymous = client.get(address)
        client.force_login(planted.log.volunteer)
        signed_in = client.get(address)
        assert anonymous.content == signed_in.content, address
        assert "Cookie" not in anonymous.get("Vary", ""), address
        assert not anonymous.cookies, address
        assert not signed_in.cookies, address
        assert "public" in anonymous["Cache-Control"], address


def test_sitemap_names_only_what_is_public(planted):
    request = RequestFactory().get("/sitemap.xml")
    answer = sitemap(request, SITEMAPS).render().content.decode()
    for language in ("ru", "kk", "en"):
        assert f"/{language}/cases/{planted.reference}/</loc>" in answer
    assert answer.count("/cases/") == answer.count(planted.reference)
    assert f"/ru/bodies/{planted.body.key}/" in answer
    assert "/ru/regions/PAV/" in answer
    assert f"<lastmod>{timezone.now():%Y-%m}" in answer
    Case.objects.update(withdrawn_at=timezone.now(), live=False)
    assert "/cases/" not in sitemap(request, SITEMAPS).render().content.decode()
