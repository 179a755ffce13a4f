from django.urls import URLPattern
from wagtail import hooks

from home.choosers import PublicCaseChooser, public_case_chooser
from home.translation_guard import urls


@hooks.register("register_admin_viewset")
def register_public_case_chooser() -> PublicCaseChooser:
    return public_case_chooser


@hooks.register("register_admin_urls", order=-1)
def register_guarded_translation_urls() -> list[URLPattern]:
    return urls()
