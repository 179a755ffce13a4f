"""Records for tests and demonstrations."""

import datetime as dt
import hashlib

import factory
from django.utils import timezone
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
    ReferralKind,
    ReplyResult,
    Stage,
    Trigger,
)
from monitoring.services.figures import store_shown_requests


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


class CouncilSessionFactory(DjangoModelFactory):
    """A session held on 2 March 2026 that everyone may see; `recommendations`: the fields of each."""

    class Meta:
        model = models.CouncilSession
        skip_postgeneration_save = True

    council = factory.SubFactory(CouncilFactory)
    held_on = "2026-03-02"
    title = factory.Sequence(lambda n: f"Проект программы развития {n}")
    source = "Сайт акимата"
    is_public = True

    @factory.post_generation
    def recommendations(self, create, extracted, **kwargs):
        for fields in extracted or []:
            RecommendationFactory(session=self, **fields)


class RecommendationFactory(DjangoModelFactory):
    class Meta:
        model = models.Recommendation

    session = factory.SubFactory(CouncilSessionFactory)
    text = factory.Sequence(lambda n: f"Провести общественный мониторинг полигона {n}")


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
    derivative_sha256 = hashlib.sha256(b"derivative bytes").hexdigest()
    derivative_size = 16


class CaseFactory(DjangoModelFactory):
    """A draft; `published=True` publishes it as the schedule would (no person, so no second person needed).

    The body was asked about the findings it shows and did not reply in its term.
    """

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
            asked_in_vain(self)
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
    if "file" not in fields and not fields.get("url"):
        fields["file"] = EvidenceFileFactory()
    return models.EvidenceLink(**{"kind": EvidenceKind.PHOTO, "title": "Объявление на двери клуба", **fields})


def finding(status=FindingStatus.PUBLISHED, **fields):
    made = models.Finding(**{"title": "Уведомили за три дня", "provision": ProvisionFactory(), "severity": 4, **fields})
    if status != FindingStatus.DRAFT:
        made.statuses.add(models.FindingStatusRow(status=status))
    return made


class DeadlineRuleFactory(ReferenceFactory):
    """Working days, forwards, the day of the event not counted."""

    class Meta:
        model = models.DeadlineRule

    key = factory.SelfAttribute("code")
    code = "D01"
    name_ru = factory.LazyAttribute(lambda made: f"Срок {made.code}")
    trigger = Trigger.REQUEST_RECEIVED
    amount = 15


class OutcomeFactory(ReferenceFactory):
    class Meta:
        model = models.Outcome

    key = "O-FIX"
    name_ru = "Нарушение устранено"


class FollowUpFileFactory(DjangoModelFactory):
    class Meta:
        model = models.FollowUpFile

    file = factory.SubFactory(EvidenceFileFactory)
    title = "Ответ департамента"


class ReferralFactory(DjangoModelFactory):
    """A chain about `findings` (those of the case when none are named), as yet without a letter."""

    class Meta:
        model = models.Referral
        skip_postgeneration_save = True

    case = factory.SubFactory(CaseFactory, published=True)
    purpose = "Провести слушания заново"

    @factory.post_generation
    def findings(self, create, extracted, **kwargs):
        if create:
            for item in extracted if extracted is not None else self.case.findings.all():
                models.ReferredFinding.objects.create(referral=self, finding=item)


class StepFactory(DjangoModelFactory):
    """A letter that was sent; `sent_on=None` makes a draft."""

    class Meta:
        model = models.ReferralStep

    referral = factory.SubFactory(ReferralFactory)
    kind = ReferralKind.APPEAL_STATEMENT
    authority = factory.SubFactory(AuthorityFactory)
    sent_on = dt.date(2026, 4, 2)


class StepQuestionFactory(DjangoModelFactory):
    class Meta:
        model = models.StepQuestion

    step = factory.SubFactory(StepFactory)
    text = "Когда опубликовано объявление?"


class StepReplyFactory(DjangoModelFactory):
    class Meta:
        model = models.StepReply

    step = factory.SubFactory(StepFactory)
    received_on = dt.date(2026, 4, 20)
    result = ReplyResult.FORMAL_REPLY


class ReferralOutcomeFactory(DjangoModelFactory):
    class Meta:
        model = models.ReferralOutcome

    step = factory.SubFactory(StepFactory)
    outcome = factory.SubFactory(OutcomeFactory)
    on = dt.date(2026, 5, 12)
    document = "№ 12 от 12.05.2026"


def refer(*findings, note="", **step):
    """A chain about these findings of one case, with one letter sent."""
    referral = ReferralFactory(case=findings[0].case, findings=findings, note=note)
    StepFactory(referral=referral, **step)
    return referral


class ReplyRequestFactory(DjangoModelFactory):
    """An invitation whose term ran out; `of=[finding, …]` are the findings it asks about."""

    class Meta:
        model = models.ReplyRequest
        skip_postgeneration_save = True

    case = factory.SubFactory(CaseFactory)
    body = factory.SelfAttribute("case.body")
    sent_on = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=30))
    due_on = factory.LazyFunction(lambda: timezone.localdate() - dt.timedelta(days=14))

    @factory.post_generation
    def of(self, create, extracted, **kwargs):
        for asked in extracted or []:
            self.findings.create(finding_uid=asked.uid, title=asked.title, description=asked.description)
        store_shown_requests([self.case_id])


def asked_in_vain(case):
    """The body was asked about every finding that `case` shows, and its term ran out in silence."""
    shown = [found for found in case.findings.all() if found.is_shown]
    return ReplyRequestFactory(case=case, of=shown) if shown else None
