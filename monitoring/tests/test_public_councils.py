"""Public councils as anyone reads them: composition, sessions, recommendations and the silence after them."""

import csv
import datetime as dt
import io
import re
from decimal import Decimal

import pytest
from django.utils import timezone

from monitoring.councils.tests.conftest import council_rules
from monitoring.enums import ConsultationForm, MemberSector, RecommendationResult
from monitoring.models import Case, CouncilMember, DeadlineRule, Recommendation
from monitoring.services.councils import recompute_due_dates
from monitoring.tests.factories import (
    BodyFactory,
    CaseFactory,
    CouncilFactory,
    CouncilSessionFactory,
    RegionFactory,
    consultation,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 1)
SENT = dt.date(2026, 2, 2)  # due by 16 February
LISTS = ["/councils/", "/councils/{key}/", "/councils/unanswered/", "/councils/unanswered.csv"]


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args: TODAY)


@pytest.fixture(autouse=True)
def rules(db):
    DeadlineRule.objects.bulk_create(council_rules())


@pytest.fixture
def council():
    made = CouncilFactory(
        name_ru="Общественный совет Экибастуза",
        term_from=dt.date(2023, 1, 1),
        term_to=dt.date(2025, 12, 31),
        quorum_share=Decimal("0.667"),
        quorum_source="Положение, п. 24",
    )
    for name, sector, ended in (
        ("Ахметова Б.", MemberSector.NGO, None),
        ("Иванов П.", MemberSector.NGO, dt.date(2025, 1, 1)),
        ("Серик А.", MemberSector.STATE, None),
    ):
        CouncilMember.objects.create(council=made, name=name, sector=sector, ended_on=ended)
    return made


def held(council, *recommendations, **fields):
    made = CouncilSessionFactory(
        council=council, recommendations=recommendations, **{"held_on": "2026-02-01", **fields}
    )
    recompute_due_dates()
    return made


def content(client, address):
    response = client.get(f"/en{address}")
    assert response.status_code == 200, address
    return (b"".join(response) if response.streaming else response.content).decode()


def text(client, address):
    return " ".join(re.sub(r"<[^>]+>", " ", content(client, address)).replace("\xad", "").split())


def table(client, query=""):
    return list(csv.DictReader(io.StringIO(content(client, f"/councils/unanswered.csv{query}").removeprefix("\ufeff"))))


class TestList:
    def test_tells_members_last_session_and_replies_by_region(self, client, council):
        held(
            council,
            {"sent_on": SENT},
            {"sent_on": SENT, "replied_on": SENT, "result": RecommendationResult.ACCEPTED},
            {},
        )
        held(council, held_on="2026-12-31")
        row = re.search(r'council-\d+/">Общественный совет.*?</tr>', content(client, "/councils/"), re.S).group()
        assert re.findall(r'class="number">(?:<a[^>]*>)?(\d+)<', row) == ["2", "2", "1", "1"]
        for expected in ("01.01.2023 – 31.12.2025", "01.02.2026", f"?council={council.key}"):
            assert expected in row

    def test_a_monitored_case_tells_of_a_session_too(self, client, council):
        CaseFactory(published=True, children=[consultation(council=council, held_on="2026-05-05")])
        CaseFactory(published=True, children=[consultation(council=council, held_on="2026-05-25", status="cancelled")])
        CaseFactory(children=[consultation(council=council, held_on="2026-05-20")])
        assert "05.05.2026" in content(client, "/councils/")

    def test_without_councils_it_says_what_will_be_here(self, client):
        assert "No public councils yet" in text(client, "/councils/")


