"""The questions that come with the project."""

from typing import Any, cast

from monitoring.reference.loading import Report, load_file
from search.questions.keeping import count_questions
from search.questions.models import ReadyQuestion
from search.synonyms import DATA


def load() -> Report:
    """Bring the questions up to the data file and count what they find; what an editor changed stays.

    Raises DataFileError.
    """
    report = load_file("ready_questions", cast(Any, ReadyQuestion), DATA)
    count_questions.func()
    return report
