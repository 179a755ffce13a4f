"""The words of a public copy, read in a process of its own: a hostile file can take that down, and nothing else.

`python -m monitoring.evidence.extraction PATH TYPE` is the child: it knows no settings and no database, and tells a
page a line (JSON).
"""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from PIL import Image

from monitoring.evidence import pages, recognition
from monitoring.evidence.images import decode, open_image
from monitoring.evidence.media_types import Family, MediaType

SECONDS = 300
PROCESSOR_SECONDS = 240
MEMORY = 1536 << 20
MOST_PAGES = 500
MOST_RECOGNISED = 40
MOST_CHARACTERS_A_PAGE = 20_000
MOST_CHARACTERS = 1_000_000
ROOT = Path(__file__).resolve().parents[2]


class Failure(TextChoices):
    """Why a file was not read; none of it is of the file's own words."""

    UNREADABLE = "unreadable", _("the file is damaged, locked by a password or built to do harm")
    TOO_LONG = "too_long", _("reading took too long")
    CRASHED = "crashed", _("reading broke off: too little memory or a fault of the program")


class ExtractionFailed(Exception):  # noqa: N818 (says what happened)
    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.value)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Extracted:
    """`pages`: number from 1 → words, without the pages that have none. `unread`: pictures that nothing here reads."""

    pages: dict[int, str]
    unread: bool


def is_readable(media_type: str) -> bool:
    """Whether a file of this type may hold words to read."""
    return media_type in MediaType.values and MediaType(media_type).family not in {Family.AUDIO, Family.VIDEO}


def extract(source: Path, media_type: MediaType, *, seconds: float = SECONDS) -> Extracted:
    """Raises `ExtractionFailed`."""
    command = [sys.executable, "-m", "monitoring.evidence.extraction", str(source), media_type.value]
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8"}
    child = subprocess.Popen(  # noqa: S603 (the words of the command are our own)
        command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with child:
        try:
            output, _nothing = child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired as error:
            os.killpg(child.pid, signal.SIGKILL)
            raise ExtractionFailed(Failure.TOO_LONG) from error
    if child.returncode == -signal.SIGXCPU:
        raise ExtractionFailed(Failure.TOO_LONG)
    return _read(output, child.returncode)


def _read(output: bytes, code: int) -> Extracted:
    """The last line says that the file was read to its end, or that it cannot be."""
    lines = [json.loads(line) for line in output.splitlines() if line.endswith(b"}")]
    if not lines or code or "end" not in lines[-1]:
        raise ExtractionFailed(Failure.CRASHED)
    if lines[-1]["end"] == Failure.UNREADABLE:
        raise ExtractionFailed(Failure.UNREADABLE)
    return Extracted({line["page"]: line["text"] for line in lines[:-1]}, lines[-1]["unread"])


class _Reader:
    """Pages of one file, in the child."""

    def __init__(self, source: Path, media_type: MediaType) -> None:
        self.source = source
        self.media_type = media_type
        self.unread = False
        self.recognised = 0

    def texts(self) -> Iterator[str]:
        if self.media_type.family is Family.DOCUMENT:
            pages.refuse_hostile_package(self.source)
        match self.media_type:
            case MediaType.PDF:
                yield from self._pdf()
            case MediaType.DOCX:
                yield pages.docx_text(self.source)
            case MediaType.XLSX:
                yield from pages.xlsx_sheets(self.source)
            case _:
                with self.source.open("rb") as stream:
                    picture = open_image(stream, self.media_type)
                    yield self._recognised(decode(picture, longest_side=pages.LONGEST_SIDE))

    def _pdf(self) -> Iterator[str]:
        with pypdfium2.PdfDocument(self.source) as document:
            for number in range(min(len(document), MOST_PAGES)):
                page = document[number]
                if (text := pages.pdf_text(page)).strip():
                    yield text
                elif self._may_recognise():
                    yield self._recognised(pages.pdf_picture(page))
                else:
                    yield ""

    def _may_recognise(self) -> bool:
        self.unread = self.unread or not recognition.languages() or self.recognised >= MOST_RECOGNISED
        return not self.unread

    def _recognised(self, picture: Image.Image) -> str:
        if not self._may_recognise():
            return ""
        self.recognised += 1
        return recognition.read_picture(picture)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(source: Path, media_type: MediaType) -> None:
    _limit()
    reader, left = _Reader(source, media_type), MOST_CHARACTERS
    try:
        for number, text in enumerate(reader.texts(), 1):
            kept = "\n".join(filter(None, (" ".join(line.split()) for line in text.replace("\0", "").splitlines())))
            if kept := kept[: min(left, MOST_CHARACTERS_A_PAGE)]:
                _tell({"page": number, "text": kept})
            left -= len(kept)
            if left <= 0 or number >= MOST_PAGES:
                break
    except Exception:  # parsers of hostile files raise anything
        _tell({"end": Failure.UNREADABLE.value})
        return
    _tell({"end": "read", "unread": reader.unread})


def _tell(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), MediaType(sys.argv[2]))
