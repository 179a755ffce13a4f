"""The body's reply by its link: no account, no trace of the secret, nothing typed or sent is lost."""

import functools
from typing import Any
from uuid import UUID

from allauth.core import ratelimit
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from monitoring.evidence.errors import EvidenceRejected
from monitoring.evidence.media_types import ACCEPT_ATTRIBUTE
from monitoring.models import ReplyRequest
from monitoring.presenters.case import foreign
from monitoring.presenters.reply_page import drafted_pairs, sent_replies
from monitoring.reply_form import ReplyForm
from monitoring.services.body_replies import (
    MAX_PAPERS,
    AlreadyReplied,
    add_paper,
    name_papers,
    receive_reply,
    remove_paper,
)
from monitoring.views.http import View
from monitoring.views.limits import too_many

GUESSES_A_MINUTE = 20
SHOW, SEND, EDIT, STAY = "show", "send", "edit", "stay"


def secret_page(view: View) -> View:
    """For who holds the link: kept by no cache, listed by no robot, and its address told to no other site."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response["Referrer-Policy"] = "no-referrer"
        return response  # type: ignore[return-value]

    return wrapped


@csrf_exempt
@secret_page
@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, token: str) -> HttpResponse:
    """Reading the link, by people or by mail scanners, changes nothing: only sending the reply uses it.

    What allows to write is the secret of the address and no cookie, so no other site can make a browser write here;
    and under `no-referrer` browsers send the origin `null`, which Django's check of forms refuses.
    """
    asked = ReplyRequest.objects.holding(token).select_related("case__centre", "body", "rule").first()
    if asked is None:
        if too_many(request, "reply_guess", a_minute=GUESSES_A_MINUTE):
            return render(request, "429.html", status=429)
        return render(request, "monitoring/reply/unknown.html", {"robots": "noindex"}, status=404)
    if request.method != "POST":
        return receipt(request, asked) if asked.used_at else form_page(request, asked, ReplyForm(asked))
    if not ratelimit.consume(request, action="body_reply"):
        return render(request, "429.html", status=429)
    try:
        return posted(request, asked)
    except AlreadyReplied:
        typed = [text for name in request.POST if name.startswith("text") and (text := typed_in(request, name))]
        context = {"robots": "noindex", "page_title": _("This link is closed"), "typed": typed}
        return render(request, "monitoring/reply/closed.html", context, status=409)


def posted(request: HttpRequest, asked: ReplyRequest) -> HttpResponse:
    """Files are taken first, so that what is wrong with the text loses none. Raises AlreadyReplied."""
    action = request.POST.get("action", SHOW)
    if removed := uuid_of(request.POST.get("remove", "")):
        remove_paper(request=asked, uid=removed)
        action = STAY
    name_papers(request=asked, titles=titles(request))
    refused = take_files(request, asked)
    form = ReplyForm(asked, request.POST)
    if action in (STAY, EDIT):
        return form_page(request, asked, ReplyForm(asked, typed=request.POST), refused)
    if refused or not form.is_valid():
        return form_page(request, asked, form, refused)
    if action == SEND:
        details = {name: form.cleaned_data[name] for name in ("name", "position", "language")}
        receive_reply(request=asked, texts=form.texts, **details)
        return redirect(request.path)
    return confirm_page(request, asked, form)


def take_files(request: HttpRequest, asked: ReplyRequest) -> list[dict[str, str]]:
    """Those that cannot be taken, with the reason."""
    refused = []
    uploads: list[UploadedFile] = request.FILES.getlist("uploads")
    for upload in uploads:
        try:
            add_paper(request=asked, upload=upload)
        except EvidenceRejected as error:
            refused.append({"name": upload.name or _("File"), "error": " ".join(error.messages)})
    return refused


def titles(request: HttpRequest) -> dict[UUID, str]:
    named = ((uuid_of(name.removeprefix("title-")), name) for name in request.POST if name.startswith("title-"))
    return {uid: typed_in(request, name) for uid, name in named if uid}


def typed_in(request: HttpRequest, name: str) -> str:
    return str(request.POST.get(name, "")).strip()


def uuid_of(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def form_page(
    request: HttpRequest, asked: ReplyRequest, form: ReplyForm, refused: list[dict[str, str]] | None = None
) -> HttpResponse:
    context = {
        **page_context(asked, _("Reply before publication")),
        "form": form,
        "refused": refused or [],
        "accept": ACCEPT_ATTRIBUTE,
        "max_papers": MAX_PAPERS,
        "is_late": asked.due_on is not None and asked.due_on < timezone.localdate(),
    }
    return render(request, "monitoring/reply/form.html", context)


def confirm_page(request: HttpRequest, asked: ReplyRequest, form: ReplyForm) -> HttpResponse:
    context = {
        **page_context(asked, _("Check and send")),
        "form": form,
        "pairs": drafted_pairs(asked, form),
    }
    return render(request, "monitoring/reply/confirm.html", context)


def receipt(request: HttpRequest, asked: ReplyRequest) -> HttpResponse:
    context = {**page_context(asked, _("Your reply is received")), "replies": sent_replies(asked)}
    return render(request, "monitoring/reply/receipt.html", context)


def page_context(asked: ReplyRequest, title: str) -> dict[str, Any]:
    return {
        "page_title": title,
        "robots": "noindex",
        "asked": asked,
        "findings": asked.findings.all(),
        "papers": asked.papers.select_related("file"),
        "sender": str(asked.case.centre or _("Aarhus Watch")),
        "text_lang": foreign(asked.case.language),
    }
