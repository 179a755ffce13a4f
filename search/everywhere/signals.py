"""Keeps the search of the site with what it finds, as soon as a change is stored."""

from collections.abc import Callable, Collection
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal
from wagtail.signals import page_published, page_unpublished

from monitoring.models import EvidenceFile, EvidenceLink, EvidenceText
from monitoring.signals import publication_changed
from search.everywhere.files import FileSource
from search.everywhere.indexing import index
from search.everywhere.models import SiteRecord
from search.everywhere.source import Source
from search.everywhere.sources import SOURCES, PageSource


def connect() -> None:
    for source in SOURCES.values():
        _connect(post_delete, gone, source, source.model)
        if not isinstance(source, PageSource | FileSource):
            _connect(post_save, saved, source, source.model)
    for signal in (page_published, page_unpublished):
        _connect(signal, saved, PageSource())
    publication_changed.connect(cases_published, dispatch_uid="search.files.cases")
    for model in (EvidenceFile, EvidenceText):
        post_save.connect(file_saved, sender=model, dispatch_uid=f"search.files.{model.__name__}")


def saved(source: Source, instance: Model, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        transaction.on_commit(partial(index, source, [instance.pk]))


def cases_published(keys: Collection[int], **kwargs: Any) -> None:
    transaction.on_commit(partial(_index_files, EvidenceLink.objects.filter(case__in=keys, file__isnull=False)))


def file_saved(instance: EvidenceFile | EvidenceText, raw: bool = False, **kwargs: Any) -> None:
    """A new copy, or its words."""
    file = instance.file_id if isinstance(instance, EvidenceText) else instance.pk
    if not raw:
        transaction.on_commit(partial(_index_files, EvidenceLink.objects.filter(file=file)))


def _index_files(links: "QuerySet[EvidenceLink]") -> None:
    if keys := list(links.values_list("pk", flat=True)):
        index(FileSource(), keys)


def gone(source: Source, instance: Model, **kwargs: Any) -> None:
    SiteRecord.objects.filter(kind=source.kind, item=instance.pk).delete()


def _connect(signal: Signal, receiver: Callable[..., None], source: Source, sender: type[Model] | None = None) -> None:
    uid = f"search.{source.kind}.{receiver.__name__}"
    signal.connect(partial(receiver, source), sender=sender, weak=False, dispatch_uid=uid)