class TestCouncil:
    def test_tells_composition_term_and_quorum_with_its_source(self, client, council):
        shown = text(client, f"/councils/{council.key}/")
        for expected in (
            "at least 2/3 of all members",
            "Положение, п. 24",
            "The term has ended.",
            "Non-governmental organisations 1 50 %",
            "State body 1 50 %",
            "Иванов П. Non-governmental organisations — — 01.01.2025",
        ):
            assert expected in shown

    def test_what_is_not_recorded_is_said_to_be_so(self, client):
        shown = text(client, f"/councils/{CouncilFactory().key}/")
        for expected in ("Term not recorded", "Quorum not recorded", "The list of members is not recorded"):
            assert expected in shown

    def test_a_session_tells_quorum_papers_replies_and_silence(self, client, council):
        case = CaseFactory(published=True, title="Полигон отходов")
        session = held(
            council,
            {"sent_on": SENT, "text": "Закрыть полигон", "case": case},
            {
                "sent_on": SENT,
                "text": "Показать замеры",
                "replied_on": dt.date(2026, 2, 18),
                "result": RecommendationResult.REJECTED_WITHOUT_REASONS,
                "reply_text": "Нецелесообразно",
            },
            members_present=1,
            members_total=3,
            agenda_published_on="2026-01-20",
            protocol_published_on="2026-02-17",
        )
        for address in (f"/councils/{council.key}/", f"/councils/{council.key}/sessions/{session.uid}/"):
            shown = text(client, address)
            for expected in (
                "no quorum",
                "1 of 3",
                "Needed for a quorum 2",
                "outside the term of the council",
                "Agenda 20.01.2026 13.02.2026 in time",
                "Protocol 17.02.2026 13.02.2026 late",
                "Recommendations not recorded 13.02.2026 cannot be told",
                "no reply, 105 days overdue",
                "No reply The last day was 16.02.2026.",
                "replied 2 days late",
                "Rejected without reasons Нецелесообразно",
                "to be verified by a lawyer",
                f"{case.reference}: Полигон отходов",
            ):
                assert expected in shown, (address, expected)

    def test_a_long_gap_is_a_sign_only_when_all_sessions_are_recorded(self, client, council):
        held(council)
        assert "No session from" not in text(client, f"/councils/{council.key}/")
        council.sessions_known_from = dt.date(2026, 1, 1)
        council.save()
        shown = text(client, f"/councils/{council.key}/")
        assert "No session from 1 February 2026 to 1 June 2026; one was due by 1 May 2026." in shown
        assert "The term is to be verified by a lawyer." in shown

    def test_public_cases_that_went_to_the_council_stand_there_without_a_session(self, client, council):
        form = ConsultationForm.COUNCIL_SESSION
        shown = CaseFactory(published=True, children=[consultation(council=council, form=form)])
        hidden = CaseFactory(title="Черновик дела", children=[consultation(council=council, form=form)])
        page = content(client, f"/councils/{council.key}/")
        assert f"/en/cases/{shown.reference}/#c-" in page
        assert hidden.title not in page

    def test_the_page_of_a_case_tells_what_a_council_recommended_and_leads_to_it(self, client, council):
        case = CaseFactory(published=True, children=[consultation(council=council)])
        session = held(council, {"sent_on": SENT, "text": "Закрыть полигон", "case": case})
        held(council, {"sent_on": SENT, "text": "ТАЙНАЯ рекомендация", "case": case}, is_public=False)
        page, shown = content(client, case.get_absolute_url()[3:]), text(client, case.get_absolute_url()[3:])
        assert f'href="/en/councils/{council.key}/"' in page
        assert f"{session.get_absolute_url()[3:]}#r-" in page
        assert "Закрыть полигон" in shown
        assert "no reply, 105 days overdue" in shown
        assert "ТАЙН" not in page

    def test_pages_of_bodies_lead_to_councils(self, client, council):
        assert f"/en/councils/{council.key}/" in content(client, f"/bodies/{council.body.key}/")
        assert "/en/councils/" in content(client, "/bodies/")

    def test_unknown_addresses(self, client, council):
        session, other = held(council), CouncilFactory()
        assert client.get("/ru/councils/nobody/").status_code == 404
        assert client.get(f"/ru/councils/{other.key}/sessions/{session.uid}/").status_code == 404


