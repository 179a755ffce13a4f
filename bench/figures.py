"""Scorecards and the desk: questions and time."""

from collections.abc import Callable
from typing import Any

from bench.measuring import Taken, milliseconds, table, taken


def run() -> None:
    scorecards()
    desk()


def scorecards() -> None:
    """Of the body, term and region with the most cases; the term begins three years ago."""
    import datetime as dt

    from django.db.models import Count
    from django.utils import timezone

    from monitoring.models import CaseFigures, ExecutiveBody, Tenure
    from monitoring.scorecards import reading, records, subjects

    today = timezone.localdate()
    counted = CaseFigures.objects.exclude(body__region=None).order_by().values_list("body").annotate(n=Count("pk"))
    biggest, _cases = counted.order_by("-n")[0]
    body = ExecutiveBody.objects.select_related("region").get(pk=biggest)
    term = Tenure(body=body, started_on=today - dt.timedelta(days=3 * 365))
    cards = {
        "body": subjects.of_body(body),
        "term": subjects.of_tenure(term),
        "region": subjects.of_region(body.region),
        "country": subjects.country(),
    }
    parts: dict[str, Callable[[Any], Any]] = {
        "whole card": lambda subject: reading.read_scorecard(subject, today),
        "sums by year": lambda subject: reading.by_year(subject, today),
        "terms": lambda subject: reading.counted(records.deadlines(subject, today), "state"),
        "letters": lambda subject: reading.letters(subject, today),
        "replies to questions": lambda subject: reading.counted(records.questions(subject, today), "quality"),
        "right of reply": lambda subject: reading.replies(subject, today),
        "outcomes": lambda subject: reading.outcomes(subject, today),
    }
    rows = []
    for name, part in parts.items():
        found = [_of(part, subject) for subject in cards.values()]
        rows.append([name, *map(_cell, found)])
    table("Scorecards", ("part", *cards), rows)


def desk() -> None:
    """Lists of the dashboard, and the first page of each report, as a coordinator and an administrator get them."""
    from django.db.models import Count
    from django.test import Client, override_settings
    from django.urls import reverse

    from accounts.enums import Role
    from accounts.services import grant_role
    from monitoring.admin.desk import DeskPanel
    from monitoring.admin.reports.registration import REPORTS
    from monitoring.models import Case

    biggest = Case.objects.order_by().values_list("centre").annotate(n=Count("pk")).order_by("-n")[0][0]
    people = {role: _person(role) for role in (Role.COORDINATOR, Role.ADMINISTRATOR)}
    grant_role(user=people[Role.COORDINATOR], role=Role.COORDINATOR, centre=_centre(biggest))
    grant_role(user=people[Role.ADMINISTRATOR], role=Role.ADMINISTRATOR)
    rows = [
        [
            "lists of the desk",
            *(_cell(_of(lambda user: DeskPanel(user).get_context_data(), user)) for user in people.values()),
        ]
    ]
    clients = [Client() for _person in people]
    for client, user in zip(clients, people.values(), strict=True):
        client.force_login(user)
    with override_settings(REQUIRE_SECOND_FACTOR=False):
        for report in REPORTS:
            address = reverse(report.url_name())
            rows.append([f"report: {report.name}", *(_cell(_of(_page, (client, address))) for client in clients)])
    table("The desk", ("page", *people), rows)


def _person(role: str) -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get_or_create(email=f"bench-{role}@example.org")[0]


def _centre(pk: int) -> Any:
    from monitoring.models import Centre

    return Centre.objects.get(pk=pk)


def _page(asked: tuple[Any, str]) -> None:
    client, address = asked
    response = client.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}")


def _cell(one: Taken) -> str:
    return f"{milliseconds(one.clock)}, {len(one.questions)} questions"


def _of(part: Callable[[Any], Any], subject: Any) -> Taken:
    part(subject)
    with taken() as one:
        part(subject)
    return one
