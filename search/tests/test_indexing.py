"""The read model follows the published record, holds nothing else, and can be thrown away."""

import datetime as dt
import re

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.enums import DeadlineState, FileState, FindingStatus, TermUnit
from monitoring.models import Case, CaseDeadline, FieldLog
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import (
    BodyFactory,
    CaseFactory,
    DeadlineRuleFactory,
    EvidenceFileFactory,
    OfficialFactory,
    ViolationTypeFactory,
    asked_in_vain,
    consultation,
    evidence,
    finding,
    milestone,
)
from search import engine
from search.indexing import index_cases
from search.language import Query
from search.models import CaseIndex, CaseRecord
from search.rebuilding import rebuild
from search.tests.reading import values_of

pytestmark = pytest.mark.django_db


def found(text):
    return sorted(CaseRecord.objects.public().matching(Query.parse(text)).values_list("title", flat=True))


def values(case, facet):
    return values_of(case.pk, facet)


def publish(case, **fields):
    draft = Case.objects.get(pk=case.pk).get_latest_revision_as_object()
    for name, value in {"change_note": "Уточнено", **fields}.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


def test_publishing_writes_the_row_and_a_draft_does_not():
    case = CaseFactory(title="Черновик", children=[consultation()])
    assert not CaseRecord.objects.exists()
    publish(case, title="Слушания о руднике")
    record = CaseRecord.objects.get()
    assert (record.reference, record.version, record.title) == ("KZ-PAV-2026-0001", 1, "Слушания о руднике")
    assert found("рудник") == ["Слушания о руднике"]
    draft = Case.objects.get(pk=case.pk)
    draft.title = "Тайная правка"
    draft.save_revision()
    assert found("правка") == []
    publish(case, title="Слушания о карьере")
    assert (found("рудник"), found("карьер")) == ([], ["Слушания о карьере"])
    assert CaseRecord.objects.get().version == 2


def test_a_publication_rolled_back_leaves_no_row():
    case = CaseFactory(children=[consultation()])
    with transaction.atomic():
        publish(case)
        assert CaseRecord.objects.exists()
        transaction.set_rollback(True)
    assert not CaseRecord.objects.exists()


def test_withdrawal_drops_the_row():
    case = CaseFactory(title="Отозванное", published=True)
    withdraw_case(case=case, user=UserFactory(role=Role.COORDINATOR), reason="Ошибка источника")
    assert not CaseRecord.objects.exists()
    assert not CaseIndex.objects.exists()
    assert found("отозванное") == []


def test_the_database_rechecks_a_row_left_behind():
    case = CaseFactory(title="Снятое", published=True)
    Case.objects.filter(pk=case.pk).update(live=False)
    assert CaseRecord.objects.filter(pk=case.pk).exists()
    assert found("снятое") == []


def test_rebuilding_repairs_everything_and_changes_nothing_twice():
    kept = CaseFactory(title="Остаётся", published=True)
    missing = CaseFactory(title="Потеряно", published=True)
    gone = CaseFactory(title="Снято", published=True)
    CaseRecord.objects.filter(pk=missing.pk).delete()
    CaseRecord.objects.filter(pk=kept.pk).update(title="Испорчено")
    Case.objects.filter(pk=gone.pk).update(live=False)
    for _ in range(2):
        assert [progress.done for progress in rebuild(batch=1)] == [1, 2]
        assert sorted(CaseRecord.objects.values_list("title", flat=True)) == ["Остаётся", "Потеряно"]
        assert found("потеряно") == ["Потеряно"]


def written(queries):
    """Tables of the index of cases that the queries changed, the locks apart."""
    changes = (re.match(r'(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)', query["sql"]) for query in queries)
    return {change[1] for change in changes if change and change[1].startswith(("search_case", "search_word"))}


def test_what_is_kept_as_it_should_be_is_not_written_again():
    case = CaseFactory(title="Карьер", children=[consultation(), finding()], published=True)
    CaseIndex.objects.filter(pk=case.pk).update(digest=None)
    for tables in ({"search_caseindex"}, set()):
        with CaptureQueriesContext(connection) as queries:
            index_cases([case.pk])
        assert written(queries) - {"search_casetext"} == tables
    assert found("карьер") == ["Карьер"]


def test_only_the_row_that_changed_is_written():
    case = CaseFactory(title="Карьер", published=True)
    CaseRecord.objects.filter(pk=case.pk).update(version=99)
    with CaptureQueriesContext(connection) as queries:
        index_cases([case.pk])
    assert written(queries) == {"search_caserecord"}
    assert CaseRecord.objects.get().version == 1


def test_an_engine_that_keeps_another_form_writes_all_anew(monkeypatch):
    case = CaseFactory(title="Карьер", published=True)
    before = CaseIndex.objects.get().digest
    monkeypatch.setattr(type(engine.of("default")), "form", 99)
    index_cases([case.pk])
    assert CaseIndex.objects.get().digest != before


def test_the_command_says_how_many(capsys):
    CaseFactory.create_batch(2, published=True)
    call_command("rebuild_index", processes=1)
    assert "2" in capsys.readouterr().out


