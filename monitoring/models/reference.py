"""What all reference data have in common: a stable key, three languages, a source and a confidence."""

import uuid
from typing import Any

from anyascii import anyascii
from django.db import models
from django.db.models.constants import LOOKUP_SEP
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from monitoring.enums import UNVERIFIED, Confidence, Translation


class ReferenceModel(models.Model):
    """`loaded` keeps the values last read from the data files, so that reloading sees what editors changed."""

    key = models.SlugField(_("key"), max_length=120, unique=True, blank=True, allow_unicode=False)
    name = models.CharField(_("name"), max_length=500)
    source = models.CharField(_("source"), max_length=500, blank=True)
    confidence = models.CharField(
        _("confidence"), max_length=10, choices=Confidence.choices, default=Confidence.ENTERED
    )
    translation = models.CharField(
        _("translation"),
        max_length=20,
        choices=Translation.choices,
        default=Translation.OFFICIAL,
        help_text=_("Whose words the other languages are."),
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    loaded = models.JSONField(default=dict, editable=False)

    class Meta:
        abstract = True
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.key:
            self.key = self.free_key()
        super().save(*args, **kwargs)

    def free_key(self) -> str:
        """A key from the name in Latin letters, not used yet."""
        base = slugify(anyascii(self.name or ""))[:100] or "item"
        taken = type(self)._default_manager.filter(key=base).exists()
        return f"{base}-{uuid.uuid4().hex[:6]}" if taken else base

    @property
    def needs_verification(self) -> bool:
        return self.confidence in UNVERIFIED


def for_reading(rows: "models.QuerySet[Any]", *joined: str) -> "models.QuerySet[Any]":
    """With the `joined` rows, all without `loaded`: it is as long as the rest of a row, and only loading reads it."""
    unread = ["loaded"] if issubclass(rows.model, ReferenceModel) else []
    for path in joined:
        model, reached = rows.model, ""
        for name in path.split(LOOKUP_SEP):
            model, reached = model._meta.get_field(name).related_model, f"{reached}{name}{LOOKUP_SEP}"
            unread += [f"{reached}loaded"] if issubclass(model, ReferenceModel) else []
    # Of no names Django makes every relation that must be there.
    return (rows.select_related(*joined) if joined else rows).defer(*unread)


class LegalReference(ReferenceModel):
    """A statement of law: in force from and to (both inclusive), and who confirmed it."""

    valid_from = models.DateField(_("in force from"), null=True, blank=True)
    valid_to = models.DateField(_("in force to"), null=True, blank=True)
    verified_by = models.CharField(
        _("verified by"), max_length=200, blank=True, help_text=_("The lawyer who checked the wording.")
    )
    verified_on = models.DateField(_("verified on"), null=True, blank=True)

    class Meta(ReferenceModel.Meta):
        abstract = True

    @property
    def needs_verification(self) -> bool:
        return self.verified_on is None and super().needs_verification
