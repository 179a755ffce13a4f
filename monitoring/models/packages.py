"""The open-data packages that are kept, one a day."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from monitoring.models.record import CaseVersion


class DataPackageQuerySet(models.QuerySet):
    def public(self) -> Self:
        """What may be handed out: made after the last withdrawal of a record, and after the last version closed.

        A package may hold what was withdrawn, or closed to protect a person, after it was made.
        """
        withdrawn = CaseVersion.objects.withdrawals().filter(at__gte=OuterRef("made_at"))
        closed = CaseVersion.objects.closings().filter(closed_at__gte=OuterRef("made_at"))
        return self.exclude(file="").exclude(Exists(withdrawn)).exclude(Exists(closed))


class DataPackage(models.Model):
    """`made_at`: the state of the database it shows. `since`: that of the package before, from which changes count.

    `members` are the files in the archive: `{name: [bytes, SHA-256]}`; `counts` the rows of each table;
    `changes` how many records came, changed and went.
    """

    on = models.DateField(_("day"), unique=True)
    made_at = models.DateTimeField(_("made"))
    since = models.DateTimeField(_("changes since"), null=True)
    file = models.FileField(upload_to="open-data/", blank=True)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    members = models.JSONField(default=dict)

    objects = DataPackageQuerySet.as_manager()

    class Meta:
        verbose_name = _("open-data package")
        verbose_name_plural = _("open-data packages")
        ordering = ["-on"]

    def __str__(self) -> str:
        return self.on.isoformat()
