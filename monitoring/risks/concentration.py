"""K12 and K13: one developer in most cases of a body; a decision much quicker than usual."""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count
from django.utils.translation import gettext_noop as _

from monitoring.checklist.reasons import because
from monitoring.models import Case
from monitoring.risks.batch import Batch
from monitoring.risks.durations import days_taken
from monitoring.risks.parameters import CONSULTANT_SHARE, FAST_SHARE, LEAST_CASES
from monitoring.risks.signs import Sign


def one_developer(batch: Batch) -> Iterator[tuple[int, Sign]]:
    """K12, among the public cases of the body whose developer is known."""
    asked = [item for item in batch.items if item.case.body_id and item.case.consultant_id]
    if not asked:
        return
    counted = (
        Case.objects.public()
        .filter(body__in={item.case.body_id for item in asked}, consultant__isnull=False)
        .values_list("body", "consultant")
        .annotate(cases=Count("pk"))
        .order_by()
    )
    by_pair: Counter[tuple[int, int]] = Counter()
    by_body: Counter[int] = Counter()
    for body, consultant, cases in counted:
        by_pair[body, consultant] += cases
        by_body[body] += cases
    for item in asked:
        body, consultant = item.case.body_id or 0, item.case.consultant_id or 0
        ours, all_of_them = by_pair[body, consultant], by_body[body]
        if all_of_them >= LEAST_CASES and ours / all_of_them > CONSULTANT_SHARE:
            text = _("One developer wrote the documents of %(count)s of %(total)s cases of this body.")
            yield item.case.pk, Sign((because(text, count=ours, total=all_of_them),), (), (str(consultant),))


def too_quick(batch: Batch) -> Iterator[tuple[int, Sign]]:
    """K13."""
    for item in batch.items:
        from_record = ((made.kind, made.date) for made in item.case.milestones.all())
        taken = days_taken(from_record)
        if taken is None:
            continue
        usual = batch.durations.median(item.case.kind_id)
        if usual and taken < FAST_SHARE * usual:
            text = _(
                "From the application to the decision: %(days)s days; half of such decisions take more than %(usual)s."
            )
            yield item.case.pk, Sign((because(text, days=taken, usual=round(usual)),), (), (str(taken),))
