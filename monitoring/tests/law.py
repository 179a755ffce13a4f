"""The law of terms of the data files, for tests that count with a database."""

from copy import copy

from monitoring import models
from monitoring.reference.loading import load_file

FILES = {
    "acts": models.Act,
    "provisions": models.Provision,
    "deadline_rules": models.DeadlineRule,
    "calendar_days": models.CalendarDay,
}
_loaded: dict[type, list] = {}


def load_law():
    """Through the loader the first time; after that the same rows are written at once."""
    for name, model in FILES.items():
        if model in _loaded:
            model.objects.bulk_create([copy(row) for row in _loaded[model]])
        else:
            load_file(name, model)
            _loaded[model] = list(model.objects.all())
