"""Between what is kept of a topic and what the journalists' desk makes of it."""

import hashlib
from collections.abc import Sequence

from monitoring.models import Case
from notify.enums import TopicKind
from notify.models import Topic
from search.following import CaseFollowed, Followed, QuestionFollowed


def topic_of(followed: Followed) -> Topic:
    """The row of a question is found by its digest: the longest questions are longer than an index takes."""
    if isinstance(followed, CaseFollowed):
        return _kept(TopicKind.CASE, followed.reference)
    return _kept(TopicKind.CASES, followed.query)


def followed_by(topic: Topic) -> Followed:
    """In the language that is on."""
    return CaseFollowed.read(topic.query) if topic.kind == TopicKind.CASE else QuestionFollowed.read(topic.query)


def all_followed(topics: Sequence[Topic]) -> list[Followed]:
    """In the order given; names and cases are asked for once for all of them."""
    names = QuestionFollowed.names_in(topic.query for topic in topics if topic.kind == TopicKind.CASES)
    numbers = [topic.query for topic in topics if topic.kind == TopicKind.CASE]
    cases = {case.reference: case for case in Case.objects.public().filter(reference__in=numbers)}
    return [
        CaseFollowed(topic.query, cases.get(topic.query))
        if topic.kind == TopicKind.CASE
        else QuestionFollowed.read(topic.query, names)
        for topic in topics
    ]


def _kept(kind: TopicKind, query: str) -> Topic:
    digest = hashlib.sha256(query.encode()).hexdigest()
    return Topic.objects.get_or_create(kind=kind, digest=digest, defaults={"query": query})[0]
