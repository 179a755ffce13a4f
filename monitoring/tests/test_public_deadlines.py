"""The calculator, the list of missed terms, and terms on the page of a record, as anyone reads them."""

import datetime as dt
import html
import re

import pytest
from django.utils import timezone

from monitoring.enums import ConsultationForm, ConsultationStatus
from monitoring.models import CalendarDay, Case, CaseDeadline, Notice
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import CaseFactory, consultation
from monitoring.tests.law import load_law

pytestmark = pytest.mark.django_db
GROUND = "подпункт 2) статьи 87 Экологического кодекса"
CALCULATOR, SHORT = "/en/deadlines/", "/en/deadlines/short/"


@pytest.fixture(autouse=True)
def law(db):
    load_law()


def text_of(response):
    body = re.sub(r"<(script|style).*?</\1>", "", response.content.decode(), flags=re.S)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", body)).replace("\xad", "").split())


def answer(client, **query):
    return client.get(CALCULATOR, query | {"format": "json"})


def portal(first="2025-12-11", last="2025-12-17"):
    return consultation(form=ConsultationForm.PUBLIC_DISCUSSION, held_on=None, period_from=first, period_to=last)


def short_case(**fields):
    fields = {"children": [portal()], "kind": None, "legal_ground": GROUND, **fields}
    return Case.objects.get(pk=CaseFactory(published=True, **fields).pk)