def test_only_what_is_missing_is_indexed_where_that_is_asked_for(capsys):
    CaseFactory(title="Остаётся", published=True)
    missing = CaseFactory(title="Потеряно", published=True)
    CaseRecord.objects.filter(pk=missing.pk).delete()
    unfinished = CaseFactory(title="Без сводки", published=True)
    CaseIndex.objects.filter(pk=unfinished.pk).update(digest=None)
    call_command("rebuild_index", missing=True, processes=1)
    assert "2" in capsys.readouterr().out
    assert found("потеряно") == ["Потеряно"]
    assert list(rebuild(missing=True)) == []


def test_nothing_confidential_enters_the_index():
    volunteer = UserFactory(name="Тайнаяфамилия Волонтёр", email="taynyadres@example.org")
    confidential = evidence(title="Тайноефото", source="Тайныйисточник", is_public=False)
    unready = evidence(title="Тайнаязапись", is_public=True, file=EvidenceFileFactory(state=FileState.RECEIVED))
    shown = finding(title="Признаки спешки")
    shown.statuses.first().note = "Тайнаязаметка"
    case = CaseFactory(
        title="Открытое дело",
        children=[confidential, unready, shown, finding(FindingStatus.VERIFIED, title="Тайныйвывод")],
    )
    FieldLog.objects.create(volunteer=volunteer, case=case, in_confidence="Тайноеслово", answers={"a": "Тайныйответ"})
    asked_in_vain(case)
    publish(case)
    record = CaseRecord.objects.get()
    kept = " ".join(str(getattr(record, field.attname)) for field in CaseRecord._meta.concrete_fields)
    for secret in ("тайн", "taynyadres"):
        assert secret not in kept.casefold()
        assert found(f"{secret}*") == []
    assert found("спешка") == ["Открытое дело"]


def test_dates_are_the_widest_reading_and_years_those_of_events():
    case = CaseFactory(
        children=[milestone(date="2023-11"), milestone(date="2026"), consultation(held_on="2025-12-17")],
        published=True,
    )
    record = CaseRecord.objects.get()
    assert (record.first_date, record.last_date) == (dt.date(2023, 11, 1), dt.date(2026, 12, 31))
    assert (str(record.begins), str(record.ends)) == ("2023-11", "2026")
    assert values(case, "year") == ["2023", "2025", "2026"]


def test_findings_count_only_when_shown():
    violation = ViolationTypeFactory()
    case = CaseFactory(
        children=[
            finding(severity=2, violation_type=violation),
            finding(FindingStatus.WITHDRAWN, severity=5),
            finding(FindingStatus.DISPUTED, severity=3, official=OfficialFactory(name_ru="Ахметов Б.")),
        ],
        published=True,
    )
    record = CaseRecord.objects.get()
    assert (record.finding_count, record.has_findings, record.severity_max) == (2, True, 3)
    assert values(case, "violation") == ["V-NOT"]
    assert found("Ахметова") == [case.title]


def test_a_case_stands_under_its_body_and_every_body_above():
    ministry = BodyFactory(key="ministry")
    committee = BodyFactory(key="committee", parent=ministry)
    case = CaseFactory(body=BodyFactory(key="office", parent=committee), published=True)
    assert values(case, "body") == ["committee", "ministry", "office"]


def test_a_renamed_or_moved_body_is_found_anew(django_capture_on_commit_callbacks):
    old, new = BodyFactory(key="old"), BodyFactory(key="new")
    middle = BodyFactory(key="middle", parent=old)
    case = CaseFactory(body=BodyFactory(key="office", parent=middle), published=True)
    with django_capture_on_commit_callbacks(execute=True):
        middle.parent = new
        middle.save()
        case.body.name_kk = "Экология департаменті"
        case.body.save()
    assert values(case, "body") == ["middle", "new", "office"]
    assert found("департаментінің") == [case.title]


def test_a_file_made_ready_later_counts_as_attachment():
    file = EvidenceFileFactory(state=FileState.RECEIVED)
    CaseFactory(children=[evidence(title="Протокол собрания", is_public=True, file=file)], published=True)
    assert not CaseRecord.objects.get().has_attachments
    file.state = FileState.READY
    file.save()
    assert CaseRecord.objects.get().has_attachments
    assert len(found("протокол")) == 1


def test_a_batch_is_indexed_in_a_fixed_number_of_queries():
    cases = [
        CaseFactory(children=[consultation(), milestone(), finding(), evidence(is_public=True)], published=True)
        for _ in range(6)
    ]
    rule = DeadlineRuleFactory(unit=TermUnit.WORKING_DAYS)
    for number, case in enumerate(cases):
        missed = {"state": DeadlineState.OVERDUE, "due_on": dt.date(2024, 2, 1 + number), "days": 1}
        CaseDeadline.objects.create(case=case, rule=rule, code=rule.code, subject="missed", started="2024-01", **missed)
    first, second, *others = (case.pk for case in cases)
    index_cases([first])  # what they hold together is known then
    with CaptureQueriesContext(connection) as one:
        index_cases([second])
    with CaptureQueriesContext(connection) as four:
        index_cases(others)
    assert len(four) == len(one)


def test_a_rebuild_that_was_stopped_goes_on():
    first, second = CaseFactory(title="Первое", published=True), CaseFactory(title="Второе", published=True)
    CaseRecord.objects.all().delete()
    running = rebuild(batch=1)
    stopped = next(running)
    running.close()
    assert (stopped, found("первое"), found("второе")) == ((1, first.pk), ["Первое"], [])
    assert list(rebuild(batch=1, after=stopped.last)) == [(1, second.pk)]
    assert (found("первое"), found("второе")) == (["Первое"], ["Второе"])
