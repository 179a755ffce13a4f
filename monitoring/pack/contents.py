"""What lies in the pack, down to the last byte, before any file is opened: the checksums of files are known."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from monitoring.evidence.media_types import MediaType
from monitoring.models import Case, EvidenceLink
from monitoring.open_data import PublicRecord, case_data, case_tables, long_table
from monitoring.open_data.process import numbered_evidence
from monitoring.open_data.shapes import Data
from monitoring.pack import dossier
from monitoring.pack.certificates import certificate, first_published
from monitoring.spreadsheets import csv_lines
from monitoring.zipping import Member, zip_stream

MANIFEST = "manifest.sha256"
CHUNK = 64 * 1024


@dataclass(frozen=True)
class Pack:
    """`texts` are made in memory; `files` are read from the storage, one piece at a time, when their turn comes."""

    name: str
    texts: dict[str, bytes]
    files: dict[str, FieldFile] = field(default_factory=dict)
    checksums: dict[str, str] = field(default_factory=dict)

    @cached_property
    def manifest(self) -> bytes:
        """For `sha256sum -c manifest.sha256` in the unpacked folder."""
        sums = {name: hashlib.sha256(text).hexdigest() for name, text in self.texts.items()} | self.checksums
        return "".join(f"{digest}  {name}\n" for name, digest in sorted(sums.items())).encode()

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.name.encode() + self.manifest).hexdigest()}"'

    def stream(self) -> Iterator[bytes]:
        return zip_stream(self._members())

    def _members(self) -> Iterator[Member]:
        for name, text in self.texts.items():
            yield Member(f"{self.name}/{name}", [text])
        yield Member(f"{self.name}/{MANIFEST}", [self.manifest])
        for name, file in self.files.items():
            yield Member(f"{self.name}/{name}", chunks(file), stored=True)


def chunks(file: FieldFile) -> Iterator[bytes]:
    with file.storage.open(str(file.name), "rb") as stored:
        yield from File(stored).chunks(CHUNK)


def build_pack(record: PublicRecord, *, list_hidden: bool = False) -> Pack:
    """In the active language. `list_hidden`: the numbers of confidential evidence are told, and nothing else of it."""
    case = record.case
    data = case_data(record)
    enclosed = [(number, link, file_name(case, number, link)) for number, link in numbered_evidence(record)]
    hidden = hidden_numbers(case, enclosed) if list_hidden else []
    if hidden:
        data["evidence_not_published_numbers"] = hidden
    with_files = [(number, link, name) for number, link, name in enclosed if link.file]
    first = first_published(case) if with_files else {}
    texts = {"dossier.html": dossier_page(data, enclosed, hidden), **data_files(data)}
    for number, link, name in with_files:
        texts[f"certificates/{number}.html"] = page(
            "certificate", case=case, data=data, **certificate(case, number, link, name, first.get(link.uid))
        )
    return Pack(
        name=f"{case.reference}-v{case.version}",
        texts=texts,
        files={name: link.file.derivative for _number, link, name in with_files if link.file},
        checksums={name: link.file.derivative_sha256 for _number, link, name in with_files if link.file},
    )


def hidden_numbers(case: Case, enclosed: list[tuple[int, EvidenceLink, str]]) -> list[int]:
    shown = {number for number, _link, _name in enclosed}
    return [number for number in range(1, len(case.evidence.all()) + 1) if number not in shown]


def file_name(case: Case, number: int, link: EvidenceLink) -> str:
    """Named by the case and the number: the name a file came with could tell whose it was."""
    kind = link.file.derivative_type if link.file else ""
    ending = MediaType(kind).extension if kind in MediaType.values else "bin"
    return f"files/{case.reference}-{number}.{ending}"


def data_files(data: Data) -> dict[str, bytes]:
    files = {
        "data/case.json": json.dumps(data, ensure_ascii=False, indent=1).encode(),
        "data/all.csv": "".join(csv_lines(*long_table(data))).encode(),
    }
    for name, (head, rows) in case_tables(data).items():
        files[f"data/{name}.csv"] = "".join(csv_lines(head, rows)).encode()
    return files


def dossier_page(data: Data, enclosed: list[tuple[int, EvidenceLink, str]], hidden: list[int]) -> bytes:
    names = {number: name for number, link, name in enclosed if link.file}
    return page(
        "dossier",
        data=data,
        published_on=dossier.when(data["changed_on"]),
        facts=dossier.facts(data),
        timeline=dossier.timeline(data),
        consultations=[
            {"title": item["form_text"] or item["form"]["label"], "facts": dossier.consultation_facts(item)}
            for item in data["consultations"]
        ],
        deadlines=dossier.deadlines(data),
        findings=dossier.findings(data),
        steps=dossier.steps(data),
        evidence=[{**item, "name": names.get(item["number"])} for item in data["evidence"]],
        hidden=hidden,
        not_published=dossier.not_published(data["evidence_not_published"]) if data["evidence_not_published"] else "",
        versions=dossier.versions(data),
    )


def page(template: str, **context: Any) -> bytes:
    css = (Path(__file__).parent / "print.css").read_text()
    style = format_html("<style>{}</style>", mark_safe(css))
    language = (get_language() or "ru")[:2]
    return render_to_string(
        f"monitoring/pack/{template}.html", {"style": style, "language": language, **context}
    ).encode()