class TestCalculator:
    def test_a_plain_term(self, client):
        query = {"from": "2026-03-02", "n": "20", "unit": "working", "counting": "exclusive", "direction": "forwards"}
        found = answer(client, **query).json()
        assert found["due"] == "2026-04-03"
        assert found["calendar"]["country"] == "KZ"
        assert (found["term"]["amount"], found["term"]["unit"]) == (20, "working")
        assert found["working"][0] == {"date": "2026-03-02", "kind": "start", "reason": None, "reason_kind": None}
        assert found["working"][-1]["kind"] == "end"
        off = {
            day["date"]: day["reason"] for day in found["working"] if day["reason_kind"] != "weekend" and day["reason"]
        }
        assert off["2026-03-08"] == "International Women's Day"
        assert "Nauryz" in off["2026-03-25"]

    @pytest.mark.parametrize("typed", ["02.03.2026", "2.3.2026", "2026-03-02"])
    def test_dates_as_people_and_programs_write_them(self, client, typed):
        assert answer(client, **{"from": typed, "n": "20"}).json()["due"] == "2026-04-03"

    def test_a_rule_compared_with_the_day_it_was_done(self, client):
        found = answer(client, **{"rule": "D23", "from": "2026-03-02", "to": "2026-03-17"}).json()
        assert (found["due"], found["state"], found["days"]) == ("2026-03-04", "late", 8)
        assert found["rule"]["to_be_verified"] is True
        assert found["period"]["working_days"] == 10

    def test_the_wording_of_the_day(self, client):
        old = answer(client, **{"rule": "D20", "from": "2024-03-22"}).json()["rule"]
        new = answer(client, **{"rule": "D20", "from": "2024-03-23"}).json()["rule"]
        assert (old["in_force_to"], new["in_force_from"]) == ("2024-03-22", "2024-03-23")
        assert "30" in new["note"]

    def test_a_period_alone_is_counted_with_both_ends(self, client):
        found = answer(client, **{"from": "2025-12-11", "to": "2025-12-17"}).json()
        assert (found["due"], found["period"]) == (None, {"working_days": 4, "calendar_days": 7})

    @pytest.mark.parametrize(
        ("query", "field"),
        [
            ({}, "from"),
            ({"n": "5"}, "from"),
            ({"from": "2026-02-30", "n": "5"}, "from"),
            ({"from": "2026-03", "n": "5"}, "from"),
            ({"from": "1980-01-01", "n": "5"}, "from"),
            ({"from": "<b>bold", "n": "5"}, "from"),
            ({"from": "2100-12-20", "n": "20"}, "from"),
            ({"from": "2026-03-02"}, "rule"),
            ({"from": "2026-03-02", "rule": "D99"}, "rule"),
            ({"from": "2026-03-02", "rule": "D31"}, "rule"),
            ({"from": "2020-03-02", "rule": "D20"}, "rule"),
            ({"from": "2026-03-02", "n": "-1"}, "n"),
            ({"from": "2026-03-02", "n": "1001"}, "n"),
            ({"from": "2026-03-02", "n": "9" * 100}, "n"),
            ({"from": "2026-03-02", "n": "5", "unit": "years"}, "unit"),
            ({"from": "2026-03-02", "n": "5", "to": "2026-03-01"}, "to"),
            ({"from": "2000-03-02", "to": "2026-03-01"}, "to"),
            ({"from": "2026-03-02", "rule": "D22", "to": "2026-03-03"}, "to"),
        ],
    )
    def test_what_cannot_be_counted_is_told_beside_its_field(self, client, query, field):
        response = answer(client, **query)
        assert response.status_code == 400
        assert list(response.json()["errors"]) == [field]
        page = client.get(CALCULATOR, query or {"from": ""})
        assert page.status_code == 200
        assert "Something needs correcting" in text_of(page)
        assert "<b>bold" not in page.content.decode()

    def test_the_page_shows_the_answer_and_how_it_was_counted(self, client):
        shown = text_of(client.get(CALCULATOR, {"rule": "D23", "from": "02.03.2026", "to": "2026-03-17"}))
        for expected in (
            "Last day: 4 March 2026, Wednesday",
            "8 working days late",
            "to be verified by a lawyer",
            "09.03.2026 (moved day off: International Women's Day)",
            "Monday, 2 March 2026: day of the event, not counted",
            "Calendar of Kazakhstan, version 0.109+1.",
        ):
            assert expected in shown

    def test_a_decree_is_counted_the_same_minute(self, client):
        CalendarDay.objects.create(date=dt.date(2026, 3, 3), is_working=False, name_en="Day of mourning")
        found = answer(client, **{"from": "2026-03-02", "n": "1"}).json()
        assert (found["due"], found["working"][1]["reason"]) == ("2026-03-04", "Day of mourning")

    @pytest.mark.parametrize("language", ["ru", "kk"])
    def test_other_languages_have_their_own_names_of_holidays(self, client, language):
        found = client.get(f"/{language}/deadlines/", {"from": "2026-05-26", "n": "1", "format": "json"}).json()
        names = {"ru": "Курбан-айт, первый день", "kk": "Құрбан айттың бірінші күні"}
        assert found["working"][1]["reason"] == names[language]

    def test_long_terms_are_words_without_squares(self, client):
        page = client.get(CALCULATOR, {"from": "2026-03-02", "n": "6", "unit": "months"}).content.decode()
        assert "day--end" not in page.split("days__key")[0]

    def test_price(self, client, django_assert_max_num_queries):
        client.get(CALCULATOR)
        with django_assert_max_num_queries(6):
            client.get(CALCULATOR, {"rule": "D23", "from": "2026-03-02"})
        with django_assert_max_num_queries(2):
            answer(client, **{"rule": "D23", "from": "2026-03-02"})


