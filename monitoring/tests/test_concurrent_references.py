"""Many publish at once: every case gets a number, no number is given twice, none is left out."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from monitoring.models import Case
from monitoring.tests.factories import CaseFactory, consultation

CASES = 12


@pytest.mark.django_db(transaction=True)
def test_numbers_have_neither_gaps_nor_clashes_when_many_publish_at_once():
    revisions = [CaseFactory(children=[consultation()]).latest_revision_id for _ in range(CASES)]

    def publish(revision_id):
        from wagtail.models import Revision

        try:
            Revision.objects.get(pk=revision_id).publish()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=6) as pool:
        list(pool.map(publish, revisions))

    references = sorted(Case.objects.values_list("reference", flat=True))
    assert references == [f"KZ-PAV-2026-{number:04}" for number in range(1, CASES + 1)]
