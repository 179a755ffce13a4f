"""Pages for anonymous readers: kept (the shared cache) against a trivial response, and made anew."""

from statistics import median

from bench.measuring import milliseconds, percentile, table, taken
from bench.serving import AS_BROWSERS, Load, load, server

SECONDS = 5.0
COLD = 15
HEAD = ("page", "clients", "answers/s", "of the floor", "p50", "p95", "p99")


def paths() -> dict[str, str]:
    from monitoring.models import Case

    reference = Case.objects.public().order_by("-pk").values_list("reference", flat=True).first()
    return {"home": "/ru/", "case": f"/ru/cases/{reference}/", "list of cases": "/ru/cases/"}


def run() -> None:
    found = paths()
    cold(found)
    warm(found)


def cold(found: dict[str, str]) -> None:
    """In this process, with nothing kept; the first answer, which reads templates and catalogues, is left out."""
    from django.test import Client, override_settings

    client, rows = Client(headers=AS_BROWSERS), []
    with override_settings(PAGE_CACHE=False):
        for name, path in found.items():
            client.get(path)
            answers = []
            for _time in range(COLD):
                with taken() as one:
                    response = client.get(path)
                answers.append(one)
            clock = [one.clock for one in answers]
            own = median(one.own for one in answers)
            counted = max(len(one.questions) for one in answers)
            times = [milliseconds(median(clock)), milliseconds(percentile(clock, 95)), milliseconds(own)]
            rows.append([name, str(response.status_code), str(counted), *times])
    table("Pages made anew", ("page", "status", "questions", "p50", "p95", "processor, p50"), rows)


def warm(found: dict[str, str]) -> None:
    rows, floors = [], {}
    with server("bench.serving:trivial") as port:
        for clients in (1, 8):
            floors[clients] = load(port, "/", clients=clients, seconds=SECONDS)
            rows.append(_row("trivial response", clients, floors[clients], floors[clients]))
    with server("config.wsgi:application") as port:
        for name, path in found.items():
            load(port, path, clients=4, seconds=2)
            rows += [
                _row(name, clients, load(port, path, clients=clients, seconds=SECONDS), floor)
                for clients, floor in floors.items()
            ]
    table("Pages kept", HEAD, rows)


def _row(name: str, clients: int, one: Load, floor: Load) -> list[str]:
    times = [milliseconds(percentile(one.times, percent)) for percent in (50, 95, 99)]
    return [name, str(clients), f"{one.rate:.0f}", f"{one.rate / floor.rate:.0%}", *times]
