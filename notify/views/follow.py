"""Asking for messages: what there would have been to read is told first; no account, no cookie."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from monitoring.models import Case
from monitoring.presenters.links import case_list
from monitoring.views.case_versions import public_case
from monitoring.views.http import View, public_page
from monitoring.views.limits import too_many
from notify.estimate import WEEKS, estimate
from notify.forms import FollowForm
from notify.services.subscribing import ask
from search.filters import Selection
from search.following import CaseFollowed, Followed, QuestionFollowed
from search.names import Names
from search.presenters.list_page import unknown_texts

ASKED_A_MINUTE = 10


def read_or_ask(view: View) -> View:
    """Reading is the same for everyone, and public caches may keep it. Posting needs no proof of whence it came: it
    is done in nobody's name, and only makes a message that asks."""
    reading = public_page(view)

    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method != "POST":
            return reading(request, *args, **kwargs)
        if too_many(request, "follow", a_minute=ASKED_A_MINUTE):
            response: HttpResponseBase = render(request, "429.html", status=429)
        else:
            response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    return csrf_exempt(answer)


@read_or_ask
def cases(request: HttpRequest) -> HttpResponse:
    """What is not known is told and left out, as on the list."""
    selection = Selection.read(request.GET, Names())
    known = replace(selection, unknown=())
    return followed_page(request, QuestionFollowed.of(known), unknown_texts(selection))


@read_or_ask
def case(request: HttpRequest, reference: str) -> HttpResponse:
    found = public_case(request, reference, Case.objects.public())
    if not isinstance(found, Case):
        return found
    return followed_page(request, CaseFollowed(str(found.reference), found))


def followed_page(request: HttpRequest, followed: Followed, unknown: Sequence[str] = ()) -> HttpResponse:
    expected = estimate(followed, timezone.now())
    form = FollowForm(expected, request.POST if request.method == "POST" else None)
    if form.is_valid():
        email, how = form.cleaned_data["email"], {name: form.cleaned_data[name] for name in ("frequency", "language")}
        # The same answer when this address was asked for too often: it tells nothing of the address.
        if ratelimit.consume(request, action="follow", key=email.lower()):
            ask(email=email, followed=followed, **how)
        return redirect("notify:asked")
    context = {
        "page_title": _("Follow by e-mail"),
        "robots": "noindex",
        "crumbs": [(_("Cases"), case_list())],
        "followed": followed,
        "unknown": unknown,
        "estimate": expected,
        "weeks": WEEKS,
        "form": form,
    }
    return render(request, "notify/follow.html", context)


@public_page
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "notify/asked.html", {"page_title": _("Look into your mail"), "robots": "noindex"})
