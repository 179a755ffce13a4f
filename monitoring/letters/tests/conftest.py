import datetime as dt
from dataclasses import replace

import pytest

from monitoring.enums import Language, ReferralKind
from monitoring.letters.choice import LetterChoice
from monitoring.models import Case, CaseDeadline, EvidenceReceipt, FieldLog, Provision, StepQuestion
from monitoring.open_data import public_record
from monitoring.tests.factories import (
    ActFactory,
    AuthorityFactory,
    CaseFactory,
    CriterionFactory,
    DeadlineRuleFactory,
    ProvisionFactory,
    consultation,
    evidence,
    finding,
    milestone,
    refer,
)

DAY = dt.date(2026, 5, 4)
SECRETS = ["Рассказ бухгалтера", "бухгалтер завода", "Тайная", "tainaya@example.org", "foto-ot-aigerim", "пометка"]
CITED = ["A4.1", "A4.2", "A4.5", "A4.6", "A4.7", "ATI 11", "ENV 17-21", "APPC 91", "APPC 91(2)", "APPC 91(4)"]


@pytest.fixture(scope="module")
def law(rows_of_module):
    """The provisions the shipped templates cite; ATI 11 and APPC 99 are not verified."""
    convention = ActFactory(key="AARHUS", name_ru="Орхусская конвенция", date=dt.date(1998, 6, 25))
    code = ActFactory(key="APPC", name_ru="Кодекс", date=dt.date(2020, 6, 29), number="350-VI")
    for key in [*CITED, "APPC 92(1)", "APPC 99", "APPC 76", "ANTICOR 24"]:
        number = key.removeprefix("A").partition(".") if key.startswith("A4") else ("", "", "")
        ProvisionFactory(
            key=key,
            name_ru=f"Предмет {key}",
            act=convention if key.startswith("A4") else code,
            article=number[0] or key.partition(" ")[2].partition("(")[0],
            paragraph=number[2] or key.partition("(")[2].rstrip(")"),
            confidence="medium" if key in ("ATI 11", "APPC 99") else "stated",
        )
    for code_of_rule, key in (("D01", "APPC 76"), ("D08", "APPC 99"), ("D10", "ATI 11")):
        DeadlineRuleFactory(code=code_of_rule, provision=Provision.objects.get(key=key))


@pytest.fixture
def case(full_case, db):
    return Case.objects.get(pk=full_case)


@pytest.fixture
def bare(bare_case, db):
    return Case.objects.get(pk=bare_case)


@pytest.fixture(scope="module")
def full_case(law):
    """Full of everything a letter may tell, and of what it may not."""
    from accounts.tests.factories import UserFactory

    volunteer = UserFactory(name="Айгерим Тайная", email="tainaya@example.org")
    hidden = evidence(title="Рассказ бухгалтера", source="бухгалтер завода", sort_order=2)
    criterion = CriterionFactory()
    unsure = ProvisionFactory(key="HEAR notice", act=ActFactory(key="HEAR", name_ru="Правила"), confidence="low")
    criterion.provisions.add(unsure, Provision.objects.get(key="A4.1"))
    made = CaseFactory(
        published=True,
        full=True,
        title="Разрез «Торайгыр» & <сыновья> {{ 7*7 }}",
        children=[
            milestone(description="Объявление\nна двери"),
            consultation(),
            evidence(title="Снимок объявления", is_public=True, sort_order=1),
            hidden,
            finding(title="Объявили за три дня", provision=unsure, criterion=criterion, happened_on="2026-03"),
        ],
    )
    case = Case.objects.get(pk=made.pk)
    log = FieldLog.objects.create(volunteer=volunteer, case=case, centre=case.centre)
    EvidenceReceipt.objects.create(
        file=hidden.file, log=log, uploaded_by=volunteer, original_name="foto-ot-aigerim.jpg"
    )
    chain = refer(case.findings.get(), authority=AuthorityFactory(), registration_no="ЗТ-1", note="пометка")
    StepQuestion.objects.create(step=chain.steps.get(), text="Кто подписал?")
    CaseDeadline.objects.filter(case=case).delete()
    CaseDeadline.objects.create(
        case=case,
        rule=DeadlineRuleFactory(code="D20", amount=20, provision=unsure),
        code="D20",
        started="2026-03-01",
        done="2026-03-20",
        due_on=dt.date(2026, 3, 10),
        state="late",
        days=8,
        calendar_version="1",
    )
    return case.pk


@pytest.fixture(scope="module")
def bare_case(law):
    return CaseFactory(published=True, summary="", body=None, centre=None, region=None, kind=None, article="").pk


def full_choice(case, kind=ReferralKind.COMPLAINT_SUPERIOR, language=Language.RU, **changes):
    record = public_record(case.reference)
    choice = LetterChoice(
        kind=kind,
        language=language,
        written_on=DAY,
        addressee="Департамент",
        findings=frozenset(str(item.uid) for item in record.findings),
        evidence=frozenset({1}),
        hidden=frozenset({2}),
        questions=("Когда опубликовано объявление?",),
        about=str(record.steps[0].uid) if record.steps else "",
    )
    return replace(choice, **changes)
