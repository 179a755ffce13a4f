"""The nightly job, part by part, and the same again; the clock is a day ahead, so that terms still running pass."""

import datetime as dt
import sys

from bench.measuring import table, taken

COORDINATORS_OF_A_CENTRE = 3


def run() -> None:
    from django.utils import timezone

    from monitoring.services.nightly import PARTS

    appoint()
    today = timezone.localdate() + dt.timedelta(days=1)
    for night in ("first run", "the same again"):
        rows = []
        for name, part in PARTS.items():
            with taken() as one:
                done = part(today)
            rows.append([name, str(done), str(len(one.questions)), f"{one.clock:.2f} s", f"{one.own:.2f} s"])
            print(*rows[-1], sep=", ", file=sys.stderr)  # noqa: T201
        table(f"The night, {night}", ("part", "rows", "questions", "time", "processor"), rows)


def appoint() -> None:
    """Every centre gets its coordinators, who are told in the morning; those of an earlier run stay."""
    from accounts.enums import Role
    from accounts.models import User
    from accounts.services import grant_role
    from monitoring.models import Centre

    for centre in Centre.objects.all():
        for number in range(COORDINATORS_OF_A_CENTRE):
            user, is_new = User.objects.get_or_create(email=f"{centre.key}-{number}@example.org")
            if is_new:
                grant_role(user=user, role=Role.COORDINATOR, centre=centre)
