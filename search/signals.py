"""Keeps the read model with the record: publishing and withdrawing at once, renaming through the worker."""

from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_save
from wagtail.signals import published, unpublished

from monitoring.enums import FileState
from monitoring.models import Case, EvidenceFile
from search.indexing import index_cases, reindex
from search.tasks import NAMED, reindex_cases_naming


def connect() -> None:
    for signal in (published, unpublished):
        signal.connect(publication_changed, sender=Case, dispatch_uid="search.publication")
    for label in NAMED:
        post_save.connect(name_changed, sender=label, dispatch_uid=f"search.name.{label}")
    post_save.connect(file_changed, sender=EvidenceFile, dispatch_uid="search.file")


def publication_changed(instance: Case, **kwargs: Any) -> None:
    """Inside the transaction of the publication: both happen or none."""
    index_cases([instance.pk])


def name_changed(instance: models.Model, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if not created and not raw:
        refresh = partial(reindex_cases_naming.enqueue, instance._meta.label, instance.pk)
        transaction.on_commit(refresh)


def file_changed(instance: EvidenceFile, **kwargs: Any) -> None:
    """A file's safe copy can become ready after the case that shows it was published."""
    if instance.state == FileState.READY:
        reindex(Case.objects.public().filter(evidence__file=instance, evidence__is_public=True).distinct())