class TestUnanswered:
    @pytest.fixture
    def waiting(self, council):
        almaty = BodyFactory(region=RegionFactory(key="ALA", name_ru="Алматы"))
        other = CouncilFactory(name_ru="Совет Алматы", body=almaty)
        held(council, {"sent_on": SENT, "text": "Давняя"}, {"sent_on": dt.date(2026, 5, 28), "text": "Свежая"})
        held(
            other,
            {"sent_on": dt.date(2026, 3, 2), "text": "Алматинская"},
            {"text": "Не отправленная"},
            {"sent_on": SENT, "replied_on": SENT, "result": RecommendationResult.PARTLY, "text": "Отвеченная"},
        )
        return other

    def test_the_longest_silence_comes_first(self, client, waiting):
        shown = text(client, "/councils/unanswered/")
        places = [shown.index(name) for name in ("Давняя", "Алматинская", "Свежая")]
        assert places == sorted(places)
        assert "3 recommendations without a reply" in shown
        assert "The term has passed for 2." in shown
        assert "no reply, 105 days overdue" in shown
        assert "term still runs" in shown
        assert not {"Не отправленная", "Отвеченная"} & set(re.findall(r"\w+ ?\w+", shown))

    def test_it_narrows_to_a_region_and_a_council_and_so_does_the_file(self, client, council, waiting):
        for query, expected in (
            ("?region=ala", ["Алматинская"]),
            (f"?council={council.key}", ["Давняя", "Свежая"]),
            (f"?region=ALA&council={council.key}", []),
            ("?region=XXX&council=%00", ["Давняя", "Алматинская", "Свежая"]),
        ):
            page = content(client, f"/councils/unanswered/{query}")
            assert [name for name in ("Давняя", "Алматинская", "Свежая") if name in page] == sorted(
                expected, key=["Давняя", "Алматинская", "Свежая"].index
            )
            assert [row["recommendation"] for row in table(client, query)] == expected
        assert "unanswered.csv?region=ALA" in content(client, "/councils/unanswered/?region=ALA")

    def test_the_file_tells_days_and_only_public_cases_and_runs_no_formula(self, client, council):
        case, draft = CaseFactory(published=True), CaseFactory()
        held(
            council,
            {"sent_on": SENT, "text": "=HYPERLINK(1)", "case": case},
            {"sent_on": SENT, "text": "Вторая", "case": draft},
        )
        first, second = table(client)
        assert (first["recommendation"], first["case"]) == ("'=HYPERLINK(1)", case.reference)
        assert (first["session_held"], first["sent"], first["reply_due"], first["days_overdue"]) == (
            "2026-02-01",
            "2026-02-02",
            "2026-02-16",
            "105",
        )
        assert second["case"] == ""
        assert re.fullmatch(r"https?://\S+/en/councils/\S+#r-[\w-]+", first["address"])

    def test_without_any_it_says_so(self, client):
        assert "No recommendation waits for a reply" in text(client, "/councils/unanswered/")


class TestVisibility:
    def test_a_session_that_is_not_shown_is_nowhere(self, client, council):
        draft = held(
            council,
            {"sent_on": SENT, "text": "ТАЙНАЯ рекомендация"},
            title="ТАЙНОЕ заседание",
            held_on="2026-05-31",
            is_public=False,
        )
        for address in LISTS:
            page = content(client, address.format(key=council.key))
            for secret in ("ТАЙН", str(draft.uid), "31.05.2026", "31 May 2026"):
                assert secret not in page, address
        assert client.get(draft.get_absolute_url()).status_code == 404
        sitemap = client.get("/sitemap-council-sessions.xml")
        assert str(draft.uid) not in sitemap.content.decode()

    def test_a_session_that_is_shown_is_in_the_sitemap(self, client, council):
        session = held(council)
        assert str(session.uid) in client.get("/sitemap-council-sessions.xml").content.decode()
        assert council.key in client.get("/sitemap-councils.xml").content.decode()

    def test_a_case_that_is_not_public_is_not_named(self, client, council):
        draft = CaseFactory(title="ТАЙНОЕ дело")
        gone = CaseFactory(published=True, title="ТАЙНОЕ отозванное")
        session = held(council, {"sent_on": SENT, "case": draft}, {"sent_on": SENT, "case": gone})
        Case.objects.filter(pk=gone.pk).update(withdrawn_at=timezone.now())
        for address in (*LISTS, f"/councils/{council.key}/sessions/{session.uid}/"):
            page = content(client, address.format(key=council.key))
            assert "ТАЙН" not in page, address
            assert gone.reference not in page, address


def test_queries_do_not_grow_with_rows(client, council, django_assert_max_num_queries):
    body = council.body
    for number in range(12):
        case = CaseFactory(published=True, children=[consultation(council=council)])
        held(council, *[{"sent_on": SENT, "case": case}] * 3, held_on=f"2026-01-{number + 10}")
        CouncilMember.objects.create(council=council, name=str(number))
        held(CouncilFactory(body=body), {"sent_on": SENT})
    for address, most in zip(LISTS, (5, 16, 10, 3), strict=True):
        content(client, address.format(key=council.key))
        with django_assert_max_num_queries(most):
            content(client, address.format(key=council.key))


def test_the_file_is_streamed_in_one_query(client, council, django_assert_num_queries):
    session = CouncilSessionFactory(council=council)
    Recommendation.objects.bulk_create(
        Recommendation(session=session, text=f"Рекомендация {n}", sent_on=SENT, due_on=SENT) for n in range(2500)
    )
    with django_assert_num_queries(1):
        response = client.get("/en/councils/unanswered.csv")
        assert response.streaming
        assert b"".join(response).count(b"\r\n") == 2501
