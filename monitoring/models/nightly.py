"""That the clock has done its work: once a night, and one letter a person a day."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class NightRun(models.Model):
    """`finished_at` is empty while the run goes on, or was broken off: then the next one does the rest."""

    on = models.DateField(unique=True)
    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("nightly run")
        verbose_name_plural = _("nightly runs")
        ordering = ["-on"]

    def __str__(self) -> str:
        return str(self.on)


class DigestSent(models.Model):
    """A digest for one person on one day; `counts` are the news in it, `written_at` the moment up to which they go."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    on = models.DateField()
    counts = models.JSONField(default=dict)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        ordering = ["-on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["user", "on"], name="monitoring_digest_once_a_day")]

    def __str__(self) -> str:
        return f"{self.user_id}, {self.on}"
