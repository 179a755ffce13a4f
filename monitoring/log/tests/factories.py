"""A volunteer and the answers of a log that can be sent."""

import uuid

import factory
from django.core.files.uploadedfile import SimpleUploadedFile
from factory.django import DjangoModelFactory
from PIL import Image

from accounts.enums import Role
from accounts.tests.factories import UserFactory
from monitoring.models import FieldLog

EVENT = "6f1c7c1e-0000-4000-8000-000000000001"


def volunteer(**kwargs):
    return UserFactory(role=Role.VOLUNTEER, **kwargs)


def full_answers(**changed):
    return {
        "title": "Карьер у села Заря",
        "kind": "open_meeting",
        "body_text": "Акимат Баянаульского района",
        "region": "PAV",
        "district": "PAV-bayanaul",
        "place_text": "село Заря",
        "events": [{"uid": EVENT, "kind": "notice", "when": "2026-03", "text": "Листок на двери магазина"}],
        "form": "open_meeting",
        "happened": "held",
        "held_on": "2026-03-14",
        "held_at": "15:00",
        "venue": "Сельский клуб",
        "online": "no",
        "attendance": "40",
        "channels": ["notice_board"],
        "documents": "no",
        "speak": "some",
        "refused": "Про воду в колодцах",
        "seen": "Читали доклад два часа.",
        **changed,
    }


class LogFactory(DjangoModelFactory):
    class Meta:
        model = FieldLog

    uid = factory.LazyFunction(uuid.uuid4)
    volunteer = factory.LazyFunction(volunteer)
    answers = factory.LazyFunction(full_answers)


def picture(colour="red", name="DCIM_0042.jpg"):
    from io import BytesIO

    stream = BytesIO()
    Image.new("RGB", (64, 48), colour).save(stream, "JPEG")
    return SimpleUploadedFile(name, stream.getvalue(), content_type="image/jpeg")
