"""The page of a case: what it shows, at which address, at what price."""

import datetime as dt
import json
import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from monitoring.enums import Answer, FindingStatus, Origin
from monitoring.models import Assessment, Case, Milestone, Notice
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import (
    ActFactory,
    CaseFactory,
    CriterionFactory,
    ProvisionFactory,
    consultation,
    evidence,
    finding,
    milestone,
    refer,
)

pytestmark = pytest.mark.django_db


def published(**fields):
    made = CaseFactory(published=True, full=True, **fields)
    return Case.objects.get(pk=made.pk)


def page(client, case, language="en"):
    return client.get(f"/{language}/cases/{case.reference}/")


def text_of(response):
    body = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", body).replace("\xad", "").split())


def test_page_tells_the_record(client):
    hearing = consultation(attendance=37, comments_received=12, comments_accepted=5, quorum=True)
    hearing.notices.add(Notice(channel="newspaper", date="2026-02-20", detail="«Звезда Прииртышья»"))
    case = published(
        children=[
            milestone(date="2026-03", description="Объявление на дверях"),
            hearing,
            evidence(is_public=True),
            Assessment(criterion=CriterionFactory(processes=["eia_open_meeting"]), answer=Answer.NOT_MET),
            finding(),
        ]
    )
    shown = text_of(page(client, case))
    for expected in (
        case.reference,
        case.title,
        case.summary,
        "March 2026",
        "14 March 2026",
        "20 February 2026",
        "«Звезда Прииртышья»",
        "People present 37",
        "Answered 1 of 1 applicable.",
        "Уведомили за три дня",
        "No reply from the body",
        str(case.body),
        "version 1",
    ):
        assert expected in shown


def test_coverage_counts_what_applies_and_has_no_answer(client):
    asked = [CriterionFactory(key=f"P{n:02}", processes=["eia_open_meeting"]) for n in range(1, 5)]
    CriterionFactory(key="P30", processes=["council_consultation"])
    case = published(
        children=[
            Assessment(criterion=asked[0], answer=Answer.MET),
            Assessment(criterion=asked[1], answer=Answer.NOT_APPLICABLE),
            Assessment(criterion=asked[2], answer=Answer.NO_DATA),
        ]
    )
    shown = text_of(page(client, case))
    assert "Too little is checked for an index: 1 of 3." in shown
    assert "2 criteria apply and have no answer yet" in shown


def test_timeline_is_in_order_of_dates_with_unknown_ones_last(client):
    case = published(
        children=[
            milestone(date=None, description="без даты"),
            milestone(date="2026-04-01", description="апрель"),
            milestone(date="2026", description="год"),
            milestone(date="2026-03", description="март"),
        ]
    )
    shown = text_of(page(client, case))
    places = [shown.index(word) for word in ("год", "март", "апрель", "без даты")]
    assert places == sorted(places)
    assert "date not known" in shown


def test_what_is_ahead_is_marked(client):
    case = published(children=[consultation(held_on="2099-05-05"), milestone(date="2020-01-01")])
    content = page(client, case).content.decode()
    assert content.count("timeline__row--future") == 1


@pytest.mark.parametrize(
    ("days", "status", "told"),
    [
        (-1, "unknown", "Outcome not known"),
        (-1, "planned", "Outcome not known"),
        (-1, "held", "Held"),
        (0, "planned", "Planned"),
        (0, "unknown", ""),
        (None, "unknown", ""),
    ],
)
def test_unknown_outcome_is_told_only_of_what_is_over(client, days, status, told):
    day = None if days is None else (timezone.localdate() + dt.timedelta(days=days)).isoformat()
    case = published(children=[consultation(held_on=day, status=status)])
    [section] = page(client, case).context["consultations"]
    assert [chip["label"] for chip in section["chips"]] == ([told] if told else [])


