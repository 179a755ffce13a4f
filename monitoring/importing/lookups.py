"""Finding what a source calls by name: read once for a whole file, so that a row costs no query."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from anyascii import anyascii
from django.utils.text import slugify

from monitoring.enums import Confidence
from monitoring.models import Centre, Council, DecisionKind, District, ExecutiveBody, Initiator, Region, Sector

SPELLINGS = Path(__file__).parent / "spellings.yaml"
PRIVATE_KEY = "private-person"
PRIVATE = {
    "name_ru": "Физическое лицо",
    "name_kk": "Жеке тұлға",
    "name_en": "A private person",
    "is_private": True,
}
_BIN = re.compile(r"\(?\s*(?:БИН|БСН|BIN)\s*:?\s*(\d{12})\s*\)?", re.IGNORECASE)


def folded(text: str) -> str:
    """A spelling without what no one means by it: case, quotation marks, spaces."""
    return " ".join(re.sub("[«»„“”\"']", " ", text).casefold().split())


def names_of(record: Any) -> Iterator[str]:
    for name in (record.name_ru, record.name_kk, record.name_en, *getattr(record, "aliases", ())):
        if name:
            yield folded(name)


class Lookups:
    def __init__(self) -> None:
        self.spellings: dict[str, Any] = yaml.safe_load(SPELLINGS.read_text(encoding="utf-8"))
        self.new_initiators: dict[str, Initiator] = {}

    @cached_property
    def regions(self) -> dict[str, Region]:
        """By ISO code, letters and name."""
        found = {}
        for region in Region.objects.all():
            names = (region.iso, region.key, *names_of(region))
            found.update({name.casefold(): region for name in names})
        return found

    @cached_property
    def kinds(self) -> dict[str, DecisionKind]:
        return {n: kind for kind in DecisionKind.objects.all() for n in (kind.key, *names_of(kind))}

    @cached_property
    def sectors(self) -> dict[str, Sector]:
        return {n: sector for sector in Sector.objects.all() for n in (sector.key, *names_of(sector))}

    @cached_property
    def councils(self) -> dict[str, Council]:
        """By key, which a council shares with the body it is."""
        return {council.key: council for council in Council.objects.all()}

    @cached_property
    def _centres(self) -> dict[int, list[Centre]]:
        found: dict[int, list[Centre]] = defaultdict(list)
        for centre in Centre.objects.prefetch_related("regions"):
            for region in centre.regions.all():
                found[region.pk].append(centre)
        return found

    def centres_of(self, region: Region | None) -> list[Centre]:
        return self._centres[region.pk] if region else []

    @cached_property
    def _districts(self) -> dict[tuple[int, str], District]:
        districts = list(District.objects.select_related("region"))
        found = {(district.region_id, name): district for district in districts for name in names_of(district)}
        by_key = {district.key: district for district in districts}
        for others in self.spellings["districts"].values():
            for spelling, key in others.items():
                if district := by_key.get(key):
                    found[district.region_id, folded(spelling)] = district
        return found

    def district(self, text: str, region: Region | None) -> District | None:
        return self._districts.get((region.pk, folded(text))) if region else None

    @cached_property
    def _bodies(self) -> dict[str, list[ExecutiveBody]]:
        found: dict[str, list[ExecutiveBody]] = defaultdict(list)
        for body in ExecutiveBody.objects.select_related("merged_into", "region"):
            for name in set(names_of(body)):
                found[name].append(body)
        return found

    def body(self, text: str, region: Region | None) -> ExecutiveBody | None:
        """The body of exactly this spelling in the region, or the one body of the whole country so called.

        Several departments share a spelling that a source cut short; without the region none is meant.
        """
        called = list({body.kept().pk: body.kept() for body in self._bodies.get(folded(text), [])}.values())
        if region is None:
            return called[0] if len(called) == 1 else None
        here = [body for body in called if body.region_id == region.pk]
        found = here or [body for body in called if body.region_id is None]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _initiators(self) -> tuple[dict[str, Initiator], dict[str, Initiator]]:
        by_bin: dict[str, Initiator] = {}
        by_name: dict[str, Initiator] = {}
        known: list[Any] = list(Initiator.objects.select_related("merged_into"))
        for initiator in known:
            kept: Any = initiator.kept()
            if initiator.bin:
                by_bin[initiator.bin] = kept
            for name in (initiator.key, *names_of(initiator)):
                by_name[name] = kept
        return by_bin, by_name

    def initiator(self, text: str, source: str) -> Initiator | None:
        """The initiator of this business number or name, a new unsaved one, or None when the source names none.

        All private persons are one initiator, who is never named.
        """
        if any(sign in folded(text) for sign in self.spellings["initiators"]["unnamed"]):
            return None
        by_bin, by_name = self._initiators
        if any(folded(text).startswith(sign) for sign in self.spellings["initiators"]["private"]):
            return by_name.get(PRIVATE_KEY) or self._new(PRIVATE_KEY, source, **PRIVATE)
        match = _BIN.search(text)
        bin_, name = (match[1] if match else ""), _BIN.sub("", text).strip(" ,;")
        if known := by_bin.get(bin_) or by_name.get(folded(name)):
            return known
        digest = hashlib.sha256(folded(name).encode()).hexdigest()[:6]
        key = f"bin-{bin_}" if bin_ else f"{slugify(anyascii(name))[:80]}-{digest}"
        return self._new(key, source, name_ru=name or bin_, bin=bin_)

    def _new(self, key: str, source: str, **fields: Any) -> Initiator:
        if key not in self.new_initiators:
            made = Initiator(key=key, source=source, confidence=Confidence.STATED, **fields)
            made.clean_fields()
            self.new_initiators[key] = made
        return self.new_initiators[key]
