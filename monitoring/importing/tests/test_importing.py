"""The whole file: all or none, and again."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.enums import VersionKind
from monitoring.importing.scope import Scope
from monitoring.importing.service import CHECKING, STORING
from monitoring.importing.tests.files import hearing, import_hearings, jsonl, told
from monitoring.models import Case, CaseVersion, Centre, Milestone
from monitoring.reference.loading import DATA, load_all
from monitoring.services.errors import StaleDraft
from monitoring.services.publishing import withdraw_case
from monitoring.tests.factories import milestone

REAL = DATA / "records" / "hearings.jsonl"


def case_of(key="hearings:h001"):
    return Case.objects.get(import_key=key)


def draft_of(key="hearings:h001"):
    return case_of(key).get_latest_revision_as_object()


def edit(user=None, publish=False, **fields):
    draft = draft_of()
    for name, value in {"change_note": "Правка", **fields}.items():
        setattr(draft, name, value)
    revision = draft.save_revision(user=user)
    if publish:
        revision.publish()


def results(report):
    return [row.result for row in report.rows]


def revisions():
    return case_of().revisions.count()


@pytest.mark.django_db
def test_the_89_real_records_import_without_an_error_and_a_second_time_change_nothing(capsys):
    load_all()
    out = StringIO()
    call_command("import_cases", REAL, mapping="hearings", publish=True, verbosity=2, stdout=out)
    assert "89 created; 89 published" in out.getvalue()
    warned = [line.split(",")[0] for line in out.getvalue().splitlines() if "warning:" in line]
    # h055, h062, h072, h078 name several districts at once; h088 does not name the initiator.
    assert warned == ["39", "45", "53", "58", "64"]
    assert Case.objects.public().count() == 89
    assert Case.objects.public().filter(body=None).exclude(body_text="").count() == 0
    assert case_of("hearings:h013").district.key == "ZKO-baiterek"
    assert case_of("hearings:h098").district.key == "MAN-tupkaragan"
    assert case_of("hearings:h105").consultations.get().council.key == "council-ministry-ecology-geology"
    latest = CaseVersion.objects.latest("pk").pk
    out = StringIO()
    call_command("import_cases", REAL, mapping="hearings", publish=True, stdout=out)
    assert "89 unchanged; 0 published" in out.getvalue()
    assert CaseVersion.objects.latest("pk").pk == latest


@pytest.mark.django_db
def test_an_import_that_changes_nothing_costs_a_fixed_number_of_queries(country, django_assert_max_num_queries):
    records = [hearing(f"h{number}") for number in range(40)]
    import_hearings(*records)
    with django_assert_max_num_queries(17):
        import_hearings(*records)


@pytest.mark.usefixtures("country")
class TestAllOrNothing:
    def test_thirty_bad_rows_of_two_thousand_keep_all_out(self):
        bad = set(range(50, 2000, 65))
        records = [hearing(f"h{n}", attendance="много" if n in bad else n) for n in range(2000)]
        seen = []
        report = import_hearings(*records, progress=lambda *step: seen.append(step))
        assert len(bad) == 30
        assert [(row, column) for row, column, _reason in told(report)] == [(n + 1, "attendance") for n in sorted(bad)]
        assert not report.stored
        assert not Case.objects.exists()
        assert seen[0] == (CHECKING, 1, 2000)
        assert seen[-1] == (CHECKING, 2000, 2000)

    def test_a_dry_run_tells_the_same_and_stores_nothing(self):
        records = [hearing("h1"), hearing("h2")]
        dry = import_hearings(*records, dry_run=True)
        assert not Case.objects.exists()
        seen = []
        real = import_hearings(*records, progress=lambda *step: seen.append(step))
        assert dry.rows == real.rows
        assert (dry.stored, real.stored) == (False, True)
        assert seen[-1] == (STORING, 2, 2)

    def test_a_failure_while_storing_leaves_nothing_behind(self, monkeypatch):
        from monitoring.importing import storing

        def fail_at_second(case):
            if case.import_key == "hearings:h2":
                raise RuntimeError

        monkeypatch.setattr(storing, "_save_initiator", fail_at_second)
        with pytest.raises(RuntimeError):
            import_hearings(hearing("h1"), hearing("h2"))
        assert not Case.objects.exists()


@pytest.mark.usefixtures("country")
class TestAgain:
    def test_unchanged_rows_make_no_revision(self):
        import_hearings(hearing())
        report = import_hearings(hearing())
        assert results(report) == ["unchanged"]
        assert (Case.objects.count(), revisions()) == (1, 1)

    def test_a_changed_source_updates_the_draft_and_an_editors_change_survives(self):
        import_hearings(hearing(summary_ru="Было"))
        edit(summary="Правка редактора", place_text="с. Коктобе")
        report = import_hearings(hearing(summary_ru="Стало", attendance=40, title="Новое название"))
        assert results(report) == ["updated"]
        draft = draft_of()
        assert (draft.title, draft.summary, draft.place_text) == ("Новое название", "Правка редактора", "с. Коктобе")
        assert draft.consultations.get().attendance == 40
        assert [column for _row, column, _reason in told(report, errors=False)] == ["summary_ru"]

    def test_an_editors_change_survives_an_unchanged_source(self):
        import_hearings(hearing())
        edit(title="Правка")
        assert results(import_hearings(hearing())) == ["unchanged"]
        assert draft_of().title == "Правка"

    def test_children_keep_their_identity_and_what_an_editor_added_or_removed(self):
        documents = [{"title": "Том 1", "date": None}, {"title": "Том 2", "date": None}]
        import_hearings(hearing(documents=documents))
        draft = draft_of()
        before = {made.title: made.uid for made in draft.evidence.all()}
        draft.evidence.remove(next(made for made in draft.evidence.all() if made.title == "Том 2"))
        draft.milestones.add(milestone(description="От редактора"))
        draft.save_revision()
        import_hearings(hearing(documents=[*documents, {"title": "Том 3", "date": None}], attendance=5))
        draft = draft_of()
        after = {made.title: made.uid for made in draft.evidence.all()}
        assert after.keys() == {"Том 1", "Том 3", "Страница, с которой взята запись (example.kz)"}
        assert after["Том 1"] == before["Том 1"]
        assert draft.milestones.get().description == "От редактора"

    def test_what_the_source_no_longer_lists_goes_unless_an_editor_changed_it(self):
        documents = [{"title": "Том 1", "date": None}, {"title": "Том 2", "date": None}]
        import_hearings(hearing(documents=documents))
        draft = draft_of()
        changed = next(made for made in draft.evidence.all() if made.title == "Том 2")
        changed.title = "Том 2, приложения"
        draft.save_revision()
        import_hearings(hearing(documents=[]))
        assert {made.title for made in draft_of().evidence.all()} == {
            "Том 2, приложения",
            "Страница, с которой взята запись (example.kz)",
        }

    def test_a_body_entered_later_takes_the_place_of_its_text(self, country):
        from monitoring.tests.factories import BodyFactory

        import_hearings(hearing(body="Новое управление"))
        body = BodyFactory(name_ru="Новое управление", region=country)
        assert results(import_hearings(hearing(body="Новое управление"))) == ["updated"]
        assert (draft_of().body, draft_of().body_text) == (body, "")


@pytest.mark.usefixtures("country")
class TestPublished:
    def test_an_update_is_a_new_public_version_with_its_reason(self):
        import_hearings(hearing(), publish=True)
        report = import_hearings(hearing(attendance=40), publish=True)
        assert (results(report), report.published) == (["updated"], 1)
        case = case_of()
        assert (case.version, case.consultations.get().attendance) == (2, 40)
        version = case.versions.first()
        assert version.kind == VersionKind.CORRECTED
        assert version.note
        assert not case.has_unpublished_changes

    def test_without_leave_to_publish_the_update_waits_as_a_draft(self):
        import_hearings(hearing(), publish=True)
        import_hearings(hearing(attendance=40))
        assert case_of().version == 1
        assert case_of().consultations.get().attendance is None
        draft = draft_of()
        assert (draft.based_on, draft.consultations.get().attendance) == (1, 40)
        assert draft.change_note

    def test_an_open_draft_is_never_overwritten_and_becomes_stale(self):
        writer = UserFactory()
        import_hearings(hearing(), publish=True)
        edit(user=writer, title="Черновик коллеги")
        report = import_hearings(hearing(attendance=40), publish=True)
        assert results(report) == ["updated"]
        case = case_of()
        assert (case.version, case.title, case.has_unpublished_changes) == (2, hearing()["title"], True)
        assert case.latest_revision.user == writer
        draft = draft_of()
        assert (draft.title, draft.based_on, draft.consultations.get().attendance) == ("Черновик коллеги", 1, None)
        with pytest.raises(StaleDraft):
            case.latest_revision.publish()

    def test_an_open_draft_makes_an_import_of_drafts_wait(self):
        import_hearings(hearing(), publish=True)
        edit(title="Черновик коллеги")
        before = revisions()
        assert results(import_hearings(hearing(attendance=40))) == ["waits"]
        assert (draft_of().title, revisions()) == ("Черновик коллеги", before)
        assert results(import_hearings(hearing(attendance=40), publish=True)) == ["updated"]

    def test_an_editors_public_change_survives(self):
        import_hearings(hearing(), publish=True)
        edit(title="Исправлено", publish=True)
        import_hearings(hearing(attendance=40), publish=True)
        assert (case_of().title, case_of().version) == ("Исправлено", 3)

    def test_drafts_imported_earlier_are_published_by_a_later_import(self):
        import_hearings(hearing())
        report = import_hearings(hearing(), publish=True)
        assert (report.published, case_of().live) == (1, True)

    def test_a_draft_a_person_worked_on_is_left_to_review(self):
        import_hearings(hearing())
        edit(user=UserFactory())
        assert import_hearings(hearing(), publish=True).published == 0
        assert import_hearings(hearing(attendance=1), publish=True).published == 0
        assert not case_of().live

    def test_a_withdrawn_record_stays_withdrawn(self):
        import_hearings(hearing(), publish=True)
        withdraw_case(case=case_of(), user=UserFactory(role=Role.COORDINATOR), reason="Ошибка")
        assert results(import_hearings(hearing(attendance=40), publish=True)) == ["waits"]
        assert not Case.objects.public().exists()

    def test_a_republished_case_keeps_its_children(self):
        documents = [{"title": "Запрос", "date": "2026-01-10"}]
        import_hearings(hearing(documents=documents), publish=True)
        before = Milestone.objects.get()
        import_hearings(hearing(documents=documents, attendance=1), publish=True)
        assert Milestone.objects.get() == before


class TestScope:
    @pytest.fixture
    def coordinator(self, country):
        return UserFactory(role=Role.COORDINATOR, role__centre=Centre.objects.get(key="pavlodar"))

    def test_a_coordinator_imports_only_into_regions_of_the_centre(self, coordinator):
        records = [hearing("h1"), hearing("h2", region_iso="KZ-71"), hearing("h3", region_iso=None)]
        report = import_hearings(*records, scope=Scope(coordinator))
        assert [(row, column) for row, column, _reason in told(report)] == [(2, "region_iso"), (3, "region_iso")]
        assert not Case.objects.exists()

    def test_the_case_comes_to_the_centre_and_its_author_is_known(self, coordinator):
        import_hearings(hearing(), scope=Scope(coordinator))
        assert case_of().centre.key == "pavlodar"
        assert case_of().latest_revision.user == coordinator

    def test_a_record_that_moved_to_another_region_is_not_changed(self, coordinator):
        import_hearings(hearing(region_iso="KZ-71"))
        report = import_hearings(hearing(), scope=Scope(coordinator))
        assert results(report) == ["error"]
        assert draft_of().region.key == "AST"


class TestCommand:
    def run(self, tmp_path: Path, *records, **options):
        path = tmp_path / "hearings.jsonl"
        path.write_bytes(jsonl(*records))
        out = StringIO()
        call_command("import_cases", path, mapping="hearings", stdout=out, **options)
        return out.getvalue()

    def test_errors_are_a_table_and_an_exit_code(self, tmp_path, country, capsys):
        out = StringIO()
        path = tmp_path / "hearings.jsonl"
        path.write_bytes(jsonl(hearing("h1"), hearing("h2", region_iso="KZ-99"), "{"))
        with pytest.raises(CommandError, match="2 rows with errors"):
            call_command("import_cases", path, mapping="hearings", stdout=out)
        lines = out.getvalue().splitlines()
        assert lines[0] == "row, column, reason"
        assert lines[1].startswith("2, region_iso, error: ")
        assert lines[2].startswith("3, —, error: ")
        assert not Case.objects.exists()

    def test_a_dry_run_shows_warnings_too(self, tmp_path, country):
        told_ = self.run(tmp_path, hearing(body="Ничей"), dry_run=True)
        assert "1, body, warning" in told_
        assert "Would import: 1 created" in told_
        assert not Case.objects.exists()

    def test_a_centre_may_be_given(self, tmp_path, country):
        self.run(tmp_path, hearing(region_iso="KZ-71"), centre="pavlodar")
        assert case_of().centre.key == "pavlodar"
        with pytest.raises(CommandError):
            self.run(tmp_path, hearing(), centre="nowhere")

    def test_a_file_that_cannot_be_read_is_a_sentence(self, tmp_path, db):
        with pytest.raises(CommandError):
            call_command("import_cases", tmp_path / "none.csv")

    def test_long_files_tell_how_far_they_are(self, tmp_path, country):
        told_ = self.run(tmp_path, *(hearing(f"h{n}") for n in range(501)), dry_run=True)
        assert f"{CHECKING}: 500 of 501 rows" in told_
