"""What the data steps of migrations do to rows that were there before."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps as current_apps
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from monitoring.models import EvidenceLink
from monitoring.tests.factories import CaseFactory, evidence

OLD = "before"


def steps_of(name):
    return import_module(f"monitoring.migrations.{name}")


class ToOld:
    """Router: everything that a historical model reads and writes."""

    def db_for_read(self, model, **hints):
        return OLD

    db_for_write = db_for_read


@pytest.fixture
def referrals_of_old(settings, django_db_blocker):
    """The models as migration 0002 left them, with empty tables in a database of their own."""
    made = connections.configure_settings(
        {"default": connections.settings["default"], OLD: {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
    )
    connections.settings[OLD] = made[OLD]
    settings.DATABASE_ROUTERS = [ToOld()]
    with django_db_blocker.unblock():
        models = MigrationLoader(None).project_state([("monitoring", "0002_law_at_work")]).apps
        connection = connections[OLD]
        connection.disable_constraint_checking()
        with connection.schema_editor() as editor:
            for name in ("Finding", "Referral", "ReferredFinding", "ReferralStep"):
                editor.create_model(models.get_model("monitoring", name))
        connection.disable_constraint_checking()
        yield models
        connection.close()
    del connections[OLD], connections.settings[OLD]


def test_a_referral_of_one_finding_becomes_a_chain_with_one_letter_and_back(referrals_of_old):
    old = {name: referrals_of_old.get_model("monitoring", name) for name in ("Finding", "Referral", "ReferralStep")}
    finding = old["Finding"].objects.create(case_id=7, title="Уведомили за три дня")
    sent = {"authority_id": 3, "sent_on": dt.date(2026, 4, 2), "registration_no": "ЗТ-1"}
    made = old["Referral"].objects.create(finding=finding, **sent)
    migration = steps_of("0003_referral_chains")

    migration.to_chains(referrals_of_old, None)
    made.refresh_from_db()
    assert (made.case_id, made.opened_on) == (7, dt.date(2026, 4, 2))
    assert [row.finding_id for row in made.referred.all()] == [finding.pk]
    assert list(made.steps.values(*sent, "kind")) == [{**sent, "kind": "appeal_statement"}]

    old["Referral"].objects.update(finding=None, authority=None, sent_on=None, registration_no="")
    migration.to_letters(referrals_of_old, None)
    assert list(old["Referral"].objects.values("finding_id", *sent)) == [{"finding_id": finding.pk, **sent}]


@pytest.mark.django_db
def test_children_without_a_place_get_one_behind_the_others():
    case = CaseFactory(published=True, children=[evidence(title="Первое"), evidence(title="Второе")])
    for title in ("Третье", "Четвёртое"):
        EvidenceLink.objects.create(case=case, url="https://example.org/", title=title)
    steps_of("0016_places_of_children").give_places(current_apps, None)
    places = EvidenceLink.objects.filter(case=case).order_by("sort_order").values_list("title", "sort_order")
    assert list(places) == [("Первое", 0), ("Второе", 1), ("Третье", 2), ("Четвёртое", 3)]
