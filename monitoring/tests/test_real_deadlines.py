"""The collected public records, counted: what comes out short, and that nothing else is said of anybody."""

from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from monitoring.models import CaseDeadline, RecordEvent
from monitoring.reference.loading import DATA, load_all
from monitoring.services.deadlines import recompute_open_cases

pytestmark = pytest.mark.django_db
MISSED = [("hearings:h001", "D28", "short", 1)]


def test_of_89_real_records_one_term_is_short_and_its_working_says_why():
    load_all()
    path = DATA / "records" / "hearings.jsonl"
    call_command("import_cases", path, mapping="hearings", publish=True, verbosity=0, stdout=StringIO())
    missed = CaseDeadline.objects.public().missed().values_list("case__import_key", "code", "state", "days")
    assert list(missed) == MISSED
    row = CaseDeadline.objects.public().missed().select_related("case").get()
    assert row.case.registration_no == "251210001008"
    assert (row.started, row.done, row.due_on.isoformat()) == ("2025-12-11", "2025-12-17", "2025-12-18")
    states = Counter(CaseDeadline.objects.values_list("code", "state"))
    kept = {code: number for (code, state), number in states.items() if state == "met"}
    assert kept == {"D28": 3, "D26": 1, "D27": 1, "D01": 1, "D15": 1}
    # What a page does not tell of a protocol accuses nobody.
    assert {state for code, state in states if code == "D23"} == {"uncertain"}
    assert recompute_open_cases() == 0
    assert not RecordEvent.objects.exists()
