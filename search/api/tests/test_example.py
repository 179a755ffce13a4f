"""The example of the guide runs as it is written, so that it cannot rot."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.urls import reverse

from monitoring.tests.factories import CaseFactory, finding

EXAMPLE = settings.ROOT / "docs" / "api-example.py"


@pytest.mark.django_db(transaction=True)
def test_the_example_reads_the_records(live_server, tmp_path):
    made = CaseFactory(title="Слушания по разрезу", children=[finding()], published=True)
    command = [sys.executable, "-W", "error", str(EXAMPLE), live_server.url]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    assert "     1 Павлодарская область (en)" in done.stdout
    assert f"{made.reference} Слушания по разрезу" in done.stdout
    assert f"/cases/{made.reference}/versions/1/" in done.stdout
    assert "Not changed: True" in done.stdout
    assert "400 {'regoin': 'Unknown parameter." in done.stdout
    table = (tmp_path / "findings.csv").read_text(encoding="utf-8-sig")
    assert f"{made.reference},Уведомили за три дня,4" in table


@pytest.mark.django_db
def test_the_page_of_the_api_leads_to_the_example(client):
    assert f'href="{reverse("api:example")}"' in client.get("/ru/api/").text
    answer = client.get(reverse("api:example"))
    assert answer["Content-Type"].startswith("text/x-python")
    assert answer.text == EXAMPLE.read_text(encoding="utf-8")
