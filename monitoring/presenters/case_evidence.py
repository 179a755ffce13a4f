"""Evidence as the public sees it: what is confidential is counted, never named."""

from typing import TYPE_CHECKING, Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from monitoring.enums import FileState
from monitoring.evidence.media_types import MediaType
from monitoring.presenters.dates import partial, partial_text, table_date

if TYPE_CHECKING:
    from monitoring.models import Case, EvidenceFile, EvidenceLink


def is_open(link: "EvidenceLink") -> bool:
    """The same rule as `EvidenceLink.objects.public()`, for a link of a case already known to be public."""
    return link.is_public and (link.file is None or link.file.state == FileState.READY)


def open_links(case: "Case") -> "list[EvidenceLink]":
    return [link for link in case.evidence.all() if is_open(link)]


def address(link: "EvidenceLink", *, name: str = "monitoring:evidence", draft_of: int | None = None) -> str:
    """`draft_of`: the case in whose unpublished draft the link stands, for those who manage it."""
    return reverse(name, args=[link.uid], query={"case": draft_of} if draft_of else None)


def evidence_rows(case: "Case", *, preview: bool = False) -> list[dict[str, Any]]:
    shown = open_links(case)
    draft_of = case.pk if preview else None
    rows = [row(link, case.language, draft_of) for link in shown]
    if hidden := len(case.evidence.all()) - len(shown):
        rows.append(
            {
                "title": ngettext("%(count)s more item", "%(count)s more items", hidden) % {"count": hidden},
                "hidden": _("not published: source protection"),
            }
        )
    return rows


def row(link: "EvidenceLink", language: str, draft_of: int | None) -> dict[str, Any]:
    file = link.file
    date = partial(link.date)
    meta = [
        link.get_kind_display(),
        partial_text(date) if date else "",
        *(file_facts(file) if file else []),
        _("source: %(source)s") % {"source": link.source} if link.source else "",
    ]
    return {
        "title": link.title,
        "lang": language,
        "url": address(link, draft_of=draft_of) if file else link.url,
        "thumb": address(link, name="monitoring:evidence_preview", draft_of=draft_of) if file and file.preview else "",
        "meta": " · ".join(filter(None, meta)),
        "hash": file.sha256 if file else "",
        "copy_hash": file.derivative_sha256 if file else "",
    }


def file_facts(file: "EvidenceFile") -> list[str]:
    kind = file.derivative_type or file.media_type
    pages = ngettext("%(count)s page", "%(count)s pages", file.pages) % {"count": file.pages} if file.pages else ""
    return [
        str(MediaType(kind).label) if kind in MediaType.values else "",
        pages,
        filesizeformat(file.derivative_size) if file.derivative_size else "",
        _("received %(date)s") % {"date": table_date(file.received_at)},
    ]
