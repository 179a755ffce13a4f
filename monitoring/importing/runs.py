"""A file on its way through the admin: received, checked by the worker, confirmed, imported by the worker."""

import logging
from collections.abc import Mapping
from functools import partial
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from monitoring.importing.errors import FileRefused, Interrupted
from monitoring.importing.mapping import FileMapping, get_mapping
from monitoring.importing.reading import Table, read_table
from monitoring.importing.results import Report
from monitoring.importing.scope import Scope
from monitoring.importing.service import CHECKING, import_table
from monitoring.models import ImportRun
from monitoring.models.importing import ImportState

logger = logging.getLogger(__name__)
STEP = 200


def receive(*, upload: UploadedFile, mapping: str, source: str, user: Any, language: str) -> ImportRun:
    """Keep the file, and guess its columns. Raise FileRefused when it cannot be read."""
    assert upload.file is not None  # noqa: S101  (an upload of a form always holds a file)
    name = upload.name or ""
    with translation.override(language):
        table = read_table(cast("BinaryIO", upload.file), name)
    chosen = get_mapping(mapping)
    run = ImportRun(
        created_by=user,
        name=name[:255],
        mapping=mapping,
        source=source if chosen.chosen else "",
        columns=chosen.recognise(table.columns) if chosen.chosen else {},
        language=language,
        total=len(table.rows),
        message=", ".join(part for part in (table.format, table.encoding) if part),
    )
    upload.seek(0)
    run.file.save(str(run.uid), upload, save=False)
    with transaction.atomic():
        run.save()
        if not chosen.chosen:
            check(run=run, columns={})
    return run


def check(*, run: ImportRun, columns: Mapping[str, str]) -> None:
    """Have the worker tell what would become of every row. A run that is under way or done is left alone."""
    if run.is_stuck:
        ImportRun.objects.filter(pk=run.pk, sent_at=run.sent_at).update(state=ImportState.FAILED)
    ready = (ImportState.UPLOADED, ImportState.CHECKED, ImportState.REFUSED, ImportState.FAILED)
    _send(run, ready, ImportState.CHECKING, columns=dict(columns))


def confirm(*, run: ImportRun) -> None:
    """Have the worker store what was checked; a second click changes nothing."""
    _send(run, (ImportState.CHECKED,), ImportState.IMPORTING)


def _send(run: ImportRun, ready: tuple[str, ...], state: str, **fields: Any) -> None:
    from monitoring.importing.tasks import carry_out_import

    with transaction.atomic():
        moved = ImportRun.objects.filter(pk=run.pk, state__in=ready).update(
            state=state, done=0, report={}, finished_at=None, sent_at=timezone.now(), **fields
        )
        if moved:
            transaction.on_commit(partial(carry_out_import.enqueue, run.pk))
    run.refresh_from_db()


def carry_out(run: ImportRun) -> None:
    """The worker's part. Whatever goes wrong, the person who waits is told."""
    with translation.override(run.language):
        try:
            report = _import(run)
        except FileRefused as error:
            _finish(run, ImportState.FAILED, " ".join(error.messages))
        except Interrupted as error:
            _finish(run, ImportState.FAILED, str(error))
        except Exception:
            logger.exception("Import %s failed", run.uid)
            _finish(run, ImportState.FAILED, _("Something went wrong on our side. Nothing was imported."))
        else:
            run.report = report.as_json()
            _finish(run, _state_after(run, report))


def _import(run: ImportRun) -> Report:
    return import_table(
        table=table_of(run),
        mapping=mapping_of(run),
        scope=Scope(run.created_by),
        source=run.source,
        dry_run=run.state == ImportState.CHECKING,
        progress=partial(_progress, run),
    )


def _state_after(run: ImportRun, report: Report) -> str:
    if report.has_errors:
        return ImportState.REFUSED
    return ImportState.DONE if report.stored else ImportState.CHECKED


def _finish(run: ImportRun, state: str, message: str | None = None) -> None:
    run.state, run.finished_at = state, timezone.now()
    if message is not None:
        run.message = message
    run.save(update_fields=["state", "finished_at", "report", "message"])


def _progress(run: ImportRun, step: str, done: int, total: int) -> None:
    """Told while rows are checked; storing is one transaction, which nobody sees into."""
    if step == CHECKING and (done % STEP == 0 or done == total):
        ImportRun.objects.filter(pk=run.pk).update(done=done, total=total)


def table_of(run: ImportRun) -> Table:
    with run.file.open("rb") as stream:
        return read_table(cast("BinaryIO", stream), run.name)


def mapping_of(run: ImportRun) -> FileMapping:
    mapping = get_mapping(run.mapping)
    return mapping.with_sources(run.columns) if mapping.chosen else mapping
