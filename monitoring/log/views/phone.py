"""The program on the phone: its shell and worker, the same for everyone, and what one person takes along."""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from monitoring.evidence.media_types import ACCEPT_ATTRIBUTE
from monitoring.log.forms.rows import EventRow, FileRow
from monitoring.log.phone.assets import module_url, precached, version
from monitoring.log.phone.kit import HEARING_KIT, WHOLE_LOG
from monitoring.log.phone.pack import bodies_for, open_logs, person_key
from monitoring.log.phone.words import WORDS
from monitoring.log.steps import ALL_STEPS, Step
from monitoring.log.views.access import log_page

PLACEHOLDER = "00000000-0000-4000-8000-000000000000"


@require_safe
def log_phone(request: HttpRequest) -> HttpResponse:
    """The shell: every question in one language, and not a word of anybody. Anyone may load it."""
    response = HttpResponse(_shell(request))
    response["Cache-Control"] = "no-cache"
    return response


def _shell(request: HttpRequest) -> str:
    context = {
        "steps": [_step_context(step) for step in ALL_STEPS],
        "file_row": FileRow({}, key=PLACEHOLDER),
        "event_row": EventRow({}, key=PLACEHOLDER),
        "accept": ACCEPT_ATTRIBUTE,
        "config": _config(),
        "module": module_url("js/phone/app.js"),
        "page_title": _("Log with no network"),
        "robots": "noindex",
    }
    return render_to_string("monitoring/log/phone/shell.html", context, request)


def _step_context(step: Step) -> dict[str, Any]:
    form = step.form({})
    return {
        "step": step,
        "form": form,
        "fields": [{"field": field} for field in form.visible_fields()],
    }


def _config() -> dict[str, Any]:
    return {
        "language": get_language(),
        "base": reverse("monitoring:log_home"),
        "shell": reverse("monitoring:log_phone"),
        "signIn": reverse("account_login"),
        "signOut": reverse("account_logout"),
        "placeholder": PLACEHOLDER,
        "maxBytes": settings.EVIDENCE_MAX_BYTES,
        "steps": {
            step.key: {"question": step.question, "wanted": {k: sorted(v) for k, v in step.wanted_if.items()}}
            for step in ALL_STEPS
        },
        "kit": [_section(section) for section in HEARING_KIT],
        "log": [_section(section) for section in WHOLE_LOG],
        "words": WORDS,
    }


def _section(section: Any) -> dict[str, Any]:
    return {"key": section.key, "title": section.title, "steps": [step.key for step in section.steps]}


@require_safe
def log_worker(request: HttpRequest) -> HttpResponse:
    """The service worker; at this address it serves what lies below `/<lang>/log/` and nothing else."""
    kept = {
        "version": version(_shell(request).encode()),
        "base": reverse("monitoring:log_home"),
        "shell": reverse("monitoring:log_phone"),
        "assets": [reverse("monitoring:log_manifest"), *precached(str(get_language()))],
    }
    script = f'import {{ serve }} from "{module_url("js/phone/worker.js")}";\nserve({json.dumps(kept)});\n'
    return HttpResponse(script, content_type="text/javascript; charset=utf-8", headers={"Cache-Control": "no-cache"})


@require_safe
def log_manifest(request: HttpRequest) -> HttpResponse:
    def picture(size: int, purpose: str) -> dict[str, str]:
        name = f"img/app-{'maskable-' if purpose == 'maskable' else ''}{size}.png"
        return {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}

    told = {
        "id": reverse("monitoring:log_home"),
        "name": _("Aarhus Watch: the log"),
        "short_name": _("The log"),
        "description": _("Log a hearing on the phone, with or without a network."),
        "lang": get_language(),
        "start_url": reverse("monitoring:log_phone"),
        "scope": reverse("monitoring:log_home"),
        "display": "standalone",
        "background_color": "#fbfaf6",
        "theme_color": "#0a5f52",
        "icons": [picture(192, "any"), picture(512, "any"), picture(512, "maskable")],
    }
    response = HttpResponse(json.dumps(told, ensure_ascii=False), content_type="application/manifest+json")
    response["Cache-Control"] = "no-cache"
    return response


@log_page
@require_safe
def log_session(request: HttpRequest) -> JsonResponse:
    """Who is signed in, as a key, and what to send back in `X-CSRFToken`."""
    return JsonResponse({"person": person_key(request.user), "token": get_token(request)})


@log_page
@require_safe
def log_pack(request: HttpRequest) -> JsonResponse:
    """{person, logs, bodies}: what is kept for the time without a network."""
    user = request.user
    return JsonResponse({"person": person_key(user), "logs": open_logs(user), "bodies": bodies_for(user)})