class TestShortTerms:
    def test_a_short_discussion_with_its_counting(self, client):
        case = short_case()
        shown = text_of(client.get(SHORT))
        for expected in (
            case.reference,
            case.title,
            "4 of 5 working days: 1 working day short",
            "By law not earlier than 18 December 2025; in fact 17 December 2025.",
            "16.12.2025 (Independence Day)",
            "a sign to be verified, not an accusation",
        ):
            assert expected in shown

    def test_what_was_kept_is_not_listed(self, client):
        short_case(children=[portal(last="2025-12-18")])
        assert "No published record has a term" in text_of(client.get(SHORT))

    def test_only_published_records_and_only_their_public_dates(self, client, admin_user):
        draft = CaseFactory(children=[portal()], kind=None, legal_ground=GROUND, title="Черновик обсуждения")
        withdrawn = short_case(title="Отозванная запись")
        withdraw_case(case=withdrawn, user=admin_user, reason="Ошибка")
        page = client.get(SHORT)
        assert draft.title not in text_of(page)
        assert withdrawn.title not in text_of(page)
        assert not page.context["items"]

    def test_a_snapshot_left_behind_shows_nothing_of_what_is_no_longer_public(self, client):
        case = short_case()
        Case.objects.filter(pk=case.pk).update(live=False)
        assert CaseDeadline.objects.exists()
        assert not client.get(SHORT).context["items"]

    def test_filters(self, client):
        case = short_case()
        assert len(client.get(SHORT, {"rule": "d28", "region": "pav", "state": "short"}).context["items"]) == 1
        assert not client.get(SHORT, {"state": "late"}).context["items"]
        assert len(client.get(SHORT, {"rule": "D99", "region": "ZZZ"}).context["items"]) == 1
        options = {facet["title"]: facet["options"] for facet in client.get(SHORT).context["facets"]}
        assert [option["count"] for option in options["Region"]] == [1]
        assert options["Rule"][0]["label"].startswith("D28. ")
        assert str(case.region) == options["Region"][0]["label"]

    def test_a_record_changed_since_counting_still_shows_its_stored_term(self, client):
        short_case()
        CaseDeadline.objects.update(started="2025-12-10")
        [item] = client.get(SHORT).context["items"]
        assert item["working"] is None
        assert item["text"] == "By law: 18 December 2025."

    def test_queries_do_not_grow_with_the_list(self, client, django_assert_num_queries):
        short_case()
        client.get(SHORT)
        with django_assert_num_queries(SHORT_QUERIES):
            client.get(SHORT)
        for _ in range(4):
            short_case()
        with django_assert_num_queries(SHORT_QUERIES):
            assert len(client.get(SHORT).context["items"]) == 5


SHORT_QUERIES = 12


class TestTimeline:
    def held(self, **fields):
        made = consultation(**{"held_on": "2026-04-03", "status": ConsultationStatus.HELD, **fields})
        made.notices.add(Notice(channel="portal", date="2026-03-02"), Notice(channel="newspaper", date="2026-03-16"))
        return made

    def page(self, client, *children, **fields):
        case = CaseFactory(published=True, children=children, **fields)
        return client.get(f"/en/cases/{Case.objects.get(pk=case.pk).reference}/")

    def test_each_term_with_what_was_asked_and_what_happened(self, client):
        shown = text_of(self.page(client, self.held(protocol_published_on="2026-04-20")))
        for expected in (
            "11 of 20 working days: 9 working days short",
            "Portal of the environment authority: in time; Newspaper: 11 of 20 working days: 9 working days short",
            "9 working days late",
            "By law not later than 7 April 2026; in fact 20 April 2026.",
            "to be verified by a lawyer",
        ):
            assert expected in shown

    def test_the_same_question_can_be_asked_of_the_calculator(self, client):
        page = self.page(client, self.held(protocol_published_on="2026-04-20")).content.decode()
        address = "/en/deadlines/?rule=D23&amp;from=2026-04-03&amp;to=2026-04-20"
        assert address in page
        found = client.get(address.replace("&amp;", "&") + "&format=json").json()
        assert (found["state"], found["days"]) == ("late", 9)

    def test_a_month_is_no_ground_for_a_verdict(self, client):
        shown = text_of(self.page(client, self.held(protocol_published_on="2026-04")))
        assert "cannot be computed: the date is known only to the month" in shown

    def test_a_hearing_before_its_notice(self, client):
        shown = text_of(self.page(client, self.held(held_on="2026-03-01")))
        assert "cannot be computed: the end is dated before the beginning" in shown

    def test_a_term_ahead_is_due(self, client, monkeypatch):
        monkeypatch.setattr(timezone, "localdate", lambda *args: dt.date(2026, 4, 3))
        page = self.page(client, self.held())
        assert "2 working days left" in text_of(page)
        assert "timeline__row--due" in page.content.decode()
