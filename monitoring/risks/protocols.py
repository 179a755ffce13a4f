"""K11: a protocol that says what the protocol of another hearing says."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_noop as _

from monitoring.checklist.reasons import because
from monitoring.enums import EvidenceKind
from monitoring.models import Case, EvidenceLink, ProtocolBand, ProtocolPrint
from monitoring.risks.batch import Batch
from monitoring.risks.parameters import LEAST_SHINGLES, LIKENESS
from monitoring.risks.signs import Sign
from monitoring.risks.texts import likeness

Hearings = frozenset[tuple[str, str]]


def template_protocol(batch: Batch) -> Iterator[tuple[int, Sign]]:
    """One protocol of a joint hearing of several cases is no sign: the same day at the same place."""
    files = {item.case.pk: _protocols(item.case) for item in batch.items}
    alike = _alike({file for own in files.values() for file in own})
    if not alike:
        return
    holders, hearings = _holders(batch, {other for found in alike.values() for other in found})
    for item in batch.items:
        own = _hearings(item.case)
        others = {
            case
            for file in files[item.case.pk]
            for other in alike.get(file, ())
            for case in holders.get(other, ())
            if case != item.case.pk and not own & hearings.get(case, frozenset())
        }
        if others:
            text = _("The text of the protocol is the same, or nearly, as in protocols of other hearings: %(count)s.")
            records = tuple(sorted(others))
            yield item.case.pk, Sign((because(text, count=len(records)),), records, tuple(map(str, records)))


def _protocols(case: Case) -> set[int]:
    return {link.file_id for link in case.evidence.all() if link.kind == EvidenceKind.PROTOCOL and link.file_id}


def _alike(files: set[int]) -> dict[int, set[int]]:
    """For each file itself and those whose text is near-identical."""
    if not files:
        return {}
    prints = {made.file_id: made for made in ProtocolPrint.objects.filter(file__in=files, shingles__gte=LEAST_SHINGLES)}
    candidates: dict[int, set[int]] = defaultdict(set)
    bands: dict[int, set[int]] = defaultdict(set)
    for value, file in ProtocolBand.objects.filter(print__in=prints.values()).values_list("value", "print__file"):
        bands[value].add(file)
    shared = ProtocolBand.objects.filter(
        value__in=ProtocolBand.objects.filter(print__in=prints.values()).values("value"),
        print__shingles__gte=LEAST_SHINGLES,
    )
    for value, other in shared.values_list("value", "print__file"):
        for file in bands[value]:
            candidates[file].add(other)
    signatures = dict(
        ProtocolPrint.objects.filter(file__in={o for found in candidates.values() for o in found}).values_list(
            "file", "signature"
        )
    )
    near = {
        file: {other for other in candidates[file] if likeness(made.signature, signatures[other]) >= LIKENESS}
        for file, made in prints.items()
    }
    return {file: near.get(file, set()) | {file} for file in files}


def _holders(batch: Batch, files: set[int]) -> tuple[dict[int, set[int]], dict[int, Hearings]]:
    """The comparable cases that show these files as protocols, and when and where those cases were heard.

    Of other centres only what is public counts.
    """
    links = EvidenceLink.objects.filter(file__in=files, kind=EvidenceKind.PROTOCOL)
    own = {item.case.centre_id for item in batch.items if item.case.centre_id}
    shown = links.public() | links.filter(case__centre__in=own)
    holders: dict[int, set[int]] = defaultdict(set)
    for file, case in shown.values_list("file", "case"):
        holders[file].add(case)
    cases = Case.objects.filter(pk__in={case for found in holders.values() for case in found})
    return holders, {case.pk: _hearings(case) for case in cases.prefetch_related("consultations")}


def _hearings(case: Case) -> Hearings:
    """Day and place, as the record tells them; an unknown one joins nothing."""
    found: Iterable[tuple[str, str]] = (
        (str(item.held_on or ""), " ".join((item.venue or case.place_text).casefold().split()))
        for item in case.consultations.all()
    )
    return frozenset((day, place) for day, place in found if day and place)
