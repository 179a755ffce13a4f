"""How much there would have been to read, told before anyone gives an address."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import TruncDate

from notify.enums import Frequency
from search.following import Followed

WEEKS = 12


@dataclass(frozen=True, slots=True)
class Estimate:
    """Changes by the local day, over the last `WEEKS` weeks; days without any are left out."""

    days: dict[dt.date, int]

    @property
    def total(self) -> int:
        return sum(self.days.values())

    @property
    def a_week(self) -> int:
        return round(self.total / WEEKS)

    def messages(self, frequency: Frequency) -> int:
        """How many messages a subscriber would have got."""
        return len({frequency.period(day) for day in self.days})


def estimate(followed: Followed, now: dt.datetime) -> Estimate:
    recent = followed.changes().filter(at__gte=now - dt.timedelta(weeks=WEEKS)).order_by()
    return Estimate(dict(recent.values_list(TruncDate("at")).annotate(Count("pk"))))
