"""What becomes of one row."""

import datetime as dt

import pytest

from monitoring.enums import ConsultationForm, ConsultationStatus, MilestoneKind, NoticeChannel, Origin
from monitoring.importing.tests.files import csv_bytes, hearing, import_hearings, import_rows, told, xlsx_bytes
from monitoring.models import Case, Initiator
from monitoring.tests.factories import BodyFactory, CouncilFactory, DistrictFactory, InitiatorFactory, RegionFactory

pytestmark = pytest.mark.usefixtures("country")


def drafted(key="hearings:h001"):
    return Case.objects.get(import_key=key).get_latest_revision_as_object()


def test_a_hearing_becomes_a_draft_with_its_consultation(country):
    report = import_hearings(
        hearing(
            notice_dates=[{"channel": "газета (сайт ztgzt.kz)", "date": "2026-02"}],
            documents=[{"title": "Ответ управления", "date": "2026-01-10"}, {"title": "Том 1", "date": None}],
            outcome="слушания признаны состоявшимися",
            notes="День не назван.",
            attendance=16,
        )
    )
    assert report.stored
    case = drafted()
    assert (case.origin, case.region, case.centre.key, case.live) == (Origin.IMPORT, country, "pavlodar", False)
    assert (case.kind.key, case.article) == ("open_meeting", "6")
    held = case.consultations.get()
    assert (held.form, held.status) == (ConsultationForm.OPEN_MEETING, ConsultationStatus.HELD)
    assert (str(held.held_on), held.held_at, held.attendance) == ("2026-03-14", dt.time(15), 16)
    notice = held.notices.get()
    assert (notice.channel, str(notice.date)) == (NoticeChannel.NEWSPAPER, "2026-02")
    assert [(m.kind, str(m.date)) for m in case.milestones.all()] == [(MilestoneKind.ANSWER, "2026-01-10")]
    assert {(e.title, e.url, e.is_public) for e in case.evidence.all()} >= {
        ("Том 1", "https://example.kz/notice", True)
    }
    assert case.source_note.endswith("не сверена. День не назван.")


def test_null_is_never_read_as_none():
    import_hearings(hearing(comments_received=None, online=None, outcome=None, hearing_at=None))
    held = drafted().consultations.get()
    assert (held.comments_received, held.online, held.held_on) == (None, None, None)
    assert held.status == ConsultationStatus.UNKNOWN


@pytest.mark.parametrize("outcome", ["слушания признаны судом недействительными", "жители выступили против"])
def test_no_status_is_concluded_from_doubtful_words(outcome):
    import_hearings(hearing(outcome=outcome))
    assert drafted().consultations.get().status == ConsultationStatus.UNKNOWN


def test_a_lawsuit_has_no_consultation_and_the_portals_page_is_no_evidence():
    url = "https://ecoportal.kz/Public/1"
    import_hearings(hearing(kind=None, form="кассационная жалоба", hearing_at=None, source_url=url))
    assert not drafted().consultations.exists()
    assert (drafted().portal_url, drafted().evidence.count()) == (url, 0)


def test_a_body_is_found_by_spelling_and_region(country):
    cut = "Управление природных ресурсов"
    here = BodyFactory(aliases=[cut], region=country)
    BodyFactory(aliases=[cut], region=RegionFactory(key="KUS", name_ru="Костанай", iso="KZ-39"))
    report = import_hearings(
        hearing("h1", body=f"«{cut.upper()}»"), hearing("h2", body=cut, region_iso="KZ-71"), hearing("h3", body="Ничей")
    )
    assert drafted("hearings:h1").body == here
    assert (drafted("hearings:h2").body, drafted("hearings:h2").body_text) == (None, cut)
    assert drafted("hearings:h3").body_text == "Ничей"
    assert [row for row, column, _reason in told(report, errors=False) if column == "body"] == [2, 3]


def test_a_merged_body_leads_to_the_one_kept(country):
    kept = BodyFactory(region=country)
    BodyFactory(name_ru="Старое имя", region=country, merged_into=kept)
    import_hearings(hearing(body="Старое имя"))
    assert drafted().body == kept


def test_a_council_is_body_and_council(country):
    body = BodyFactory(key="council-pavlodar", name_ru="Общественный совет", region=country)
    council = CouncilFactory(key="council-pavlodar", body=BodyFactory())
    import_hearings(hearing(body="Общественный совет", kind=None, hearing_at=None))
    assert drafted().body == body
    held = drafted().consultations.get()
    assert (held.council, held.form) == (council, ConsultationForm.COUNCIL_SESSION)


