from typing import Any, cast

from monitoring.reference.loading import Report, load_file
from search.questions.models import ReadyQuestion
from search.synonyms import DATA


def load() -> Report:
    """Bring the questions up to the data file; what an editor changed stays. Raises DataFileError."""
    return load_file("ready_questions", cast(Any, ReadyQuestion), DATA)
