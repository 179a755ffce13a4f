"""Pages for tests and demonstrations: one tree a language, planted once, and what grows on it."""

import factory
import wagtail_factories
from wagtail.models import Locale

from home import models


class TreePageFactory(wagtail_factories.PageFactory):
    """`parent` decides the language."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        parent = kwargs.get("parent")
        kwargs["locale"] = parent.locale if parent is not None else Locale.get_default()
        return super()._create(model_class, *args, **kwargs)


class NewsPageFactory(TreePageFactory):
    class Meta:
        model = models.NewsPage

    title = factory.Sequence(lambda n: f"Слушания в селе {n}")
    slug = factory.Sequence(lambda n: f"news-{n}")
    lead = "Жители попросили перенести карьер дальше от реки."


class PlainPageFactory(TreePageFactory):
    class Meta:
        model = models.PlainPage

    title = factory.Sequence(lambda n: f"Страница {n}")
    slug = factory.Sequence(lambda n: f"page-{n}")


class SiteImageFactory(wagtail_factories.ImageFactory):
    class Meta:
        model = models.SiteImage

    title = "Карьер"
