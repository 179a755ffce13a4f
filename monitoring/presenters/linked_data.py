"""A case for search engines and machines: schema.org, only of what the page itself shows."""

import datetime as dt
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.enums import ConsultationStatus
from monitoring.presenters.case_evidence import address, open_links
from monitoring.presenters.consultations import is_future
from monitoring.presenters.dates import partial
from monitoring.presenters.links import absolute

if TYPE_CHECKING:
    from monitoring.models import Case, Consultation

Node = dict[str, Any]
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
SCHEDULED = "https://schema.org/EventScheduled"
CALLED_OFF = {
    ConsultationStatus.CANCELLED: "https://schema.org/EventCancelled",
    ConsultationStatus.POSTPONED: "https://schema.org/EventPostponed",
}


def case_node(case: "Case") -> Node:
    url = absolute(case.get_absolute_url())
    node = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": url,
        "url": url,
        "identifier": case.reference,
        "name": case.title,
        "alternateName": case.other_title,
        "inLanguage": case.language,
        "abstract": case.summary,
        "version": str(case.version),
        "datePublished": moment(case.first_published_at),
        "dateModified": moment(case.last_published_at),
        "license": LICENSE,
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": _("Aarhus Watch"), "url": absolute("/")},
        "spatialCoverage": place(case),
        "about": organisation(case),
        "isBasedOn": case.portal_url,
        "mentions": [event(item, case) for item in case.consultations.all() if begins(item)],
        "associatedMedia": [
            {
                "@type": "MediaObject",
                "name": link.title,
                "contentUrl": absolute(address(link)),
                "encodingFormat": link.file.derivative_type,
                "sha256": link.file.derivative_sha256,
            }
            for link in open_links(case)
            if link.file
        ],
    }
    return known(node)


def known(node: Node) -> Node:
    """Without what is not known, at every depth."""
    kept = {key: known(value) if isinstance(value, dict) else value for key, value in node.items()}
    return {key: value for key, value in kept.items() if value not in (None, "", [], {})}


def moment(value: dt.datetime | None) -> str:
    return value.isoformat(timespec="seconds") if value else ""


def place(case: "Case") -> Node:
    names = [case.place_text, case.district, case.region]
    node: Node = {"@type": "Place", "name": ", ".join(str(name) for name in names if name) or _("Kazakhstan")}
    node["address"] = {
        "@type": "PostalAddress",
        "addressCountry": "KZ",
        "addressRegion": str(case.region or ""),
    }
    if point := case.public_point:
        node["geo"] = {"@type": "GeoCoordinates", "latitude": point[0], "longitude": point[1]}
    return node


def organisation(case: "Case") -> Node:
    if case.body:
        page = absolute(case.body.get_absolute_url())
        return {"@type": "GovernmentOrganization", "name": str(case.body), "url": page}
    return {"@type": "GovernmentOrganization", "name": case.body_text} if case.body_text else {}


def begins(consultation: "Consultation") -> str:
    """ISO 8601, as precise as is known."""
    date = partial(consultation.held_on) or partial(consultation.period_from) or partial(consultation.period_to)
    if date is None:
        return ""
    time = consultation.held_at
    if not (time and date.is_exact and consultation.held_on):
        return date.iso
    return dt.datetime.combine(date.earliest(), time, ZoneInfo(settings.TIME_ZONE)).isoformat()


def event(consultation: "Consultation", case: "Case") -> Node:
    ends = partial(consultation.period_to)
    return known(
        {
            "@type": "Event",
            "@id": f"{absolute(case.get_absolute_url())}#c-{consultation.uid}",
            "name": f"{consultation.get_form_display()}: {case.title}",
            "startDate": begins(consultation),
            "endDate": ends.iso if ends else "",
            "eventStatus": event_status(consultation, timezone.localdate()),
            "location": {
                "@type": "Place",
                "name": consultation.venue or place(case)["name"],
                "address": {"@type": "PostalAddress", "addressCountry": "KZ", "addressRegion": str(case.region or "")},
            },
            "organizer": organisation(case),
        }
    )


def event_status(consultation: "Consultation", today: dt.date) -> str:
    """Nothing for what is over and not known to have been held: it did not take place as planned, or nobody knows."""
    status = ConsultationStatus(consultation.status)
    as_planned = status == ConsultationStatus.HELD or (
        status != ConsultationStatus.FAILED and is_future(consultation, today)
    )
    return CALLED_OFF.get(status, SCHEDULED if as_planned else "")
