"""From a row to a record: every cell converted, every name looked up, every doubt told."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from monitoring.enums import ConsultationForm
from monitoring.importing.converters import CONVERTERS, is_empty
from monitoring.importing.lookups import Lookups
from monitoring.importing.mapping import IDENTIFIER, FileMapping
from monitoring.importing.reading import Row
from monitoring.importing.record import Record, normal, uid_of
from monitoring.importing.results import Issue
from monitoring.models import Case, Consultation, Council

SETS = ("notices", "milestones", "evidence")
LONGEST_IDENTIFIER = 100


class RecordBuilder:
    """Builds the record of one row; `issues` collects what is wrong or doubtful in it."""

    def __init__(self, mapping: FileMapping, prefix: str, lookups: Lookups) -> None:
        self.mapping, self.prefix, self.lookups = mapping, prefix, lookups

    def build(self, row: Row) -> tuple[Record | None, list[Issue]]:
        self.issues: list[Issue] = []
        if row.problem:
            return None, [Issue("", row.problem, is_error=True)]
        self.values, self.sets = self._converted(row)
        key = self._key()
        self._require("title", _("A case needs a title."))
        if key is None or any(issue.is_error for issue in self.issues):
            return None, self.issues
        council = self._resolve()
        record = Record("", uid_of(key), self._case_values(), key=key)
        self._add_consultation(record, council)
        self._add_sets(record)
        return record, self.issues

    def _converted(self, row: Row) -> tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]:
        values: dict[str, Any] = dict(self.mapping.constants)
        sets: dict[str, list[dict[str, Any]]] = {name: [] for name in SETS}
        for column in self.mapping.columns:
            try:
                value = CONVERTERS[column.convert](row.values.get(column.source), column.options)
            except ValidationError as error:
                self._error(column.source, " ".join(error.messages))
                continue
            if column.target in sets:
                sets[column.target] += [{**item, "column": column.source} for item in value]
            elif not column.fallback or is_empty(values.get(column.target)):
                values[column.target] = value
        return values, sets

    def _error(self, source: str, reason: str) -> None:
        self.issues.append(Issue(source, reason, is_error=True))

    def _doubt(self, target: str, reason: str) -> None:
        self.issues.append(Issue(self.mapping.source_of(target), reason))

    def _require(self, target: str, reason: str) -> None:
        source = self.mapping.source_of(target)
        if is_empty(self.values.get(target)) and not any(issue.column == source for issue in self.issues):
            self._error(source, reason)

    def _key(self) -> str | None:
        """`hearings:h001`; for tables the name of the source stands between, so that numbers do not clash."""
        self._require(IDENTIFIER, _("A row needs a number of its own, by which it is found again."))
        found = str(self.values.pop(IDENTIFIER, None) or "")
        if len(found) > LONGEST_IDENTIFIER:
            self._error(self.mapping.source_of(IDENTIFIER), _("The number of the row is too long."))
        return f"{self.prefix}:{found}" if found else None

    def _resolve(self) -> Council | None:
        """Put records in place of names; a name that is not known stays as text where the case has a place."""
        values, lookups = self.values, self.lookups
        region = values["region"] = self._known("region", lookups.regions)
        self._known_into("kind", lookups.kinds)
        self._known_into("sector", lookups.sectors)
        kind = values.get("kind")
        if kind and is_empty(values.get("article")):
            values["article"] = kind.aarhus_article
        self._resolve_district()
        if values.get("initiator"):
            self._resolve_initiator(values["initiator"])
        if "body" not in values:
            return None
        called = values["body"]
        body = values["body"] = lookups.body(called, region) if called else None
        values["body_text"] = "" if body else called
        if called and not body:
            self._doubt("body", _("“%(name)s” is not in the list of bodies; kept as text.") % {"name": called})
        return lookups.councils.get(body.key) if body else None

    def _known_into(self, target: str, known: dict[str, Any]) -> None:
        if target in self.values:
            self.values[target] = self._known(target, known)

    def _known(self, target: str, known: dict[str, Any]) -> Any:
        called = str(self.values.get(target) or "")
        found = known.get(called.casefold()) if called else None
        if called and found is None:
            self._error(self.mapping.source_of(target), _("“%(name)s” is not known here.") % {"name": called[:60]})
        return found

    def _resolve_district(self) -> None:
        called = self.values.get("district")
        if not called:
            return
        district = self.values["district"] = self.lookups.district(called, self.values["region"])
        if district is None:
            place = self.values.get("place_text") or ""
            if called.casefold() not in place.casefold():
                self.values["place_text"] = f"{called}; {place}" if place else called
            self._doubt("district", _("“%(name)s” is not one district of the region; kept as text.") % {"name": called})

    def _resolve_initiator(self, called: str) -> None:
        try:
            initiator = self.values["initiator"] = self.lookups.initiator(called, self.prefix)
        except ValidationError as error:
            self._error(self.mapping.source_of("initiator"), " ".join(error.messages))
            self.values["initiator"] = None
            return
        if initiator is None:
            self._doubt("initiator", _("The source does not name the initiator: “%(name)s”.") % {"name": called})

    def _case_values(self) -> dict[str, Any]:
        notes = (self.mapping.source_note, self.values.get("source_note") or "")
        if any(notes):
            self.values["source_note"] = " ".join(note for note in notes if note)
        values = {name: value for name, value in self.values.items() if "." not in name}
        if values.get("title") and not values.get("language") and "language" in values:
            del values["language"]
        return {name: normal(Case, name, value) for name, value in values.items()}

    def _group(self, name: str) -> dict[str, Any]:
        start = f"{name}."
        return {key.removeprefix(start): value for key, value in self.values.items() if key.startswith(start)}

    def _add_consultation(self, record: Record, council: Council | None) -> None:
        """A form in words alone is no consultation: the source may speak of a lawsuit."""
        values = self._group("consultation")
        notice = self._group("notice")
        if not is_empty(notice.get("date")) or not is_empty(notice.get("channel")):
            self.sets["notices"].append({"at": "", "channel": notice.get("channel") or "other", **_dates(notice)})
        told = [name for name, value in values.items() if not is_empty(value) and name != "form_text"]
        if not told and not self.sets["notices"] and council is None:
            return
        values["form"] = values.get("form") or self._likely_form(council)
        values["council"] = council
        made = record.child(
            "consultations", "", {name: normal(Consultation, name, value) for name, value in values.items()}
        )
        for item in self.sets["notices"]:
            made.child("notices", str(item.pop("at")), column=item.pop("column", ""), values=item)

    def _likely_form(self, council: Council | None) -> str:
        kind = self.values.get("kind")
        if kind is not None and kind.key in ConsultationForm.values:
            return str(kind.key)
        return ConsultationForm.COUNCIL_SESSION if council else ConsultationForm.OTHER

    def _add_sets(self, record: Record) -> None:
        page = next((item["url"] for item in self.sets["evidence"] if item.get("url")), None)
        page = page or self.values.get("portal_url") or ""
        for name in ("milestones", "evidence"):
            for item in self.sets[name]:
                at, column = item.pop("at"), item.pop("column")
                if name == "evidence":
                    item.setdefault("url", page)
                else:
                    item["source"] = page
                record.child(name, at, item, column)


def _dates(notice: dict[str, Any]) -> dict[str, Any]:
    return {"date": notice.get("date")}
