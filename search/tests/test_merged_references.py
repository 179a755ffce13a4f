"""After a merge cases are found by the names and the facet of the record that was kept."""

import pytest

from accounts.enums import Role
from accounts.services import grant_role
from accounts.tests.factories import UserFactory
from monitoring.services.merging import merge
from monitoring.tests.factories import BodyFactory, CaseFactory, InitiatorFactory
from search.models import CaseRecord
from search.tests.reading import values_of

pytestmark = pytest.mark.django_db


def test_the_read_model_follows_a_merge(django_capture_on_commit_callbacks):
    user = UserFactory()
    grant_role(user=user, role=Role.ADMINISTRATOR)
    kept, double = BodyFactory(key="kept"), BodyFactory(key="double")
    child = BodyFactory(key="child", parent=double)
    firm, same_firm = InitiatorFactory(key="firm"), InitiatorFactory(key="same-firm")
    own = CaseFactory(body=double, initiator=same_firm, published=True)
    below = CaseFactory(body=child, published=True)
    with django_capture_on_commit_callbacks(execute=True):
        merge(keep=kept, duplicates=[double], user=user)
        merge(keep=firm, duplicates=[same_firm], user=user)
    record = CaseRecord.objects.get(pk=own.pk)
    assert (record.body, record.initiator) == ("kept", "firm")
    assert values_of(own.pk, "body") == ["kept"]
    assert values_of(below.pk, "body") == ["child", "kept"]