def test_consultation_of_another_form_is_named_as_its_source_names_it(client):
    named = consultation(form="other", form_text="сход жителей", held_on="2026-03-14")
    shown = page(client, published(children=[named]))
    assert shown.context["timeline"][-1]["title"] == "Сход жителей"
    assert re.search(r'<h3 lang="ru">Сход жителей</h3>', shown.content.decode())
    assert "Form as published" not in text_of(shown)
    unnamed = page(client, published(children=[consultation(form="other", form_text="")]))
    assert unnamed.context["consultations"][0]["title"] == "Other form"


def test_nothing_is_counted_where_nothing_was_checked_and_no_sums_stand_without_files(client):
    shown = text_of(page(client, published(children=[evidence(url="https://example.org/a", is_public=True)])))
    assert "Nobody has checked this record" in shown
    assert "Answered 0" not in shown
    assert "Full checksums" not in shown
    with_file = published(children=[evidence(is_public=True)])
    assert "Full checksums" in text_of(page(client, with_file))


def test_only_findings_made_public_are_shown(client):
    hidden = [
        finding(title=f"скрыто {status}", status=status)
        for status in (FindingStatus.DRAFT, FindingStatus.SUBMITTED, FindingStatus.VERIFIED, FindingStatus.WITHDRAWN)
    ]
    case = published(children=[*hidden, finding(title="показано")])
    content = page(client, case).content.decode()
    assert "показано" in content
    assert "скрыто" not in content


def test_referral_is_told_without_its_internal_note(client):
    case = published(children=[finding()])
    refer(case.findings.first(), sent_on=dt.date(2026, 4, 2), note="только для своих")
    response = page(client, case)
    assert "2 April 2026" in text_of(response)
    assert "Департамент экологии" in text_of(response)
    assert "только для своих" not in response.content.decode()


def test_imported_record_says_it_is_not_verified(client):
    case = published()
    assert "not verified with the bodies" not in text_of(page(client, case))
    Case.objects.filter(pk=case.pk).update(origin=Origin.IMPORT)
    assert "not verified with the bodies" in text_of(page(client, case))


def test_unverified_law_is_said(client):
    criterion = CriterionFactory(confidence="low", processes=["eia_open_meeting"])
    code = ActFactory(key="ENV", name_ru="Экологический кодекс")
    article = ProvisionFactory(key="ENV 73", act=code, article="73", paragraph="", name_ru="Слушания", order=1)
    criterion.provisions.add(article, ProvisionFactory(order=2))
    case = published(children=[Assessment(criterion=criterion, answer=Answer.MET)])
    law = text_of(page(client, case, "ru"))
    assert "Слушания (Экологический кодекс, статья 73)" in law
    assert "ENV 73" not in law
    assert "A6.2 Своевременное и эффективное уведомление (en) (to be verified by a lawyer)" in text_of(
        page(client, case)
    )


def test_languages_of_the_record_are_marked(client):
    case = published(other_title="Көмір кенішін кеңейту", summary_language="kk")
    content = page(client, case).content.decode()
    assert re.search(r'<h1 lang="ru">', content)
    assert re.search(r'class="record__other" lang="kk"', content)
    assert re.search(r'class="lead" lang="kk"', content)
    assert re.search(r"<h1>", page(client, case, "ru").content.decode())


def test_linked_data_and_head(client, settings):
    case = published(children=[consultation(held_on="2026-03-14", held_at=dt.time(15)), evidence(is_public=True)])
    content = page(client, case).content.decode()
    [block] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', content)
    data = json.loads(block)
    address = f"{settings.SITE_URL}/en/cases/{case.reference}/"
    assert data["@id"] == address
    assert data["identifier"] == case.reference
    assert data["version"] == "1"
    assert data["mentions"][0]["startDate"] == "2026-03-14T15:00:00+05:00"
    assert data["associatedMedia"][0]["contentUrl"].startswith(f"{settings.SITE_URL}/en/evidence/")
    assert f'<link rel="canonical" href="{address}">' in content
    assert f'hreflang="kk" href="{settings.SITE_URL}/kk/cases/{case.reference}/"' in content
    assert '<meta property="og:type" content="article">' in content


