"""Records for tests and demonstrations."""

import factory
from factory.django import DjangoModelFactory

from monitoring import models
from monitoring.enums import (
    BodyKind,
    ConsultationForm,
    CriterionStage,
    EvidenceKind,
    FileState,
    FindingStatus,
    MilestoneKind,
    Stage,
)


class ReferenceFactory(DjangoModelFactory):
    class Meta:
        abstract = True
        django_get_or_create = ["key"]

    name_kk = factory.LazyAttribute(lambda made: f"{made.name_ru} (қаз.)")
    name_en = factory.LazyAttribute(lambda made: f"{made.name_ru} (en)")


class RegionFactory(ReferenceFactory):
    class Meta:
        model = models.Region

    key = "PAV"
    name_ru = "Павлодарская область"
    iso = factory.LazyAttribute(lambda made: f"K{made.key}")
    short_ru = factory.SelfAttribute("key")


class DistrictFactory(ReferenceFactory):
    class Meta:
        model = models.District

    key = "PAV-bayanaul"
    name_ru = "Баянаульский район"
    region = factory.SubFactory(RegionFactory)


class CentreFactory(ReferenceFactory):
    class Meta:
        model = models.Centre
        skip_postgeneration_save = True

    key = "pavlodar"
    name_ru = "Павлодарский Орхусский центр"

    @factory.post_generation
    def regions(self, create, extracted, **kwargs):
        if create:
            self.regions.set(extracted if extracted is not None else [RegionFactory()])


class BodyFactory(ReferenceFactory):
    class Meta:
        model = models.ExecutiveBody

    key = factory.Sequence(lambda n: f"body-{n}")
    name_ru = factory.Sequence(lambda n: f"Управление недропользования {n}")
    kind = BodyKind.AKIMAT_DEPARTMENT
    region = factory.SubFactory(RegionFactory)


class OfficialFactory(ReferenceFactory):
    class Meta:
        model = models.Official

    key = factory.Sequence(lambda n: f"official-{n}")
    name_ru = factory.Sequence(lambda n: f"Сейтказинов А. {n}")


class InitiatorFactory(ReferenceFactory):
    class Meta:
        model = models.Initiator

    key = factory.Sequence(lambda n: f"initiator-{n}")
    name_ru = factory.Sequence(lambda n: f"ТОО «Разрез {n}»")


class AuthorityFactory(ReferenceFactory):
    class Meta:
        model = models.Authority

    key = "R-ECO"
    name_ru = "Департамент экологии"


class ActFactory(ReferenceFactory):
    class Meta:
        model = models.Act

    key = "AARHUS"
    name_ru = "Орхусская конвенция"


class ProvisionFactory(ReferenceFactory):
    class Meta:
        model = models.Provision

    key = "A6.2"
    name_ru = "Своевременное и эффективное уведомление"
    act = factory.SubFactory(ActFactory)
    article = "6"
    paragraph = "2"


class CriterionFactory(ReferenceFactory):
    class Meta:
        model = models.Criterion

    key = "P02"
    name_ru = "Выдержан ли срок уведомления до слушаний?"
    stage = CriterionStage.INITIATION
    severity = 4


class DecisionKindFactory(ReferenceFactory):
    class Meta:
        model = models.DecisionKind

    key = "open_meeting"
    name_ru = "Открытое собрание"
    process = "eia_open_meeting"
    aarhus_article = "6"


class SectorFactory(ReferenceFactory):
    class Meta:
        model = models.Sector

    key = "16"
    name_ru = "Карьеры и открытая добыча"


class ViolationTypeFactory(ReferenceFactory):
    class Meta:
        model = models.ViolationType

    key = "V-NOT"
    name_ru = "Отсутствие или просрочка уведомления"


class CouncilFactory(ReferenceFactory):
    class Meta:
        model = models.Council

    key = factory.Sequence(lambda n: f"council-{n}")
    name_ru = "Общественный совет Павлодарской области"
    body = factory.SubFactory(BodyFactory)


class EvidenceFileFactory(DjangoModelFactory):
    class Meta:
        model = models.EvidenceFile

    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    size = 1000
    media_type = "image/jpeg"
    state = FileState.READY
    original = factory.django.FileField(filename="secret-name.jpg", data=b"original bytes")
    derivative = factory.django.FileField(filename="copy.jpg", data=b"derivative bytes")
    derivative_type = "image/jpeg"
    derivative_size = 16


class CaseFactory(DjangoModelFactory):
    """A draft; `published=True` publishes it as the schedule would (no person, so no second person needed)."""

    class Meta:
        model = models.Case
        skip_postgeneration_save = True

    title = factory.Sequence(lambda n: f"Слушания по расширению угольного разреза {n}")
    summary = "Жителям села предложили обсудить расширение разреза."
    kind = factory.SubFactory(DecisionKindFactory)
    region = factory.SubFactory(RegionFactory)
    centre = factory.SubFactory(CentreFactory)
    body = factory.SubFactory(BodyFactory)
    stage = Stage.ANNOUNCED
    article = "6"
    live = False

    class Params:
        full = factory.Trait(
            place_text="село Торайгыр",
            sector=factory.SubFactory(SectorFactory),
            initiator=factory.SubFactory(InitiatorFactory),
        )

    @factory.post_generation
    def children(self, create, extracted, **kwargs):
        if not create:
            return
        for child in extracted or []:
            child_set = {
                models.Milestone: "milestones",
                models.Consultation: "consultations",
                models.EvidenceLink: "evidence",
                models.Assessment: "assessments",
                models.Finding: "findings",
            }[type(child)]
            getattr(self, child_set).add(child)
        self.save_revision()

    @factory.post_generation
    def published(self, create, extracted, **kwargs):
        if create and extracted:
            self.latest_revision.publish()
            self.refresh_from_db()
            self._cluster_related_objects = {}


def consultation(**fields):
    return models.Consultation(
        **{"form": ConsultationForm.OPEN_MEETING, "held_on": "2026-03-14", "venue": "Сельский клуб", **fields}
    )


def milestone(**fields):
    return models.Milestone(**{"kind": MilestoneKind.NOTICE, "date": "2026-03-01", **fields})


def evidence(**fields):
    fields.setdefault("file", None if fields.get("url") else EvidenceFileFactory())
    return models.EvidenceLink(**{"kind": EvidenceKind.PHOTO, "title": "Объявление на двери клуба", **fields})


def finding(status=FindingStatus.PUBLISHED, **fields):
    made = models.Finding(**{"title": "Уведомили за три дня", "provision": ProvisionFactory(), "severity": 4, **fields})
    if status != FindingStatus.DRAFT:
        made.statuses.add(models.FindingStatusRow(status=status))
    return made
