import pytest
from django.utils.translation import override

from monitoring.presenters.citation import bibtex, other_languages, ris
from monitoring.tests.factories import CaseFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return CaseFactory(title="Разрез {№ 5} & 100 %\nсело", published=True)


def test_bibtex_keeps_what_tex_would_read_as_orders(case):
    text = bibtex(case)
    assert text.startswith(f"@techreport{{{case.reference},\n")
    assert r"title = {{Разрез \{№ 5\} \& 100 \% село}}" in text
    assert f"number = {{{case.reference}, version 1}}" in text
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")


def test_ris_has_one_line_a_field(case):
    lines = ris(case).split("\r\n")
    assert lines[0] == "TY  - RPRT"
    assert "TI  - Разрез {№ 5} & 100 % село" in lines
    assert lines[-2:] == ["ER  - ", ""]


def test_the_page_leads_to_all_of_them(client, case):
    html = client.get(case.get_absolute_url()).text
    for ending, content_type in (("bib", "application/x-bibtex"), ("ris", "application/x-research-info-systems")):
        address = f"/ru/cases/{case.reference}.{ending}"
        assert f'href="{address}"' in html
        response = client.get(address)
        assert response["Content-Type"].startswith(content_type)
        assert case.reference in response.text
    assert client.get("/ru/cases/KZ-PAV-1999-0001.bib").status_code == 404


def test_other_languages_cite_in_their_own_words(case):
    with override("kk"):
        assert [other["language"] for other in other_languages(case)] == ["ru", "en"]
