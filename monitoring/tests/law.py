"""The law of terms of the data files, for tests that count with a database."""

from monitoring import models
from monitoring.reference.loading import load_file

FILES = {
    "acts": models.Act,
    "provisions": models.Provision,
    "deadline_rules": models.DeadlineRule,
    "calendar_days": models.CalendarDay,
}


def load_law():
    for name, model in FILES.items():
        load_file(name, model)
