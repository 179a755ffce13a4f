from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReadyQuestionQuerySet(models.QuerySet):
    def shown(self) -> Self:
        return self.filter(is_shown=True)

    def counted(self) -> Self:
        return self.shown().filter(found__isnull=False)


class ReadyQuestion(models.Model):
    """`query` is the canonical address of the list of cases after the question mark; nothing unknown can be in it.

    `found` is how many cases it finds, kept by the worker; empty when it was not counted yet or can be asked no more.
    `loaded` keeps the values last read from the data file, so that reloading sees what editors changed.
    """

    key = models.SlugField(_("key"), max_length=60, unique=True, allow_unicode=False)
    title = models.CharField(_("question"), max_length=200)
    note = models.CharField(
        _("in plain words"), max_length=400, blank=True, help_text=_("What is found, and what it does not prove.")
    )
    query = models.CharField(
        _("address"),
        max_length=1000,
        help_text=_("Find the cases on the site as a reader would, and put the address of that list here."),
    )
    order = models.PositiveIntegerField(_("order"), default=0)
    is_shown = models.BooleanField(
        _("shown"), default=True, help_text=_("A hidden question stays here and is not loaded anew.")
    )
    found = models.PositiveIntegerField(_("cases found"), null=True, editable=False)
    source = models.CharField(_("source"), max_length=500, blank=True)
    loaded = models.JSONField(default=dict, editable=False)

    objects = ReadyQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("ready question")
        verbose_name_plural = _("ready questions")
        ordering = ["order", "key"]

    def __str__(self) -> str:
        return self.title or self.key

    def clean(self) -> None:
        from search.questions.asking import canonical

        super().clean()
        self.query = canonical(self.query)
