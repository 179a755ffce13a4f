"""Atom: what became public of the cases of a question, and of one case. Identifiers of entries never change."""

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from monitoring.models import Case
from monitoring.presenters.links import absolute
from monitoring.views.case_versions import public_case
from monitoring.views.http import public_page
from search.changes.telling import Told, history, tell
from search.filters import Selection
from search.following import CaseFollowed, Followed, QuestionFollowed
from search.names import Names

LISTED = 50
# The year since which the site holds its name, as RFC 4151 asks.
SINCE = "2026"


class ChangesFeed(Feed):
    """Entries in the language of the address; the words of a record stay in its own."""

    feed_type = Atom1Feed

    def __init__(self, followed: Followed, changes: Sequence[Told]) -> None:
        self.followed, self.changes = followed, changes
        self.language = get_language()

    def title(self) -> str:
        return _("Aarhus Watch: %(what)s") % {"what": self.followed.words}

    def subtitle(self) -> str:
        return _("New records and versions, letters, replies, outcomes. Records show signs of a breach, never guilt.")

    def link(self) -> str:
        return absolute(self.followed.path)

    def feed_url(self) -> str:
        return absolute(self.followed.feed_path)

    def feed_guid(self) -> str:
        return tag(self.followed.feed_path)

    def items(self) -> Sequence[Told]:
        return self.changes

    def item_guid(self, item: Told) -> str:
        return tag(f"cases/{item.case.reference}/{item.change.kind}/{item.change.source}")

    def item_title(self, item: Told) -> str:
        return f"{item.case.reference} · {item.title} · {item.case.title}"

    def item_description(self, item: Told) -> str:
        return render_to_string("search/feed_entry.html", {"told": item})

    def item_link(self, item: Told) -> str:
        return absolute(item.path)

    def item_pubdate(self, item: Told) -> datetime:
        return item.change.at

    item_updateddate = item_pubdate


def tag(path: str) -> str:
    """RFC 4151."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{SINCE}:{path.lstrip('/')}"


@public_page
def cases(request: HttpRequest) -> HttpResponseBase:
    followed = QuestionFollowed.of(Selection.read(request.GET, Names()))
    if not followed.is_whole:
        raise Http404
    return answer(request, followed, tell(followed.changes().order_by("-pk")[:LISTED]))


@public_page
def case(request: HttpRequest, reference: str) -> HttpResponseBase:
    """Its public history. Of a withdrawn case 410: readers of feeds then stop asking."""
    found = public_case(request, reference, Case.objects.public())
    if not isinstance(found, Case):
        return found
    return answer(request, CaseFollowed(str(found.reference), found), history(found, LISTED))


def answer(request: HttpRequest, followed: Followed, changes: Sequence[Told]) -> HttpResponseBase:
    response = ChangesFeed(followed, changes)(request)
    response["X-Robots-Tag"] = "noindex"
    return response
