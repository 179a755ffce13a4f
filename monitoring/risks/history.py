"""K19 and K23: a decision for who was fined and remedied nothing; a document changed after comments closed."""

from collections import defaultdict
from collections.abc import Iterator

from django.utils.translation import gettext_noop as _

from monitoring.checklist.dates import before, known, last
from monitoring.checklist.facts import NO_PARTICIPATION, end_of
from monitoring.checklist.reasons import because
from monitoring.enums import EvidenceKind, MilestoneKind
from monitoring.models import Case, EvidenceLink, ReferralOutcome
from monitoring.partial_date import PartialDate
from monitoring.risks.batch import Batch
from monitoring.risks.signs import Sign

FINE, REMEDIED = "O-FIN", "O-FIX"
DECIDED = (MilestoneKind.CONCLUSION, MilestoneKind.DECISION)
COMPARED = frozenset({EvidenceKind.DOCUMENT, EvidenceKind.PROTOCOL})


def fined_before(batch: Batch) -> Iterator[tuple[int, Sign]]:
    """K19, by public outcomes of other cases of the same initiator."""
    asked = [item for item in batch.items if item.case.initiator_id]
    if not asked:
        return
    outcomes = ReferralOutcome.objects.public().filter(
        step__referral__case__initiator__in={item.case.initiator_id for item in asked},
        step__referral__case__initiator__is_private=False,
        outcome__key__in=[FINE, REMEDIED],
    )
    told = defaultdict(list)
    rows = outcomes.values_list("step__referral__case__initiator", "step__referral__case", "outcome__key", "on")
    for initiator, case, key, on in rows:
        told[initiator].append((case, key, PartialDate(on.isoformat())))
    for item in asked:
        decided = known(made.date for made in item.case.milestones.all() if made.kind in DECIDED)
        found = told[item.case.initiator_id]
        remedied = {case for case, key, _on in found if key == REMEDIED}
        fined = sorted(
            {
                case
                for case, key, on in found
                if key == FINE and case not in remedied | {item.case.pk} and decided and before(on, decided[0])
            }
        )
        if fined:
            text = _("Decided on %(date)s for an initiator fined before; that the breach was remedied is not recorded.")
            yield item.case.pk, Sign((because(text, date=decided[0]),), tuple(fined), tuple(map(str, fined)))


def changed_after_comments(batch: Batch) -> Iterator[tuple[int, Sign]]:
    """K23: the same document, by its title or address, with other contents, dated after participation ended."""
    for item in batch.items:
        end = last(known(end_of(made) for made in item.case.consultations.all() if made.status not in NO_PARTICIPATION))
        if end is None:
            continue
        for title, date in _replaced(item.case, end):
            text = _("“%(title)s” of %(date)s differs from the same document before participation ended on %(end)s.")
            yield item.case.pk, Sign((because(text, title=title, date=date, end=end),))
            break


def _replaced(case: Case, end: PartialDate) -> Iterator[tuple[str, PartialDate]]:
    by_name: dict[str, list[tuple[PartialDate, EvidenceLink]]] = defaultdict(list)
    for link in case.evidence.all():
        if link.kind in COMPARED and link.file_id:
            for date in known([link.date]):
                for name in {" ".join(link.title.casefold().split()), link.url} - {""}:
                    by_name[name].append((date, link))
    for links in by_name.values():
        early = {link.file_id for date, link in links if before(end, date) is False}
        for date, link in sorted(links, key=lambda pair: pair[0].iso):
            if early and link.file_id not in early and before(end, date):
                yield link.title, date
