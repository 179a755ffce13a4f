"""Sessions of public councils at the desk: written with their recommendations, and only by the desk of the region."""

import datetime as dt
import json

import pytest
from django.urls import reverse

from monitoring.admin.council_sessions import CouncilSessionViewSet
from monitoring.councils.tests.conftest import council_rules
from monitoring.models import Council, CouncilSession, DeadlineRule, Recommendation
from monitoring.tests.factories import (
    BodyFactory,
    CaseFactory,
    CouncilFactory,
    CouncilSessionFactory,
    RecommendationFactory,
    RegionFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
NAMESPACE = "wagtailsnippets_monitoring_councilsession"
SENT, DUE = dt.date(2026, 2, 2), dt.date(2026, 2, 16)
OPENS, GONE, SENT_AWAY = {200, 302, 400, 405}, {404}, {302}
WITHOUT_SESSION = {"list", "list_results", "add"}


@pytest.fixture(autouse=True)
def rules(db):
    DeadlineRule.objects.bulk_create(council_rules())


@pytest.fixture
def session():
    made = CouncilSessionFactory(council=CouncilFactory(body=BodyFactory()), title="Тайное заседание", is_public=False)
    RecommendationFactory(session=made, text="Тайная рекомендация", sent_on=SENT)
    return made


def url(name, *args):
    return reverse(f"{NAMESPACE}:{name}", args=args)


def posted(council, *recommendations, **fields):
    data = {
        "council": council.pk,
        "held_on": "01.02.2026",
        "title": "О полигоне",
        "members_present": "9",
        "members_total": "15",
        "conflict_of_interest": "false",
        "agenda": "",
        "agenda_published_on": "",
        "protocol_published_on": "",
        "recommendations_published_on": "",
        "agenda_url": "",
        "protocol_url": "",
        "note": "",
        "source": "Протокол",
        "recommendations-TOTAL_FORMS": len(recommendations),
        "recommendations-INITIAL_FORMS": 0,
        "recommendations-MIN_NUM_FORMS": 0,
        "recommendations-MAX_NUM_FORMS": 1000,
    }
    empty = {"case": "", "sent_on": "", "replied_on": "", "result": "no_reply", "reply_text": "", "ORDER": ""}
    for number, row in enumerate(recommendations):
        made = {**empty, "reply_published_on": "", "reply_url": "", "DELETE": "", **row}
        data |= {f"recommendations-{number}-{name}": value for name, value in made.items()}
    return {**data, **fields}


def status_of(response):
    """Django's language middleware first sends an unknown address to /ru/…, unknown too."""
    gone = response.status_code == 302 and response.url.startswith("/ru/admin/")
    return 404 if gone else response.status_code


class TestWriting:
    def test_a_session_is_stored_with_the_terms_of_its_replies(self, desk):
        council, case = CouncilFactory(), CaseFactory()
        rows = [{"text": "Провести замеры", "sent_on": "2026-02-02", "case": case.pk}, {"text": "Не отправлена"}]
        response = desk.post(url("add"), posted(council, *rows, is_public="on"))
        assert response.status_code == 302, response.context["form"].errors
        first, second = Recommendation.objects.all()
        assert (first.due_on, first.case_id, second.due_on) == (DUE, case.pk, None)
        assert first.session.is_public

    def test_it_is_not_shown_unless_that_is_ticked(self, desk):
        desk.post(url("add"), posted(CouncilFactory()))
        assert not CouncilSession.objects.get().is_public
        page = desk.get(url("add")).content.decode()
        assert "only the desk sees this session" in page

    def test_a_typed_term_is_not_taken(self, desk):
        row = {"text": "Провести замеры", "sent_on": "2026-02-02", "due_on": "2030-01-01"}
        desk.post(url("add"), posted(CouncilFactory(), row))
        assert Recommendation.objects.get().due_on == DUE

    @pytest.mark.parametrize(
        ("row", "fields", "message"),
        [
            ({"sent_on": "2026-01-31"}, {}, "It cannot be sent before the session that made it."),
            ({"sent_on": "2199-01-01"}, {}, "This day has not come yet."),
            ({"sent_on": "2026-02-02", "replied_on": "2026-02-03"}, {}, "say what the reply was"),
            ({}, {"members_present": "16"}, "More members are present than there are."),
            ({}, {"is_public": "on", "source": ""}, "Write where this is known from before it is shown."),
            ({}, {"held_on": "32.02.2026"}, "32.02.2026"),
        ],
    )
    def test_what_cannot_be_is_told_beside_the_field_and_nothing_is_lost(self, desk, row, fields, message):
        response = desk.post(url("add"), posted(CouncilFactory(), {"text": "Провести замеры", **row}, **fields))
        page = response.content.decode()
        assert response.status_code == 200
        assert message in page
        assert "Провести замеры" in page
        assert not CouncilSession.objects.exists()

    def test_only_councils_and_cases_of_the_desk_are_taken(self, desk, astana):
        region = astana.regions.get()
        foreign = CouncilFactory(body=BodyFactory(region=region))
        assert desk.post(url("add"), posted(foreign)).status_code == 200
        case = CaseFactory(region=region, centre=astana)
        assert desk.post(url("add"), posted(CouncilFactory(), {"text": "О", "case": case.pk})).status_code == 200
        assert not CouncilSession.objects.exists()
        assert f'value="{foreign.pk}"' not in desk.get(url("add")).content.decode()

    def test_what_is_shown_is_hidden_before_it_is_deleted(self, desk, session):
        assert desk.post(url("delete", session.pk)).status_code == 302
        shown = CouncilSessionFactory()
        response = desk.post(url("delete", shown.pk), follow=True)
        assert "Take it off the site before you delete it." in response.content.decode()
        assert list(CouncilSession.objects.all()) == [shown]


class TestScope:
    def addresses(self, session):
        for pattern in CouncilSessionViewSet().get_urlpatterns():
            names = pattern.pattern.regex.groupindex
            yield pattern.name, reverse(f"{NAMESPACE}:{pattern.name}", kwargs=dict.fromkeys(names, session.pk))
        for name in ("choose", "choose_results"):
            yield name, reverse(f"wagtailsnippetchoosers_monitoring_councilsession:{name}")

    def test_only_the_desk_of_the_region_opens_a_session(
        self, client, session, coordinator, stranger, administrator, editor, volunteer
    ):
        expected = {
            coordinator: OPENS,
            administrator: OPENS,
            stranger: GONE,
            editor: SENT_AWAY,
            volunteer: SENT_AWAY,
        }
        wrong = []
        for user, allowed in expected.items():
            client.force_login(user)
            for name, address in self.addresses(session):
                status = status_of(client.get(address))
                if user == stranger and name in WITHOUT_SESSION | {"choose", "choose_results"}:
                    allowed = OPENS
                elif user == stranger:
                    allowed = GONE
                if status not in allowed:
                    wrong.append((user.name, name, status))
        assert wrong == []

    def test_lists_filters_and_exports_hold_only_sessions_of_the_desk(self, client, session, coordinator, stranger):
        for user, expected in ((coordinator, True), (stranger, False)):
            client.force_login(user)
            for address in (
                url("list"),
                url("list_results"),
                url("list") + "?export=csv",
                reverse("wagtailsnippetchoosers_monitoring_councilsession:choose"),
                reverse("wagtailsnippetchoosers_monitoring_councilsession:choose_results"),
            ):
                response = client.get(address)
                body = response.getvalue().decode() if response.streaming else response.content.decode()
                if response["Content-Type"].startswith("application/json"):
                    body = json.loads(body)["html"]
                assert (str(session.council) in body) is expected, (user, address)

    def test_the_same_of_recommendations(self, session, coordinator, stranger, administrator):
        national = RecommendationFactory(session__council__body__region=None)
        own = session.recommendations.get()
        for user, expected in ((coordinator, {own}), (stranger, set()), (administrator, {own, national})):
            assert set(Recommendation.objects.manageable_by(user)) == expected

    def test_bulk_deletion_does_not_know_a_session_of_another_desk(self, client, session, stranger):
        client.force_login(stranger)
        address = reverse("wagtail_bulk_action", args=["monitoring", "councilsession", "delete"])
        for ids in (f"id={session.pk}", "id=all"):
            response = client.post(f"{address}?{ids}&next=/admin/", follow=True)
            assert session.title not in response.content.decode()
        assert CouncilSession.objects.exists()


class TestListing:
    @pytest.fixture
    def listed(self, session):
        answered = CouncilSessionFactory(title="Отвеченное", council=session.council)
        RecommendationFactory(session=answered, sent_on=SENT, replied_on=SENT, result="accepted")
        running = CouncilSessionFactory(title="Срок идёт")
        RecommendationFactory(session=running, sent_on=SENT, due_on=dt.date(2199, 1, 1))
        Recommendation.objects.filter(session=session).update(due_on=DUE)
        return session

    @pytest.mark.parametrize(
        ("query", "expected"),
        [
            ("", {"Тайное заседание", "Отвеченное", "Срок идёт"}),
            ("?replies=unanswered", {"Тайное заседание", "Срок идёт"}),
            ("?replies=overdue", {"Тайное заседание"}),
            ("?is_public=False", {"Тайное заседание"}),
            ("?q=ОТВЕЧЕНН", {"Отвеченное"}),
            ("?council={council}", {"Тайное заседание", "Отвеченное"}),
            ("?region={region}", {"Тайное заседание", "Отвеченное", "Срок идёт"}),
        ],
    )
    def test_filters(self, desk, listed, query, expected):
        council = listed.council
        address = url("list") + query.format(council=council.pk, region=council.body.region_id)
        page = desk.get(address).content.decode()
        assert {title for title in ("Тайное заседание", "Отвеченное", "Срок идёт") if title in page} == expected

    def test_regions_and_councils_of_other_desks_cannot_be_chosen(self, desk, listed):
        CouncilFactory(name_ru="Совет Алматы", body=BodyFactory(region=RegionFactory(key="ALA", name_ru="Алматы")))
        assert "Алматы" not in desk.get(url("list")).content.decode()

    def test_queries_do_not_grow_with_sessions(self, desk, listed, django_assert_max_num_queries):
        for number in range(15):
            made = CouncilSessionFactory(council=CouncilFactory(name_ru=f"Совет {number}"))
            RecommendationFactory(session=made, sent_on=SENT)
        desk.get(url("list"))
        for query, most in (("", 24), ("?export=csv", 10)):
            with django_assert_max_num_queries(most):
                response = desk.get(url("list") + query)
                if response.streaming:
                    response.getvalue()


class TestCouncil:
    def member(self, number, **fields):
        row = {"name": "Ахметова Б.", "sector": "ngo", "represents": "", "started_on": "", "ended_on": "", **fields}
        return {f"members-{number}-{name}": value for name, value in {**row, "DELETE": "", "ORDER": ""}.items()}

    def save(self, desk, *members):
        data = {
            "name_ru": "Совет",
            "name_kk": "",
            "name_en": "",
            "body": BodyFactory().pk,
            "confidence": "entered",
            "translation": "official",
            "order": 0,
            "members-TOTAL_FORMS": len(members),
            "members-INITIAL_FORMS": 0,
            "members-MIN_NUM_FORMS": 0,
            "members-MAX_NUM_FORMS": 1000,
        }
        for number, fields in enumerate(members):
            data |= self.member(number, **fields)
        return desk.post(reverse("wagtailsnippets_monitoring_council:add"), data)

    def test_one_person_may_sit_twice_one_term_after_the_other(self, desk):
        response = self.save(desk, {"ended_on": "2024-12-31"}, {"started_on": "2025-01-01"})
        assert response.status_code == 302, response.context["form"].errors
        assert Council.objects.get().members.count() == 2

    def test_two_seats_at_once_and_a_term_that_ends_before_it_begins_are_refused(self, desk):
        page = self.save(desk, {"ended_on": "2025-01-01"}, {"started_on": "2025-01-01"}).content.decode()
        assert "This person is already a member on these days." in page
        page = self.save(desk, {"started_on": "2025-01-02", "ended_on": "2025-01-01"}).content.decode()
        assert "The membership ends before it begins." in page
        assert not Council.objects.exists()
