"""The pages of the links in messages. Opening one, by people or by mail scanners, changes nothing; a button does."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from monitoring.views.http import View
from monitoring.views.limits import too_many
from monitoring.views.reply import secret_page
from notify import links
from notify.forms import HowForm
from notify.models import Subscriber, Subscription
from notify.services.subscribing import change, confirm, forget, stop
from notify.topics import all_followed, followed_by

GUESSES_A_MINUTE = 20
CHANGE, STOP, FORGET = "change", "stop", "forget"


def by_link(view: View) -> Any:
    """What allows to write is the secret of the address and no cookie; other programs post here, too (RFC 8058)."""
    return csrf_exempt(secret_page(require_http_methods(["GET", "HEAD", "POST"])(view)))


@by_link
def confirm_page(request: HttpRequest, token: str) -> HttpResponse:
    subscription = links.to_be_confirmed(token)
    if subscription is None:
        return unknown(request)
    if request.method == "POST":
        confirm(subscription=subscription)
        return redirect(request.path)
    state = "confirmed" if subscription.confirmed_at else "asked"
    return page(request, "notify/confirm.html", _("Follow by e-mail"), subscription, state=state)


@by_link
def stop_page(request: HttpRequest, token: str) -> HttpResponse:
    """One click in a mail program posts `List-Unsubscribe=One-Click`; the same link opened by a person has a button."""
    subscription = links.to_be_stopped(token)
    if subscription is None:
        # Stopped before: the mail program that asks again must be told that it is done.
        return unknown(request) if request.method != "POST" else stopped(request)
    if request.method == "POST":
        stop(subscription=subscription)
        return stopped(request)
    return page(request, "notify/stop.html", _("Stop these messages"), subscription)


@by_link
def manage_page(request: HttpRequest, token: str) -> HttpResponse:
    subscriber = links.holder(token)
    if subscriber is None:
        return unknown(request)
    if request.method != "POST":
        return manage_form(request, subscriber)
    action, uid = request.POST.get("action", ""), request.POST.get("subscription", "")
    if action == FORGET:
        forget(subscriber=subscriber)
        return stopped(request)
    subscription = next((each for each in followed(subscriber) if each.uid.hex == uid), None)
    if subscription and action == STOP:
        stop(subscription=subscription)
    if subscription and action == CHANGE:
        form = HowForm(request.POST, prefix=uid)
        if not form.is_valid():
            return manage_form(request, subscriber, {uid: form})
        change(subscription=subscription, **form.cleaned_data)
    if not followed(subscriber):
        return stopped(request)
    return redirect(f"{request.path}?saved={uid}" if subscription and action == CHANGE else request.path)


def manage_form(request: HttpRequest, subscriber: Subscriber, forms: dict[str, HowForm] | None = None) -> HttpResponse:
    held = followed(subscriber)
    rows = [
        {
            "uid": each.uid.hex,
            "followed": what,
            "form": (forms or {}).get(each.uid.hex) or HowForm(prefix=each.uid.hex, initial=how(each)),
            "saved": request.GET.get("saved") == each.uid.hex,
        }
        for each, what in zip(held, all_followed([each.topic for each in held]), strict=True)
    ]
    context = {"page_title": _("What you follow"), "robots": "noindex", "rows": rows}
    return render(request, "notify/manage.html", context)


def how(subscription: Subscription) -> dict[str, str]:
    return {"frequency": subscription.frequency, "language": subscription.language}


def followed(subscriber: Subscriber) -> list[Subscription]:
    return list(subscriber.subscriptions.confirmed().select_related("topic"))


def page(request: HttpRequest, template: str, title: str, subscription: Subscription, **more: Any) -> HttpResponse:
    context = {
        "page_title": title,
        "robots": "noindex",
        "subscription": subscription,
        "followed": followed_by(subscription.topic),
        "manage_url": links.manage_link(subscription),
        **more,
    }
    return render(request, template, context)


def stopped(request: HttpRequest) -> HttpResponse:
    context = {"page_title": _("The messages are stopped"), "robots": "noindex"}
    return render(request, "notify/stopped.html", context)


def unknown(request: HttpRequest) -> HttpResponse:
    if too_many(request, "follow_guess", a_minute=GUESSES_A_MINUTE):
        return render(request, "429.html", status=429)
    context = {"page_title": _("This link does not work"), "robots": "noindex"}
    return render(request, "notify/unknown.html", context, status=404)
