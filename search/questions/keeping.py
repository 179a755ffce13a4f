"""What each ready question finds is counted after a change of the index, by the worker, and kept beside it."""

from typing import Any

from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from search import tallies
from search.questions.asking import counts
from search.questions.models import ReadyQuestion


@task()
def count_questions() -> int:
    """Returns how many changed. The changes of the tallies are folded first: it is the same occasion."""
    tallies.fold()
    questions = list(ReadyQuestion.objects.shown())
    found = counts(questions) if questions else {}
    changed = [question for question in questions if question.found != found.get(question.key)]
    for question in changed:
        question.found = found.get(question.key)
    ReadyQuestion.objects.bulk_update(changed, ["found"])
    return len(changed)


def count_later(**signal: Any) -> None:
    """Receiver of signals, too. Once the transaction is over, and once however often the index changes until then."""
    transaction.on_commit(_enqueue)


def _enqueue() -> None:
    if not DBTaskResult.objects.ready().filter(task_path=count_questions.module_path).exists():
        count_questions.enqueue()
