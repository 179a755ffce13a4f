"""What makes a centre's own part of the site: its pages, its collection, and the permissions of its editors."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.translation import override
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission

from accounts.services import editors_group
from home.models import CentreIndexPage, CentrePage
from monitoring.models import Centre

COMMON_COLLECTION = "Общие материалы"
ON_PAGES = ("add_page", "change_page", "publish_page")
ON_COLLECTION = (
    ("wagtailimages", "add_image"),
    ("wagtailimages", "change_image"),
    ("wagtailimages", "choose_image"),
    ("wagtaildocs", "add_document"),
    ("wagtaildocs", "change_document"),
    ("wagtaildocs", "choose_document"),
)
ON_COMMON = (("wagtailimages", "choose_image"), ("wagtaildocs", "choose_document"))
OF_THE_ADMIN = (("wagtailadmin", "access_admin"), ("wagtail_localize", "submit_translation"))


@transaction.atomic
def set_up_centre(*, centre: Centre) -> list[CentrePage]:
    """Give a centre what it lacks and change nothing it has. Returns its pages; none before the trees stand."""
    group = editors_group(centre)
    pages = [
        page
        for index in CentreIndexPage.objects.select_related("locale").order_by("path")
        if (page := centre_page(centre, index)) is not None
    ]
    if pages:
        group.permissions.add(*permissions(OF_THE_ADMIN))
        for page in pages:
            for permission in permissions([("wagtailcore", name) for name in ON_PAGES]):
                GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)
        allow(group, collection_of(centre, group), ON_COLLECTION)
        allow(group, common_collection(), ON_COMMON)
    return pages


def centre_page(centre: Centre, index: CentreIndexPage) -> CentrePage:
    """The centre's page in the index's language, made and published when there is none."""
    pages = CentrePage.objects.filter(centre=centre)
    page = pages.filter(locale=index.locale).first()
    if page is None:
        sibling = pages.first()
        with override(index.locale.language_code):
            page = CentrePage(title=centre.name, slug=centre.key, centre=centre, locale=index.locale)
        if sibling is not None:
            page.translation_key = sibling.translation_key
        index.add_child(instance=page)
        page.save_revision().publish()
        page.refresh_from_db()
    return page


def collection_of(centre: Centre, group: Group) -> Collection:
    """The one in which the group may add images; editors may have renamed it."""
    held = GroupCollectionPermission.objects.filter(group=group, permission__codename="add_image").first()
    return held.collection if held else root_collection().add_child(name=centre.name)


def common_collection() -> Collection:
    """Images and documents that every centre may use and none may change."""
    root = root_collection()
    return root.get_children().filter(name=COMMON_COLLECTION).first() or root.add_child(name=COMMON_COLLECTION)


def root_collection() -> Collection:
    return Collection.get_first_root_node()


def permissions(names: tuple[tuple[str, str], ...] | list[tuple[str, str]]) -> list[Permission]:
    """`wagtailcore.change_page` is that of Page itself: the subclasses' own permissions mean nothing to Wagtail."""
    return [Permission.objects.get(content_type__app_label=app, codename=codename) for app, codename in names]


def allow(group: Group, collection: Collection, names: tuple[tuple[str, str], ...]) -> None:
    for permission in permissions(names):
        GroupCollectionPermission.objects.get_or_create(group=group, collection=collection, permission=permission)
