"""One record of several: every reference moves, and whoever still names a duplicate is led to what was kept."""

import datetime as dt

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import translation
from wagtail.models import ModelLogEntry, ReferenceIndex

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from monitoring.importing.lookups import Lookups
from monitoring.models import Case, Criterion, ExecutiveBody, Initiator, Official, Tenure
from monitoring.services.merging import MergeRefused, merge, warnings
from monitoring.services.merging import _move as move
from monitoring.services.usage import drafts_naming, is_used, links_to, used_by, with_usage
from monitoring.tests.factories import (
    BodyFactory,
    CaseFactory,
    CentreFactory,
    CouncilFactory,
    CriterionFactory,
    InitiatorFactory,
    OfficialFactory,
    ProvisionFactory,
    RegionFactory,
    consultation,
    finding,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def coordinator():
    user = UserFactory()
    grant_role(user=user, role=Role.COORDINATOR, centre=CentreFactory())
    return user


@pytest.fixture
def pair():
    return (
        BodyFactory(key="kept", name_ru="Акимат Павлодарской области"),
        BodyFactory(key="double", name_ru="Павлодар облысының әкімдігі", aliases=["Облакимат"]),
    )


def tenure(official, body, **fields):
    return Tenure.objects.create(
        **{"official": official, "body": body, "position": "аким", "started_on": dt.date(2024, 1, 1), **fields}
    )


def test_every_reference_to_a_body_moves(pair, coordinator):
    kept, double = pair
    case = CaseFactory(body=double, published=True)
    council, child, old = CouncilFactory(body=double), BodyFactory(parent=double), BodyFactory(successor=double)
    held = tenure(OfficialFactory(), double)
    merge(keep=kept, duplicates=[double], user=coordinator)
    for record, field in ((case, "body"), (council, "body"), (child, "parent"), (old, "successor"), (held, "body")):
        fresh = type(record)._base_manager.get(pk=record.pk)
        assert getattr(fresh, field) == kept, (record, field)
    assert used_by([double]) == {}


def test_no_kind_of_reference_is_forgotten():
    """A relation added tomorrow is either moved by `links_to` or named here."""
    for model in (ExecutiveBody, Official, Initiator):
        moved = {(link.model, link.field.name) for link in links_to(model)}
        pointing = set()
        for other in apps.get_models(include_auto_created=True):
            for field in other._meta.local_fields:
                if field.is_relation and field.related_model is model and field.name != "merged_into":
                    pointing.add((other, field.name))
        assert moved == pointing


def test_the_kept_record_answers_to_the_names_of_the_duplicates(pair, coordinator):
    kept, double = pair
    double.bin = "050640001234"
    double.save()
    merge(keep=kept, duplicates=[double], user=coordinator)
    kept.refresh_from_db()
    assert kept.bin == "050640001234"
    assert {"Павлодар облысының әкімдігі", "Облакимат"} <= set(kept.aliases)
    assert len(kept.aliases) == len(set(kept.aliases))
    assert kept.name_ru not in kept.aliases
    for spelling in ("Облакимат", "павлодар облысының әкімдігі"):
        assert Lookups().body(spelling, kept.region) == kept


def test_an_importer_finds_the_kept_initiator_by_the_number_of_the_duplicate(coordinator):
    kept, double = InitiatorFactory(bin=""), InitiatorFactory(bin="050640001234", name_ru="ТОО «Угольный»")
    case = CaseFactory(initiator=double)
    merge(keep=kept, duplicates=[double], user=coordinator)
    assert Case.objects.get(pk=case.pk).initiator == kept
    assert Lookups().initiator("ТОО «Другое название» (БИН: 050640001234)", "source") == kept
    assert Lookups().initiator("ТОО «Угольный»", "source") == kept


def test_private_persons_take_no_name_from_what_is_merged_into_them(coordinator):
    kept, named = InitiatorFactory(is_private=True), InitiatorFactory(name_ru="Крестьянское хозяйство Ахметова")
    merge(keep=kept, duplicates=[named], user=coordinator)
    kept.refresh_from_db()
    assert kept.aliases == []
    assert Lookups().initiator("Крестьянское хозяйство Ахметова", "source") == kept


def test_drafts_old_versions_and_forms_still_open_follow(pair, coordinator):
    kept, double = pair
    accused, again = OfficialFactory(), OfficialFactory()
    case = CaseFactory(body=double, children=[consultation(), finding(official=again)], published=True)
    old = Case.objects.get(pk=case.pk).latest_revision
    draft = Case.objects.get(pk=case.pk)
    draft.title, draft.change_note = "Уточнённое название", "Уточнено"
    revision = draft.save_revision()
    merge(keep=kept, duplicates=[double], user=coordinator)
    merge(keep=accused, duplicates=[again], user=coordinator)
    for version in (old, revision):
        read = type(version).objects.get(pk=version.pk).as_object()
        assert read.body == kept
        assert [made.official for made in read.findings.all()] == [accused]
    late = Case.objects.get(pk=case.pk).get_latest_revision_as_object()
    late.body_id = double.pk
    late.save_revision().publish()
    public = Case.objects.get(pk=case.pk)
    assert (public.body, public.version) == (kept, 2)
    assert public.findings.get().official == accused


def test_the_old_address_of_a_body_leads_to_the_kept_one_however_often_it_was_merged(pair, coordinator, client):
    kept, double = pair
    third = BodyFactory(key="third")
    merge(keep=double, duplicates=[third], user=coordinator)
    merge(keep=kept, duplicates=[ExecutiveBody.objects.get(pk=double.pk)], user=coordinator)
    assert ExecutiveBody.objects.get(pk=third.pk).merged_into == kept
    for key in ("double", "third"):
        response = client.get(reverse("monitoring:body", args=[key]))
        assert (response.status_code, response["Location"]) == (301, reverse("monitoring:body", args=["kept"]))


def test_officials_bring_their_tenures_and_the_same_one_is_not_kept_twice(coordinator):
    kept, double = OfficialFactory(), OfficialFactory()
    body = BodyFactory()
    tenure(kept, body)
    tenure(double, body)
    tenure(double, body, position="министр")
    merge(keep=kept, duplicates=[double], user=coordinator)
    assert sorted(Tenure.objects.filter(official=kept).values_list("position", flat=True)) == ["аким", "министр"]
    assert not Tenure.objects.filter(official=double).exists()


def test_many_to_many_references_move_once(db):
    """None leads to a mergeable record today; the table between is a table like the others."""
    kept, double = ProvisionFactory(key="A6.2"), ProvisionFactory(key="A6.2-2")
    one, both = CriterionFactory(key="P01"), CriterionFactory(key="P02")
    one.provisions.set([double])
    both.provisions.set([kept, double])
    link = next(link for link in links_to(type(kept)) if link.model is Criterion.provisions.through)
    move(link, [double.pk], kept)
    assert [list(criterion.provisions.all()) for criterion in (one, both)] == [[kept], [kept]]


def test_what_was_above_or_after_the_kept_one_is_never_itself(pair, coordinator):
    kept, double = pair
    top = BodyFactory()
    ExecutiveBody.objects.filter(pk=double.pk).update(parent=top, successor=kept)
    ExecutiveBody.objects.filter(pk=kept.pk).update(parent=double, successor=double)
    merge(keep=kept, duplicates=[double], user=coordinator)
    kept.refresh_from_db()
    double.refresh_from_db()
    assert (kept.parent, kept.successor, double.parent, double.successor) == (top, None, None, None)


def test_a_circle_in_the_tree_is_refused_and_nothing_has_moved(pair, coordinator):
    kept, double = pair
    between = BodyFactory(parent=double)
    ExecutiveBody.objects.filter(pk=kept.pk).update(parent=between)
    case = CaseFactory(body=double)
    with pytest.raises(MergeRefused, match="subordinate"):
        merge(keep=kept, duplicates=[double], user=coordinator)
    assert Case.objects.get(pk=case.pk).body == double
    assert ExecutiveBody.objects.get(pk=double.pk).merged_into is None


def test_refused(pair, coordinator):
    kept, double = pair
    for duplicates in ([kept], [kept, double], [], [InitiatorFactory()]):
        with pytest.raises(MergeRefused):
            merge(keep=kept, duplicates=duplicates, user=coordinator)
    volunteer = UserFactory()
    grant_role(user=volunteer, role=Role.VOLUNTEER, centre=CentreFactory())
    with pytest.raises(MergeRefused):
        merge(keep=kept, duplicates=[double], user=volunteer)
    gone = BodyFactory()
    ExecutiveBody.objects.filter(pk=gone.pk).delete()
    with pytest.raises(MergeRefused, match="no longer exists"):
        merge(keep=kept, duplicates=[gone], user=coordinator)
    merge(keep=kept, duplicates=[double], user=coordinator)
    with pytest.raises(MergeRefused, match="already merged"):
        merge(keep=ExecutiveBody.objects.get(pk=double.pk), duplicates=[kept], user=coordinator)
    with pytest.raises(MergeRefused, match="already merged"):
        merge(keep=double, duplicates=[kept], user=coordinator)


def test_bodies_of_two_regions_and_numbers_of_two_firms_are_warned_of(pair):
    kept, _double = pair
    assert warnings(pair) == []
    assert len(warnings([kept, BodyFactory(region=RegionFactory(key="AST", name_ru="Астана"))])) == 1
    assert len(warnings([InitiatorFactory(bin="1"), InitiatorFactory(bin="2"), InitiatorFactory(bin="")])) == 1


def test_a_merge_is_written_down(pair, coordinator):
    kept, double = pair
    CaseFactory(body=double)
    merge(keep=kept, duplicates=[double], user=coordinator)
    entries = ModelLogEntry.objects.filter(action="monitoring.merge")
    assert {entry.object_id: entry.user for entry in entries} == {str(r.pk): coordinator for r in pair}
    data = entries.get(object_id=str(kept.pk)).data
    assert data["merged"] == ["double"]
    assert sum(data["moved"].values()) == 1


def test_wagtails_index_of_references_follows(pair, coordinator):
    kept, double = pair
    CaseFactory(body=double)

    def cases(body):
        return ReferenceIndex.get_references_to(body).filter(base_content_type__model="case").count()

    assert (cases(kept), cases(double)) == (0, 1)
    merge(keep=kept, duplicates=[double], user=coordinator)
    assert (cases(kept), cases(double)) == (1, 0)


def test_usage_is_counted_in_one_query(django_assert_num_queries):
    body = BodyFactory()
    CaseFactory(body=body)
    CouncilFactory(body=body)
    BodyFactory(parent=body)
    with django_assert_num_queries(1):
        counts = {found.pk: found.usage_count for found in with_usage(ExecutiveBody.objects.all())}
    assert counts[body.pk] == 3
    provision = ProvisionFactory()
    CriterionFactory().provisions.set([provision])
    assert with_usage(type(provision).objects.all()).get().usage_count == 1
    assert used_by([provision]) == {str(Criterion._meta.verbose_name_plural): 1}


def test_a_draft_alone_keeps_a_record_in_use():
    body, other = BodyFactory(), BodyFactory()
    case = CaseFactory(body=other, published=True)
    assert not is_used(body)
    draft = Case.objects.get(pk=case.pk)
    draft.body = body
    draft.save_revision()
    assert drafts_naming(body).count() == 1
    assert is_used(body)
    assert not drafts_naming(InitiatorFactory(pk=body.pk)).exists()


def test_a_signpost_and_where_it_leads_stay_in_use(pair, coordinator):
    kept, double = pair
    merge(keep=kept, duplicates=[double], user=coordinator)
    assert is_used(ExecutiveBody.objects.get(pk=double.pk))
    assert is_used(ExecutiveBody.objects.get(pk=kept.pk))