def test_text_cannot_leave_its_place(client):
    case = published(title="</script><script>alert(1)</script>", summary='"><img src=x onerror=alert(1)>')
    content = page(client, case).content.decode()
    assert "<script>alert" not in content
    assert "<img src=x" not in content


def test_history_shows_reasons_not_people(client, admin_user):
    case = published()
    case.title = "Исправленное название"
    case.change_note = "Исправлено название по письму акимата"
    case.based_on = case.version
    case.save_revision().publish()
    response = page(client, case)
    shown = text_of(response)
    assert "Исправлено название по письму акимата" in shown
    assert "version 2" in shown
    assert "Correction" in shown


def test_withdrawn_record_answers_with_the_reason(client, admin_user):
    case = published(title="Отозванное дело", children=[finding(title="скрытый признак")])
    withdraw_case(case=case, user=admin_user, reason="Описано не то слушание")
    response = page(client, case)
    assert response.status_code == 410
    assert "Описано не то слушание" in text_of(response)
    assert "Отозванное дело" not in response.content.decode()
    assert "скрытый признак" not in response.content.decode()


def test_number_in_small_letters_leads_to_the_record(client):
    case = published()
    response = client.get(f"/ru/cases/{case.reference.lower()}/?from=print")
    assert response.status_code == 301
    assert response["Location"] == f"/ru/cases/{case.reference}/?from=print"


def test_unknown_number_helps(client):
    response = client.get("/ru/cases/KZ-PAV-2026-9999/")
    assert response.status_code == 404
    assert "KZ-PAV-2026-9999" in response.content.decode()
    assert client.get("/ru/cases/kz-pav-2026-9999/").status_code == 404


def test_unchanged_page_is_not_sent_again(client):
    case = published()
    first = page(client, case)
    again = client.get(f"/en/cases/{case.reference}/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert "max-age=60" in first["Cache-Control"]


def make_with_children(count):
    children = []
    for n in range(count):
        hearing = consultation()
        hearing.notices.add(Notice(channel="portal", date="2026-02-01"))
        asked = CriterionFactory(key=f"P{n:02}")
        asked.provisions.add(ProvisionFactory())
        found = finding(criterion=asked)
        children += [
            milestone(),
            hearing,
            evidence(is_public=True),
            Assessment(criterion=asked, answer=Answer.MET),
            found,
        ]
    case = published(children=children)
    for found in case.findings.all():
        refer(found, sent_on=dt.date(2026, 4, 2))
    return case


def test_queries_do_not_grow_with_the_record(client, django_assert_num_queries):
    cases = [make_with_children(1), make_with_children(4)]
    page(client, cases[0])
    for case in cases:
        with django_assert_num_queries(CASE_PAGE_QUERIES):
            assert page(client, case).status_code == 200


CASE_PAGE_QUERIES = 5


def test_preview_of_a_draft_shows_the_draft_and_opens_nothing(client, admin_user, rf):
    made = CaseFactory(children=[evidence(title="тайная фотография"), milestone(description="в черновике"), finding()])
    draft = Case.objects.get(pk=made.pk).get_latest_revision_as_object()
    draft.milestones.add(Milestone(kind="other", description="ещё не сохранено"))
    draft.findings.add(finding(title="новый признак"))
    with translation.override("ru"):
        request = rf.get(reverse("monitoring:precedents"))
        response = draft.make_preview_request(request, "")
    content = response.render().content.decode() if hasattr(response, "render") else response.content.decode()
    assert "в черновике" in content
    assert "ещё не сохранено" in content
    assert "новый признак" in content
    assert "тайная фотография" not in content
    assert "application/ld+json" not in content


def test_preview_of_a_case_never_saved(rf):
    draft = Case(title="Совсем новое", language="ru")
    draft.findings.add(finding(title="первый признак"))
    draft.consultations.add(consultation(held_at=dt.time(10)))
    content = draft.make_preview_request(rf.get("/ru/"), "")
    assert "Совсем новое" in content.content.decode()
