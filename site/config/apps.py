from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    verbose_name = "Project"

    def ready(self) -> None:
        from django.db.models.signals import post_delete
        from wagtail.models import Page
        from wagtail.signals import page_slug_changed, post_page_move, published, unpublished

        from config.page_cache import new_edition

        for signal in (published, unpublished, page_slug_changed, post_page_move):
            signal.connect(new_edition, dispatch_uid=f"config.page_cache.{id(signal)}")
        post_delete.connect(new_edition, sender=Page, dispatch_uid="config.page_cache.deleted")
