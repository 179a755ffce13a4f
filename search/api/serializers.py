"""The shapes of the answers. They are filled from `monitoring.open_data`, so that a file and the API never differ."""

from typing import Any

from rest_framework import serializers as s

DATE = "ISO 8601, no more exact than it is known: 2026, 2026-03 or 2026-03-14"
UNIT_DAYS = "In the unit of the rule: by how many it was missed, or how many are left"


class Sparse(s.Serializer):
    """A record; of it only the fields asked for by `fields`, where any are."""

    def to_representation(self, instance: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        wanted = self.context.get("fields") if self.parent is None or self.parent.parent is None else None
        return {name: value for name, value in shown.items() if name in wanted} if wanted else shown


class Coded(s.Serializer):
    code = s.CharField(help_text="Never changes with the language")
    label = s.CharField(help_text="In the language asked for")


class Named(s.Serializer):
    key = s.CharField(help_text="Never changes")
    name = s.CharField(help_text="In the language asked for")


class Law(s.Serializer):
    key = s.CharField()
    text = s.CharField()
    name = s.CharField()
    unverified = s.BooleanField(help_text="No lawyer has confirmed it yet")


def date() -> s.CharField:
    return s.CharField(allow_null=True, help_text=DATE)


class CaseRow(Sparse):
    reference = s.CharField(help_text="Never changes: KZ-PAV-2026-0042")
    version = s.IntegerField()
    address = s.URLField()
    title = s.CharField(help_text="In the language of the record")
    other_title = s.CharField()
    language = s.CharField()
    region = Named(allow_null=True, help_text="null: the whole country")
    district = Named(allow_null=True)
    body = Named(allow_null=True)
    initiator = Named(allow_null=True)
    kind = Named(allow_null=True)
    sector = Named(allow_null=True)
    stage = Coded(allow_null=True)
    article = Coded(allow_null=True)
    begins = date()
    ends = date()
    findings = s.IntegerField(help_text="Published signs of a breach; 0 does not mean that there were none")
    severity = s.IntegerField(allow_null=True, help_text="The highest of them, 1 to 5")
    attachments = s.BooleanField()
    published_on = s.DateField()
    changed_on = s.DateField()


class Milestone(s.Serializer):
    uid = s.UUIDField()
    kind = Coded()
    date = date()
    description = s.CharField()
    source = s.CharField()


class Notice(s.Serializer):
    channel = Coded()
    date = date()
    detail = s.CharField()


class Consultation(Sparse):
    case = s.CharField(required=False, help_text="Reference of the case")
    uid = s.UUIDField()
    form = Coded()
    form_text = s.CharField()
    status = Coded()
    held_on = date()
    held_at = s.CharField(allow_null=True, help_text="Local time, 15:00")
    period_from = date()
    period_to = date()
    venue = s.CharField()
    online = s.BooleanField(allow_null=True)
    council = s.CharField(allow_null=True)
    attendance = s.IntegerField(allow_null=True)
    comments_received = s.IntegerField(allow_null=True)
    comments_accepted = s.IntegerField(allow_null=True)
    comments_rejected = s.IntegerField(allow_null=True)
    comments_unanswered = s.IntegerField(allow_null=True)
    quorum = s.BooleanField(allow_null=True)
    protocol_signed_on = date()
    protocol_published_on = date()
    protocol_url = s.CharField()
    recording_url = s.CharField()
    note = s.CharField()
    notices = Notice(many=True)
