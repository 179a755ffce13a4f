"""“Evidence No. 3” is the same file on every database, and stays it."""

import pytest

from monitoring.models import Case, EvidenceLink
from monitoring.models.children import add_last
from monitoring.tests.factories import CaseFactory, evidence

pytestmark = pytest.mark.django_db


def places(case):
    return list(EvidenceLink.objects.filter(case=case).values_list("title", "sort_order"))


def drafted(case):
    return Case.objects.get(pk=case.pk).get_latest_revision_as_object()


def test_publishing_numbers_what_the_draft_shows():
    case = CaseFactory(published=True, children=[evidence(title=title) for title in ("Снимок", "Протокол", "Список")])
    assert places(case) == [("Снимок", 0), ("Протокол", 1), ("Список", 2)]


def test_what_is_added_after_one_was_taken_out_stands_last_and_moves_nobody():
    case = CaseFactory(published=True, children=[evidence(title=title) for title in ("Снимок", "Протокол", "Список")])
    draft = drafted(case)
    draft.evidence.remove(draft.evidence.get(title="Протокол"))
    add_last(draft.evidence, evidence(title="Ответ"))
    draft.change_note = "Заменён протокол"
    draft.save_revision()
    assert [link.title for link in drafted(case).evidence.all()] == ["Снимок", "Список", "Ответ"]
    drafted(case).latest_revision.publish()
    assert places(case) == [("Снимок", 0), ("Список", 1), ("Ответ", 2)]


def test_what_comes_without_a_place_stands_last_when_published():
    case = CaseFactory(published=True, children=[evidence(title="Снимок"), evidence(title="Протокол")])
    draft = drafted(case)
    draft.evidence.add(evidence(title="Ответ"))
    draft.change_note = "Добавлен ответ"
    draft.save_revision().publish()
    assert places(case) == [("Снимок", 0), ("Протокол", 1), ("Ответ", 2)]
