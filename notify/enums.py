import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class TopicKind(models.TextChoices):
    CASES = "cases", _("search among cases")
    CASE = "case", _("one case")


class Frequency(models.TextChoices):
    """How often there may be a message; when nothing is new there is none."""

    DAILY = "daily", _("Once a day")
    WEEKLY = "weekly", _("Once a week, on Monday")
    MONTHLY = "monthly", _("Once a month, on the first day")

    def period(self, day: dt.date) -> dt.date:
        """The first day of the day, week or month that holds `day`."""
        if self == Frequency.WEEKLY:
            return day - dt.timedelta(days=day.weekday())
        return day.replace(day=1) if self == Frequency.MONTHLY else day

    def next_after(self, day: dt.date) -> dt.date:
        """The first day of the next period."""
        longest = {Frequency.DAILY: 1, Frequency.WEEKLY: 7, Frequency.MONTHLY: 31}[self]
        return self.period(self.period(day) + dt.timedelta(days=longest))
