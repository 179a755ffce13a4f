"""The dated events of a case by their kind."""

from collections import defaultdict
from typing import TYPE_CHECKING

from monitoring.case_deadlines.computed import Event, event

if TYPE_CHECKING:
    from monitoring.models import Case


class Events:
    def __init__(self, case: "Case") -> None:
        self._by_kind: dict[str, list[Event]] = defaultdict(list)
        self._words: dict[str, str] = {}
        for milestone in case.milestones.all():
            self._words[str(milestone.uid)] = milestone.description
            if dated := event(milestone.date, milestone.uid):
                self._by_kind[milestone.kind].append(dated)

    def of(self, *kinds: str) -> list[Event]:
        return [item for kind in kinds for item in self._by_kind[kind]]

    def words(self, item: Event) -> str:
        """What the record says of an event."""
        return self._words.get(item.uid, "")
