"""The page of the open data, and its record for catalogues: DCAT-AP, and schema.org for search engines."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from monitoring.enums import VersionKind
from monitoring.models import DataPackage
from monitoring.package.changes import change_log
from monitoring.package.members import CHECKSUMS
from monitoring.package.tables import LANGUAGES, TABLES
from monitoring.presenters.dates import long_date
from monitoring.presenters.linked_data import LICENSE
from monitoring.presenters.links import absolute

Node = dict[str, Any]
LATEST = "latest"
ARCHIVE = "aarhus-watch.zip"
ARCHIVE_CHECKSUM = f"{ARCHIVE}.sha256"
RECORD = "dcat.jsonld"
AUTHORITY = "http://publications.europa.eu/resource/authority"
MEDIA_TYPES = {"zip": "application/zip", "csv": "text/csv", "json": "application/json"}


def address(name: str, day: str = LATEST) -> str:
    return reverse("data_file", args=[day, name])


def page_context(packages: Sequence[DataPackage]) -> dict[str, Any]:
    """`packages` are those that may be handed out, the latest first."""
    context = {
        "page_title": _("Open data"),
        "page_description": _("All public records as one package, made anew every night: CSV and JSON."),
        "canonical_url": reverse("monitoring:data"),
        "keep": settings.OPEN_DATA_KEEP,
    }
    if not packages:
        return {**context, "robots": "noindex"}
    latest = packages[0]
    return {
        **context,
        "package": latest,
        "facts": facts(latest),
        "tables": tables(latest),
        "changes": changes(latest),
        "described": described(),
        "machine": [
            {"label": _("Record for data catalogues (DCAT-AP)"), "url": address(RECORD)},
            {"label": _("Checksums of the files (SHA-256)"), "url": address(CHECKSUMS)},
            {"label": _("Checksum of the archive (SHA-256)"), "url": address(ARCHIVE_CHECKSUM)},
        ],
        "archive": [archived(package) for package in packages],
        "citation": _("Aarhus Watch: open data. State of %(date)s. %(address)s")
        % {"date": long_date(latest.made_at), "address": absolute(address(ARCHIVE, str(latest.on)))},
        "linked_data": schema_org(latest),
        "record_url": address(RECORD),
    }


def facts(package: DataPackage) -> list[dict[str, str]]:
    return [
        {"term": _("State of"), "value": long_date(package.made_at)},
        {"term": _("Archive"), "value": ARCHIVE, "url": address(ARCHIVE), "note": filesizeformat(package.size)},
        {"term": _("Licence"), "value": "CC BY 4.0", "url": LICENSE},
        {"term": "SHA-256", "value": package.sha256, "wide": "1"},
    ]


def tables(package: DataPackage) -> dict[str, Any]:
    head = [{"label": _("Table")}, {"label": _("Rows"), "number": True}, {"label": "CSV"}, {"label": "JSON"}]
    listed = (*TABLES, change_log(None, package.made_at))
    return {
        "head": head,
        "rows": [
            [
                str(table.title),
                {"text": str(package.counts[table.name]), "number": True},
                *(file_cell(package, f"{table.name}.{form}") for form in ("csv", "json")),
            ]
            for table in listed
            if table.name in package.counts
        ],
    }


def file_cell(package: DataPackage, name: str) -> dict[str, str]:
    return {"text": f"{name}, {filesizeformat(package.members[name][0])}", "url": address(name)}


def changes(package: DataPackage) -> list[dict[str, Any]]:
    words = {
        VersionKind.PUBLISHED: _("records came"),
        VersionKind.CORRECTED: _("new versions of records"),
        VersionKind.WITHDRAWN: _("records were withdrawn"),
    }
    return [{"value": package.changes.get(kind, 0), "label": label} for kind, label in words.items()]


def described() -> list[dict[str, str]]:
    names = dict(settings.LANGUAGES)
    found = [
        {"label": _("Meaning of the columns"), "meta": str(names[code]), "url": address(f"dictionary.{code}.csv")}
        for code in LANGUAGES
    ]
    return [*found, {"label": _("Codes and their words in three languages"), "url": address("codes.csv")}]


def archived(package: DataPackage) -> dict[str, str]:
    day = str(package.on)
    return {"label": long_date(package.on), "meta": filesizeformat(package.size), "url": address(ARCHIVE, day)}


def schema_org(package: DataPackage) -> Node:
    page = absolute(reverse("monitoring:data"))
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": page,
        "url": page,
        "name": _("Aarhus Watch: open data"),
        "description": _("How executive bodies of Kazakhstan decide on the environment: the public records."),
        "inLanguage": get_language(),
        "license": LICENSE,
        "isAccessibleForFree": True,
        "dateModified": package.made_at.isoformat(timespec="seconds"),
        "spatialCoverage": {"@type": "Country", "name": _("Kazakhstan")},
        "creator": {"@type": "Organization", "name": _("Aarhus Watch"), "url": absolute("/")},
        "distribution": [
            {
                "@type": "DataDownload",
                "name": name,
                "contentUrl": absolute(address(name)),
                "encodingFormat": media_type(name),
                "contentSize": str(size),
                "sha256": digest,
            }
            for name, size, digest in files(package)
        ],
    }


def dcat(package: DataPackage) -> Node:
    """After DCAT-AP 3; titles in every language of the site."""
    page = absolute(reverse("monitoring:data"))
    dataset = absolute(address(RECORD))
    return {
        "@context": {
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "spdx": "http://spdx.org/rdf/terms#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": dataset,
        "@type": "dcat:Dataset",
        "dct:identifier": dataset,
        "dct:title": in_languages(lambda: _("Aarhus Watch: open data")),
        "dct:description": in_languages(
            lambda: _("How executive bodies of Kazakhstan decide on the environment: the public records.")
        ),
        "dcat:landingPage": {"@id": page},
        "dcat:theme": [{"@id": f"{AUTHORITY}/data-theme/{theme}"} for theme in ("ENVI", "GOVE")],
        "dct:accrualPeriodicity": {"@id": f"{AUTHORITY}/frequency/DAILY"},
        "dct:language": [{"@id": f"{AUTHORITY}/language/{code}"} for code in ("RUS", "KAZ", "ENG")],
        "dct:spatial": {"@id": f"{AUTHORITY}/country/KAZ"},
        "dct:modified": {"@type": "xsd:dateTime", "@value": package.made_at.isoformat(timespec="seconds")},
        "dct:publisher": {
            "@id": absolute("/"),
            "@type": "foaf:Agent",
            "foaf:name": in_languages(lambda: _("Aarhus Watch")),
        },
        "dcat:distribution": [distribution(*file) for file in files(package)],
    }


def distribution(name: str, size: int, digest: str) -> Node:
    where = absolute(address(name))
    return {
        "@id": where,
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dcat:accessURL": {"@id": where},
        "dcat:downloadURL": {"@id": where},
        "dct:license": {"@id": LICENSE},
        "dct:format": {"@id": f"{AUTHORITY}/file-type/{name.rsplit('.', 1)[1].upper()}"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media_type(name)}"},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(size)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": digest},
        },
    }


def files(package: DataPackage) -> list[tuple[str, int, str]]:
    return [
        (ARCHIVE, package.size, package.sha256),
        *((name, size, digest) for name, (size, digest) in package.members.items()),
    ]


def media_type(name: str) -> str:
    return MEDIA_TYPES.get(name.rsplit(".", 1)[-1], "text/plain")


def in_languages(text: Any) -> list[Node]:
    found = []
    for code in LANGUAGES:
        with override(code):
            found.append({"@language": code, "@value": str(text())})
    return found