def test_a_district_not_known_stays_as_text(country):
    DistrictFactory()
    report = import_hearings(
        hearing("h1", district="Баянаульский район"),
        hearing("h2", district="Майский и Иртышский районы", place_text="с. Коктобе"),
    )
    assert drafted("hearings:h1").district.key == "PAV-bayanaul"
    assert drafted("hearings:h2").district is None
    assert drafted("hearings:h2").place_text == "Майский и Иртышский районы; с. Коктобе"
    assert [(row, column) for row, column, _reason in told(report, errors=False)] == [(2, "district")]


def test_initiators_are_one_by_business_number_and_private_persons_are_not_named():
    known = InitiatorFactory(bin="160140014400")
    import_hearings(
        hearing("h1", initiator="ТОО «Kaz Biotech Group» (БИН 160140014400)"),
        hearing("h2", initiator="ТОО «Новое» (БИН 230540027195)"),
        hearing("h3", initiator="ТОО «Новое плюс» (БИН 230540027195)"),
        hearing("h4", initiator="физическое лицо (имя и ИИН опущены)"),
        hearing("h5", initiator="Физическое лицо Иванов И."),
        hearing("h6", initiator="предприятие (не названо)"),
    )
    assert drafted("hearings:h1").initiator == known
    assert drafted("hearings:h2").initiator == drafted("hearings:h3").initiator
    assert drafted("hearings:h4").initiator.is_private
    assert drafted("hearings:h5").initiator == drafted("hearings:h4").initiator
    assert drafted("hearings:h6").initiator is None
    assert not Initiator.objects.filter(name__contains="Иванов").exists()
    assert Initiator.objects.count() == 3


@pytest.mark.parametrize(
    ("fields", "column"),
    [
        ({"title": None}, "title"),
        ({"title": "а" * 501}, "title"),
        ({"title": "а" * 100_000}, "title"),
        ({"title": ["список"]}, "title"),
        ({"title": "нуль\0"}, "title"),
        ({"title": "пол\ud800буквы"}, "title"),
        ({"summary_ru": "а" * 100_000}, "summary_ru"),
        ({"id": None}, "id"),
        ({"id": "9" * 101}, "id"),
        ({"region_iso": "KZ-99"}, "region_iso"),
        ({"kind": "wedding"}, "kind"),
        ({"title_lang": "fr"}, "title_lang"),
        ({"hearing_at": "2026-02-29T10:00"}, "hearing_at"),
        ({"hearing_at": "завтра"}, "hearing_at"),
        ({"period_from": "2026-03-02", "period_to": "2026-03-01"}, "period_to"),
        ({"attendance": "много"}, "attendance"),
        ({"attendance": -3}, "attendance"),
        ({"online": "наверное"}, "online"),
        ({"notice_dates": [{"channel": "газета", "date": "32.01.2026"}]}, "notice_dates"),
        ({"notice_dates": "вчера"}, "notice_dates"),
        ({"documents": [{"title": "а" * 301, "date": None}]}, "documents"),
        ({"source_url": "javascript:alert(1)"}, "source_url"),
        ({"initiator": "а" * 501}, "initiator"),
    ],
)
def test_a_wrong_cell_is_an_error_with_row_column_and_reason(fields, column):
    report = import_hearings(hearing("h1"), hearing(**fields))
    assert [(row, where) for row, where, _reason in told(report)] == [(2, column)]
    assert all(reason for _row, _column, reason in told(report))
    assert not Case.objects.exists()
    assert not Initiator.objects.exists()


def test_html_and_formulas_are_plain_text():
    title = '=HYPERLINK("x")<script>alert(1)</script>'
    import_hearings(hearing(title=title))
    assert drafted().title == title


def test_the_same_number_twice_in_a_file_is_an_error():
    report = import_hearings(hearing("h1"), hearing("h2"), hearing("h1"))
    assert [(row, column) for row, column, _reason in told(report)] == [(3, "id")]


def test_a_table_in_windows_1251_with_headings_of_ones_own():
    rows = [
        ["№", "Наименование", "Область", "Дата слушаний", "Время", "Онлайн", "Статус", "Прочее"],
        ["7", "Слушания", "Павлодарская область", "03.2026", "", "да", "held", "не нужно"],
    ]
    report = import_rows(csv_bytes(rows, ";", "cp1251"), source="akimat")
    assert told(report) == []
    case = drafted("table:akimat:7")
    held = case.consultations.get()
    assert (case.region.key, str(held.held_on), held.online, held.status) == ("PAV", "2026-03", True, "held")


def test_a_workbook_with_cells_of_dates_and_times():
    rows = [
        ["number", "title", "region", "date", "time", "notice date"],
        [1, "Hearing", "PAV", dt.datetime(2026, 3, 14), dt.time(15, 30), dt.date(2026, 2, 1)],
    ]
    import_rows(xlsx_bytes(rows), "table.xlsx")
    held = drafted("table:1").consultations.get()
    assert (str(held.held_on), held.held_at) == ("2026-03-14", dt.time(15, 30))
    assert str(held.notices.get().date) == "2026-02-01"
