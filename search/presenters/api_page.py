"""The API for people: what there is, with commands that can be copied."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from monitoring.presenters.links import absolute
from search.api.parameters import COMMON
from search.api.urls import LISTS


def context() -> dict[str, Any]:
    base = absolute(reverse("api:index"))
    rates = settings.REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"]
    return {
        "page_title": _("Data for programs (API)"),
        "page_description": _("The public records as JSON: the same words and filters as on the site."),
        "base": base,
        "openapi": absolute(reverse("api:openapi")),
        "python": reverse("api:example"),
        "data": reverse("monitoring:data"),
        "resources": {
            "head": [{"label": _("Address")}, {"label": _("What it gives")}, {"label": _("Filters")}],
            "rows": [
                [{"text": f"{name}/", "url": f"{base}{name}/"}, text, ", ".join(view.filters)]
                for name, view, text in LISTS
            ],
        },
        "common": [{"term": name, "value": text} for name, text in COMMON.items()],
        "examples": [
            (
                _("Cases in Pavlodar region in which the word “quarry” stands in any form"),
                f"{base}cases/?q=карьер&region=PAV",
            ),
            (_("Only numbers and titles, ten at a time"), f"{base}cases/?fields=reference,title&limit=10"),
            (
                _("How many cases with signs of a breach each region and each kind of decision has"),
                f"{base}cases/?findings=1&facet=region&facet=kind&limit=1",
            ),
            (
                _("Published signs of a breach of severity 4 and 5, labels in Kazakh"),
                f"{base}findings/?severity=4&severity=5&lang=kk",
            ),
            (_("Letters to departments of ecology, with replies"), f"{base}referrals/?authority=R-ECO"),
        ],
        "anonymous": rates["anonymous"].split("/")[0],
        "keyed": rates["key"].split("/")[0],
    }
