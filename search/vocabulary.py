"""Words beside the index: those that mean the same, and those that occur, by which a slip of the pen is mended."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from search.language.lexicon import key as entry_key

LONGEST_ENTRY = 200


class SynonymGroup(models.Model):
    """Each entry of `words` is looked for with all the others: one word in any form, several as they stand.

    `loaded` keeps the values last read from the data file, so that reloading sees what editors changed.
    """

    key = models.SlugField(_("key"), max_length=60, unique=True, allow_unicode=False)
    words = models.JSONField(_("words that mean the same"), default=list)
    is_used = models.BooleanField(
        _("used in search"), default=True, help_text=_("A group switched off stays here and is not loaded anew.")
    )
    source = models.CharField(_("source"), max_length=500, blank=True)
    loaded = models.JSONField(default=dict, editable=False)

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["key"]

    def __str__(self) -> str:
        return " = ".join(map(str, self.words)) or self.key

    def clean(self) -> None:
        super().clean()
        entries = self.words if isinstance(self.words, list) else []
        if any(not isinstance(entry, str) or len(entry) > LONGEST_ENTRY or not entry_key(entry) for entry in entries):
            raise ValidationError({"words": _("Each line needs a word, of 200 characters at most.")})
        if len({entry_key(entry) for entry in entries}) < 2:
            raise ValidationError({"words": _("Write at least two words that mean the same, one a line.")})


class Word(models.Model):
    """A word that public cases hold. `id` is the fingerprint of the folded `form`; `text` is as it is written."""

    id = models.BigIntegerField(primary_key=True)
    form = models.CharField(max_length=30)
    text = models.CharField(max_length=40)

    class Meta:
        verbose_name = _("word of the index")
        verbose_name_plural = _("words of the index")

    def __str__(self) -> str:
        return self.text


class SpellingKey(models.Model):
    """The fingerprint of the form of a word, whole or without one letter: two words a slip apart share one."""

    word = models.ForeignKey(Word, models.CASCADE, related_name="keys", db_index=False)
    key = models.BigIntegerField()

    class Meta:
        verbose_name = _("spelling key")
        verbose_name_plural = _("spelling keys")
        constraints = [models.UniqueConstraint(fields=["key", "word"], name="search_spelling_once")]
        indexes = [models.Index(fields=["word"], name="search_spelling_word")]

    def __str__(self) -> str:
        return f"{self.key} {self.word_id}"
