"""Each indicator where it is a sign, where it is not, and where it only looks like one."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.conf import settings

from monitoring.enums import OutcomeLevel
from monitoring.models import Case, EvidenceFile, ProtocolPrint
from monitoring.risks.batch import Looked
from monitoring.risks.computing import INDICATORS, signs_of
from monitoring.risks.texts import bands_of, likeness, shingles_of, signature_of, words_of
from monitoring.services.assessing import assess
from monitoring.services.attendance import digest
from monitoring.services.likeness import print_file
from monitoring.tests.factories import (
    BodyFactory,
    CaseFactory,
    CriterionFactory,
    DeadlineRuleFactory,
    DistrictFactory,
    EvidenceFileFactory,
    InitiatorFactory,
    OutcomeFactory,
    ReferralOutcomeFactory,
    StepFactory,
    consultation,
    evidence,
    finding,
    milestone,
    refer,
)

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 6, 1)


def test_the_documentation_tells_which_are_computed():
    computed = (Path(settings.ROOT) / "docs" / "indicators.md").read_text().partition("## Чего сайт не считает")[0]
    assert re.findall(r"^\| (K\d\d) \|", computed, re.MULTILINE) == list(INDICATORS)


def signs(case):
    case = Case.objects.get(pk=case.pk)
    looked = Looked(case, assess(case, today=TODAY))
    return signs_of([looked], today=TODAY)[case.pk]


def public(*children, **fields):
    return CaseFactory(published=True, children=list(children), **fields)


def applied(date, **fields):
    return public(milestone(kind="application", date=date), **fields)


def test_k03_three_applications_of_one_initiator_in_one_district_within_a_year():
    place = {"initiator": InitiatorFactory(), "district": DistrictFactory()}
    first = applied("2026-01-10", **place)
    assert "K03" not in signs(first)
    second, third = applied("2026-03-10", **place), applied("2026-11-10", **place)
    assert set(signs(first)["K03"].records) == {second.pk, third.pk}


def test_k03_is_no_sign_over_years_places_or_private_persons():
    place = {"initiator": InitiatorFactory(), "district": DistrictFactory()}
    case = applied("2026-01-10", **place)
    applied("2024-06-10", **place)
    applied("2027-03-10", **place)
    applied("2026-03-10", initiator=place["initiator"], district=DistrictFactory(key="PAV-aksu", name_ru="Аксу"))
    assert "K03" not in signs(case)
    person = {"initiator": InitiatorFactory(is_private=True), "district": DistrictFactory()}
    private = [applied(f"2026-0{month}-10", **person) for month in (1, 2, 3)]
    assert "K03" not in signs(private[0])


def test_k05_and_k17_follow_the_criterion():
    CriterionFactory(key="P17", processes=["eia_open_meeting"])
    early = public(milestone(kind="commitment", date="2026-03-01"), consultation())
    late = public(milestone(kind="commitment", date="2026-04-01"), consultation())
    assert {"K05", "K17"} <= set(signs(early))
    assert not {"K05", "K17"} & set(signs(late))


def test_k06_short_or_eaten_by_holidays():
    CriterionFactory(key="P15", processes=["eia_open_meeting"])
    DeadlineRuleFactory(
        key="D28", code="D28", trigger="discussion_opened", amount=5, counting="inclusive", sense="at_least"
    )
    ground = "подпункт 2) статьи 87 Экологического кодекса"

    def case(first, last):
        period = consultation(form="public_discussion", held_on=None, period_from=first, period_to=last)
        return public(period, legal_ground=ground)

    assert "K06" in signs(case("2025-12-11", "2025-12-17"))
    assert "K06" in signs(case("2026-03-19", "2026-03-30"))
    assert "K06" not in signs(case("2026-02-26", "2026-03-04"))


@pytest.mark.parametrize(
    ("day", "hour", "online", "sign"),
    [
        ("2026-03-16", 11, False, True),
        ("2026-03-16", 11, True, False),
        ("2026-03-16", 11, None, False),
        ("2026-03-16", 19, False, False),
        ("2026-03-14", 11, False, False),
    ],
)
def test_k07_working_hours_of_a_hearing_that_cannot_be_joined_from_elsewhere(day, hour, online, sign):
    case = public(consultation(held_on=day, held_at=dt.time(hour), online=online))
    assert ("K07" in signs(case)) is sign


@pytest.mark.parametrize(
    ("attendance", "comments", "complaint", "sign"),
    [(0, 0, True, True), (0, 0, False, False), (5, 0, True, False), (None, 0, True, False), (0, 3, True, False)],
)
def test_k08_silence_where_people_complained(attendance, comments, complaint, sign):
    children = [consultation(attendance=attendance, comments_received=comments)]
    children += [milestone(kind="complaint")] if complaint else []
    assert ("K08" in signs(public(*children))) is sign


def attended(case, *names):
    sheet = case.attendance_sheets.create(consultation_uid=case.consultations.first().uid, people=len(names))
    sheet.names.bulk_create([sheet.names.model(sheet=sheet, digest=digest(name)) for name in names])


PEOPLE = ("иванов и", "петров п", "сидоров с", "ахметов а", "ким в")


def test_k09_the_same_people_at_hearings_of_different_initiators():
    one = public(consultation(), initiator=InitiatorFactory())
    other = public(consultation(), initiator=InitiatorFactory())
    attended(one, *PEOPLE)
    attended(other, *PEOPLE, "новый н")
    assert signs(one)["K09"].records == (other.pk,)
    assert "K09" in signs(other)


def test_k09_neighbours_at_hearings_of_one_initiator_are_no_sign():
    initiator = InitiatorFactory()
    one, other = (public(consultation(), initiator=initiator) for _number in range(2))
    few = public(consultation(), initiator=InitiatorFactory())
    attended(one, *PEOPLE)
    attended(other, *PEOPLE)
    attended(few, *PEOPLE[:4])
    assert "K09" not in signs(one)


def protocol(file):
    return evidence(kind="protocol", file=file, is_public=True)


def docx(text):
    import io

    from django.core.files.base import ContentFile
    from docx import Document

    document, stream = Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(stream)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    file = EvidenceFileFactory(media_type=kind)
    file.original.save("protocol", ContentFile(stream.getvalue()))
    return EvidenceFile.objects.get(pk=file.pk)


TEXT = " ".join(f"{word} слово обсуждение проекта вопрос ответ" for word in ("альфа бета гамма дельта " * 40).split())
LONG = " ".join(f"участник {chr(1072 + n % 30)}{chr(1072 + n // 30)}вопрос задал о пыли шуме воде" for n in range(400))


def test_k11_a_copied_protocol_with_another_date_and_number():
    one = docx(f"Протокол № 1 от 16 марта 2026 года. {LONG}")
    other = docx(f"Протокол № 7 от 20 апреля 2026 года. {LONG}")
    for file in (one, other):
        print_file(file=file, places=frozenset())
    first = public(consultation(held_on="2026-03-16"), protocol(one))
    second = public(consultation(held_on="2026-04-20", venue="Дом культуры"), protocol(other))
    assert signs(first)["K11"].records == (second.pk,)


def test_k11_other_words_are_another_protocol():
    one, other = docx(LONG), docx(" ".join(reversed(LONG.split())))
    for file in (one, other):
        print_file(file=file, places=frozenset())
    first = public(consultation(held_on="2026-03-16"), protocol(one))
    public(consultation(held_on="2026-04-20", venue="Дом культуры"), protocol(other))
    assert "K11" not in signs(first)


def test_k11_one_file_in_two_cases_unless_the_hearing_was_joint():
    file = EvidenceFileFactory()
    first = public(consultation(held_on="2026-03-16"), protocol(file))
    second = public(consultation(held_on="2026-04-20"), protocol(file))
    assert signs(first)["K11"].records == (second.pk,)
    shared = EvidenceFileFactory()
    joint = [public(consultation(held_on="2026-03-16"), protocol(shared)) for _number in range(2)]
    assert "K11" not in signs(joint[0])


def test_a_scan_without_text_is_read_once_and_compared_with_nothing():
    file = EvidenceFileFactory(media_type="application/pdf")
    print_file(file=file, places=frozenset())
    assert ProtocolPrint.objects.get(file=file).signature == []


def test_k12_one_developer_of_most_cases_of_a_body():
    body, firm = BodyFactory(), InitiatorFactory()
    cases = [public(body=body, consultant=firm) for _number in range(4)]
    assert "K12" not in signs(cases[0])
    public(body=body, consultant=InitiatorFactory())
    assert "K12" in signs(cases[0])
    for _number in range(3):
        public(body=body, consultant=InitiatorFactory())
    assert "K12" not in signs(cases[0])


def decided(days):
    start = dt.date(2026, 1, 1)
    end = (start + dt.timedelta(days=days)).isoformat()
    return public(milestone(kind="application", date=start.isoformat()), milestone(kind="decision", date=end))


def test_k13_much_quicker_than_the_median():
    for days in (60, 80, 100, 120):
        decided(days)
    quick = decided(20)
    assert "K13" in signs(quick)
    assert "K13" not in signs(decided(60))


def test_k13_says_nothing_of_a_few():
    decided(100)
    assert "K13" not in signs(decided(1))


def fined(initiator, key="O-FIN"):
    case = public(finding(), initiator=initiator)
    refer(case.findings.first(), sent_on=dt.date(2025, 2, 1))
    step = case.referrals.first().steps.first() if hasattr(case, "referrals") else StepFactory()
    outcome = OutcomeFactory(key=key, name_ru=key)
    ReferralOutcomeFactory(step=step, outcome=outcome, on=dt.date(2025, 6, 1), level=OutcomeLevel.BODY)
    return case


def test_k19_a_decision_for_who_was_fined_and_remedied_nothing():
    initiator = InitiatorFactory()
    before = fined(initiator)
    case = public(milestone(kind="decision", date="2026-03-01"), initiator=initiator)
    assert signs(case)["K19"].records == (before.pk,)
    step = before.referrals.first().steps.first()
    ReferralOutcomeFactory(step=step, outcome=OutcomeFactory(key="O-FIX"), on=dt.date(2025, 8, 1))
    assert "K19" not in signs(case)


def test_k23_a_document_changed_after_comments_closed():
    period = {"form": "public_discussion", "held_on": None, "period_from": "2026-02-02", "period_to": "2026-02-27"}

    def document(date, **fields):
        return evidence(kind="document", title="Отчёт о возможных воздействиях", date=date, **fields)

    changed = public(consultation(**period), document("2026-02-02"), document("2026-03-10"))
    assert "K23" in signs(changed)
    file = EvidenceFileFactory()
    same = public(consultation(**period), document("2026-02-02", file=file), document("2026-03-10", file=file))
    during = public(consultation(**period), document("2026-02-02"), document("2026-02-20"))
    month = public(consultation(**period), document("2026-02-02"), document("2026-02"))
    for case in (same, during, month):
        assert "K23" not in signs(case)


def test_nothing_is_compared_with_the_drafts_of_other_centres(astana_case):
    place = {"initiator": astana_case.initiator, "district": astana_case.district}
    case = applied("2026-01-10", **place)
    applied("2026-02-10", **place)
    assert "K03" not in signs(case)


@pytest.fixture
def astana_case():
    from monitoring.tests.factories import CentreFactory, RegionFactory

    centre = CentreFactory(key="astana", name_ru="Астана", regions=[RegionFactory(key="AST", name_ru="Астана")])
    draft = CaseFactory(centre=centre, initiator=InitiatorFactory(), district=DistrictFactory())
    draft.milestones.create(kind="application", date="2026-03-10")
    return draft


def test_likeness_is_by_words_and_not_by_dates_numbers_or_places():
    one = signature_of(shingles_of(words_of(f"Павлодарский район, 16 марта 2026, № 4. {LONG}", ("павлодарск",))))
    two = signature_of(shingles_of(words_of(f"Карагандинский район, 20 мая 2025, № 9. {LONG}", ("карагандинск",))))
    assert likeness(one, two) == 1
    assert set(bands_of(one)) == set(bands_of(two))
    other = signature_of(shingles_of(words_of(TEXT)))
    assert likeness(one, other) < 0.5
