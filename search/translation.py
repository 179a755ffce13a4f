"""Which fields of this application stand in three languages."""

from modeltranslation.translator import TranslationOptions, register

from search.questions.models import ReadyQuestion


@register(ReadyQuestion)
class ReadyQuestionTranslation(TranslationOptions):
    fields = ("title", "note")
