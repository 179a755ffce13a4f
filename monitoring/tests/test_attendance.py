"""Attendance lists: the same person in any spelling, nobody readable, nothing of the text kept."""

import json
import uuid

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.serializers import serialize
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import ModelLogEntry

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from monitoring.models import AttendanceName, AttendanceSheet
from monitoring.services.attendance import digest, digests_of, enter_attendance, normal_name, remove_attendance
from monitoring.tests.factories import CaseFactory, CentreFactory, RegionFactory, consultation


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("1. Иванов Иван Петрович, ул. Мира 5", "иванов и п"),
        ("И. П. ИВАНОВ", "иванов и п"),
        ("  12)\tПетрова  А.С.\t8 701 000 00 00", "петрова а с"),
        ("Ахметов Ә. Қ.", "ахметов а к"),
        ("Семёнова Анна", "семенова а"),
        ("Байжанов", "байжанов"),
        ("А. Б.", ""),
        ("—", ""),
        ("№ 17", ""),
        ("", ""),
    ],
)
def test_a_name_is_the_same_however_it_is_written(line, name):
    assert normal_name(line) == name


def test_a_digest_needs_the_secret(settings):
    first = digest("иванов и п")
    settings.SECRET_KEY = "another"
    assert digest("иванов и п") != first
    assert len(first) == 64


@given(st.text(max_size=300))
def test_any_text_can_be_pasted(text):
    assert len(digests_of(text)) <= len(text.splitlines())


@pytest.fixture
def user(db):
    made = UserFactory()
    grant_role(user=made, role=Role.COORDINATOR, centre=CentreFactory())
    return made


@pytest.fixture
def case(db):
    return CaseFactory(children=[consultation()])


def hearing(case):
    return case.get_latest_revision_as_object().consultations.first().uid


@pytest.mark.django_db
def test_a_list_is_kept_as_digests_and_counts_only(case, user, caplog):
    text = "1. Иванов И.П.\n2. Петрова А.С.\n3. ИВАНОВ Иван Петрович\n\n"
    sheet = enter_attendance(case=case, consultation=hearing(case), text=text, user=user)
    assert (sheet.people, sheet.repeated) == (2, 1)
    [entry] = ModelLogEntry.objects.filter(action="monitoring.attendance")
    assert entry.data == {"lines": 3}
    kept = serialize("json", [*AttendanceSheet.objects.all(), *AttendanceName.objects.all()]) + json.dumps(entry.data)
    for word in ("ванов", "етров"):
        assert word not in kept.casefold()
        assert word not in caplog.text.casefold()


@pytest.mark.django_db
def test_entering_again_replaces_and_removing_leaves_nothing(case, user):
    uid = hearing(case)
    enter_attendance(case=case, consultation=uid, text="Иванов И.П.\nПетрова А.С.", user=user)
    enter_attendance(case=case, consultation=uid, text="Сидоров Б.", user=user)
    assert AttendanceName.objects.count() == 1
    remove_attendance(case=case, consultation=uid, user=user)
    assert not AttendanceSheet.objects.exists()


@pytest.mark.django_db
def test_what_cannot_be_entered_is_refused_in_words(case, user):
    for text in ("", "1.\n2.\n", "Иванов И.П.\n" * 3002):
        with pytest.raises(ValidationError):
            enter_attendance(case=case, consultation=hearing(case), text=text, user=user)
    with pytest.raises(ValidationError):
        enter_attendance(case=case, consultation=uuid.uuid4(), text="Иванов И.П.", user=user)
    assert not AttendanceSheet.objects.exists()


@pytest.mark.django_db
def test_another_centre_enters_nothing(case):
    stranger = UserFactory()
    grant_role(
        user=stranger,
        role=Role.COORDINATOR,
        centre=CentreFactory(key="astana", name_ru="Астана", regions=[RegionFactory(key="AST", name_ru="Астана")]),
    )
    with pytest.raises(PermissionDenied):
        enter_attendance(case=case, consultation=hearing(case), text="Иванов И.П.", user=stranger)
