import factory
from factory.django import DjangoModelFactory

from accounts.enums import Role
from accounts.models import Membership, User
from monitoring.tests.factories import CentreFactory


class UserFactory(DjangoModelFactory):
    """A person; `role` (and `centre`) give them one."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    name = factory.Sequence(lambda n: f"Человек Номер{n}")
    password = factory.django.Password("correct horse battery")

    @factory.post_generation
    def role(self, create, extracted, centre=None, **kwargs):
        if create and extracted:
            if centre is None and extracted != Role.ADMINISTRATOR:
                centre = CentreFactory()
            Membership.objects.create(user=self, role=extracted, centre=centre)
