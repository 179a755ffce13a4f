"""Making the open-data package, in little memory and from one state of the database, and dropping old ones."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO

from django.conf import settings
from django.core.files import File
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import override

from monitoring.models import DataPackage
from monitoring.package.changes import change_counts
from monitoring.package.members import Written, members
from monitoring.zipping import zip_stream

LABELS = "ru"


def build_package(today: dt.date) -> int:
    """Make the package of this day, in the place of an earlier one of the same day. Returns how many rows it has."""
    before = DataPackage.objects.filter(on__lt=today).first()
    made_at, since = timezone.now(), before.made_at if before else None
    written, digest = Written(), sha256()
    with TemporaryFile(prefix="open-data-") as file:
        with one_state(), override(LABELS):
            for block in zip_stream(members(made_at, since, written)):
                digest.update(block)
                file.write(block)
            changes = change_counts(since, made_at)
        package = DataPackage(
            on=today,
            made_at=made_at,
            since=since,
            size=file.tell(),
            sha256=digest.hexdigest(),
            counts=written.rows,
            changes=changes,
            members=written.files,
        )
        store(package, file)
    drop_old()
    return sum(written.rows.values())


def store(package: DataPackage, file: IO[bytes]) -> None:
    """The new file stands in the storage before the row leads to it; the old one goes afterwards."""
    replaced = DataPackage.objects.filter(on=package.on).first()
    if replaced:
        package.pk = replaced.pk
    file.seek(0)
    package.file.save(f"{package.on}-{package.sha256[:8]}.zip", File(file), save=False)
    package.save()
    if replaced and replaced.file.name != package.file.name:
        delete_file(replaced)


def drop_old() -> None:
    """Only the last ones are kept, and of these none that may hold what was taken back; that they were stays known."""
    last = DataPackage.objects.exclude(file="").values_list("pk", flat=True)[: settings.OPEN_DATA_KEEP]
    kept = DataPackage.objects.public().filter(pk__in=list(last)).values_list("pk", flat=True)
    for package in DataPackage.objects.exclude(file="").exclude(pk__in=list(kept)):
        delete_file(package)
        DataPackage.objects.filter(pk=package.pk).update(file="")


def delete_file(package: DataPackage) -> None:
    """Once the row no longer leads to it."""
    if name := package.file.name:
        transaction.on_commit(partial(package.file.storage.delete, name))


def renew_package() -> None:
    """After something was taken back: make the package anew by the worker, if there is one at all."""
    from monitoring.tasks import build_open_data

    if DataPackage.objects.exists():
        transaction.on_commit(lambda: build_open_data.enqueue(timezone.now().isoformat()))


@contextmanager
def one_state() -> Iterator[None]:
    """All tables show the same moment on PostgreSQL; on SQLite a transaction would bar writers."""
    if connection.vendor != "postgresql":
        yield
        return
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
