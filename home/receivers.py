from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from home.menus import forget
from home.services import set_up_centre
from monitoring.models import Centre


def connect() -> None:
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(forget, dispatch_uid=f"home.menus.{id(signal)}")
    post_delete.connect(forget, sender=Page, dispatch_uid="home.menus.deleted")
    post_save.connect(centre_saved, sender=Centre, dispatch_uid="home.centre_saved")


def centre_saved(instance: Centre, created: bool, raw: bool = False, **signal: Any) -> None:
    """A new centre gets its page and its editors their permissions, once the trees of pages stand."""
    if created and not raw:
        transaction.on_commit(lambda: set_up_centre(centre=instance))
