import pytest

from monitoring.admin.tests.urls import url
from monitoring.enums import NoticeChannel
from monitoring.models import Case, Notice
from monitoring.tests.factories import CaseFactory, consultation, evidence, finding, milestone

pytestmark = pytest.mark.django_db


def test_versions_stand_side_by_side_with_children_and_their_children(desk):
    meeting = consultation(period_from="2026-02", venue="Клуб")
    meeting.notices.add(Notice(channel=NoticeChannel.NEWSPAPER, detail="Звезда Прииртышья", date="2026-01"))
    case = CaseFactory(children=[meeting, milestone(), finding(), evidence()], published=True)
    draft = Case.objects.get(pk=case.pk).get_latest_revision().as_object()
    draft.registered_on = draft._meta.get_field("registered_on").to_python("2026-03")
    held = draft.consultations.all()[0]
    held.period_from = held._meta.get_field("period_from").to_python("2026-02-10")
    held.notices.all()[0].detail = "Сарыарка самалы"
    held.notices.add(Notice(channel=NoticeChannel.SOCIAL, detail="Чат села"))
    draft.milestones.add(milestone(description="Добавленное событие"))
    revision = draft.save_revision()
    response = desk.get(url("revisions_compare", case, "live", str(revision.pk)))
    page = response.content.decode()
    assert response.status_code == 200
    assert '<span class="addition">2026-03</span>' in page
    assert '<span class="deletion">2026-02</span>' in page
    assert '<span class="addition">2026-02-10</span>' in page
    for words in ("Чат села", "самалы", "Добавленное событие"):
        assert words in page
    assert page.count("comparison__child-object addition") == 2


def test_a_child_is_recognised_by_its_identity_not_by_its_likeness(desk):
    case = CaseFactory(children=[milestone(description="Первое"), milestone(description="Второе")], published=True)
    draft = Case.objects.get(pk=case.pk).get_latest_revision().as_object()
    first, second = draft.milestones.all()
    first.description, second.description = "Второе", "Первое"
    revision = draft.save_revision()
    page = desk.get(url("revisions_compare", case, "live", str(revision.pk))).content.decode()
    assert '<span class="deletion">Первое</span><span class="addition">Второе</span>' in page
