"""Keeps the read model with the record: publishing and what follows it at once, renaming through the worker."""

from collections.abc import Collection
from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from wagtail.signals import unpublished

from monitoring.enums import FileState, TextState
from monitoring.models import (
    BodyReply,
    Case,
    EvidenceFile,
    EvidenceText,
    Referral,
    ReferralOutcome,
    ReferralStep,
    ReplyRequest,
    StepQuestion,
    StepReply,
)
from monitoring.signals import facts_changed, publication_changed
from search import refreshing, tallies
from search.enums import Aspect
from search.finding import CaseIndex
from search.indexing import drop, index_cases, refresh_facts, reindex
from search.questions.keeping import count_later
from search.questions.models import ReadyQuestion
from search.tasks import NAMED, reindex_cases_naming
from search.vocabulary import SynonymGroup


def connect() -> None:
    publication_changed.connect(version_changed, dispatch_uid="search.version")
    post_delete.connect(entry_dropped, sender=CaseIndex, dispatch_uid="search.entry")
    unpublished.connect(taken_down, sender=Case, dispatch_uid="search.taken_down")
    for label in NAMED:
        post_save.connect(name_changed, sender=label, dispatch_uid=f"search.name.{label}")
    post_save.connect(file_changed, sender=EvidenceFile, dispatch_uid="search.file")
    post_save.connect(text_changed, sender=EvidenceText, dispatch_uid="search.text")
    for asked in (ReadyQuestion, SynonymGroup):
        for changed in (post_save, post_delete):
            changed.connect(count_later, sender=asked, dispatch_uid=f"search.questions.{asked.__name__}")
    facts_changed.connect(facts_computed, dispatch_uid="search.facts")
    for model in (Referral, ReferralStep, StepReply, StepQuestion, ReferralOutcome, ReplyRequest, BodyReply):
        for changed in (post_save, post_delete):
            changed.connect(follow_up_changed, sender=model, dispatch_uid=f"search.follow_up.{model.__name__}")


def version_changed(keys: Collection[int], **kwargs: Any) -> None:
    """Inside the transaction of the publication: both happen or none. Once, when all is computed that it reads."""
    index_cases(keys)


def taken_down(instance: Case, **kwargs: Any) -> None:
    """Whoever did it, and at once: the words of a case that is not public must not be found."""
    drop([instance.pk])


def entry_dropped(instance: CaseIndex, **kwargs: Any) -> None:
    """Whichever way the record went."""
    tallies.add((getattr(instance, aspect) for aspect in Aspect), ())


def facts_computed(keys: Collection[int], **kwargs: Any) -> None:
    """Inside the transaction that computed them."""
    refresh_facts(keys)


def follow_up_changed(instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    """Once a transaction and case, however many rows a verb of the desk writes."""
    if not raw:
        refreshing.note(refreshing.case_of(instance))


def name_changed(instance: models.Model, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if not created and not raw:
        refresh = partial(reindex_cases_naming.enqueue, instance._meta.label, instance.pk)
        transaction.on_commit(refresh)


def file_changed(instance: EvidenceFile, **kwargs: Any) -> None:
    """A file's safe copy can become ready after the case that shows it was published."""
    if instance.state == FileState.READY:
        reindex(Case.objects.public().filter(evidence__file=instance, evidence__is_public=True).distinct())


def text_changed(instance: EvidenceText, **kwargs: Any) -> None:
    """In the transaction that keeps its pages."""
    if instance.state != TextState.PENDING:
        file_changed(instance.file)
