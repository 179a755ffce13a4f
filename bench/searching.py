"""The list of cases and suggestions with nothing kept, against the bare SQL that yields the same rows and counts."""

from dataclasses import dataclass
from statistics import median

from bench.bare import bare
from bench.measuring import Taken, milliseconds, percentile, table, taken
from bench.wording import MARKERS

TIMES = 11
FACETS = ("region", "kind", "year")
TYPED = ("Карага", "әкім", "охрана окруж", "KZ-SYN-2025", "сай")
ALLOWANCE = 0.015
HEAD = ("question", "records", "questions", "p50", "p95", "processor", "bare SQL", "times", "2 × + 15 ms")


@dataclass(frozen=True, slots=True)
class Asked:
    name: str
    parameters: dict[str, str]


def run() -> None:
    lists()
    suggestions()


def questions() -> list[Asked]:
    from django.http import QueryDict

    from search.filters import Selection
    from search.filters.facets import count
    from search.names import Names

    *_rare, common = MARKERS
    counts = count(Selection.read(QueryDict(f"q={common}"), Names()))
    narrowed = {name: counts.of[name].most_common(1)[0][0] for name in FACETS}
    total = count(Selection()).total
    return [
        Asked("no words", {}),
        *(Asked(f"1 of {every} records", {"q": word}) for word, every in MARKERS.items()),
        Asked(f"the same, {', '.join(FACETS)}", {"q": common, **narrowed}),
        Asked("last page", {"page": str(-(-total // 20))}),
    ]


def lists() -> None:
    from django.test import Client, override_settings

    client, rows = Client(), []
    with override_settings(PAGE_CACHE=False):
        for asked in questions():
            floor, total = bare(asked.parameters)
            client.get("/ru/cases/", asked.parameters)
            pages, floors = [], []
            for _time in range(TIMES):
                with taken() as page:
                    client.get("/ru/cases/", asked.parameters)
                with taken() as sql:
                    floor()
                pages.append(page)
                floors.append(sql)
            rows.append(_row(asked.name, total, pages, floors))
    table("The list of cases, nothing kept", HEAD, rows)


def _row(name: str, total: int, pages: list[Taken], floors: list[Taken]) -> list[str]:
    page, floor = median(one.clock for one in pages), median(one.clock for one in floors)
    own = median(one.own for one in pages)
    slow = percentile([one.clock for one in pages], 95)
    kept = "yes" if page <= 2 * floor + ALLOWANCE else "no"
    times = map(milliseconds, (page, slow, own, floor))
    return [name, f"{total:,}", str(len(pages[-1].questions)), *times, f"{page / floor:.1f}", kept]


def suggestions() -> None:
    from django.test import Client, override_settings

    client, rows = Client(), []
    with override_settings(PAGE_CACHE=False):
        for typed in TYPED:
            answers = []
            for _time in range(TIMES):
                with taken() as one:
                    response = client.get("/ru/search/suggest/", {"q": typed})
                answers.append(one)
            clock = [one.clock for one in answers]
            own = median(one.own for one in answers)
            found = str(len(response.json()["suggestions"]))
            counted = str(len(answers[-1].questions))
            rows.append([typed, found, counted, *map(milliseconds, (median(clock), percentile(clock, 95), own))])
    table("Suggestions", ("typed", "offered", "questions", "p50", "p95", "processor"), rows)
