"""Forms of what belongs to a case: they carry `uid` along, which the model keeps out of forms."""

import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm


class ChildForm(WagtailAdminModelForm):
    """A child not yet public has no primary key in its draft; without `uid` each save would make it another one."""

    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.is_known = kwargs.get("instance") is not None
        super().__init__(*args, **kwargs)
        self.initial["uid"] = self.instance.uid if self.is_known else None

    def clean_uid(self) -> uuid.UUID:
        posted = self.cleaned_data["uid"]
        if posted and self.instance.pk is None:
            self.instance.uid = posted
        return self.instance.uid

    def keep_only(self, known: frozenset[uuid.UUID]) -> None:
        """A child not yet stored may claim only the identity of one that this case's draft has."""
        if self.instance.pk is None and self.instance.uid not in known:
            self.instance.uid = uuid.uuid4()

    def get_field_updates_for_resave(self) -> Iterator[tuple[str, str]]:
        yield from super().get_field_updates_for_resave()
        if self.has_changed():
            yield f"{self.prefix}-uid", str(self.instance.uid)


class StatusRowForm(ChildForm):
    """A written row is history: it is shown, not edited. The case's form keeps what was stored."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_known:
            return
        for name in self.fields.keys() - {"uid"}:
            self.fields[name].disabled = True
            self.fields[name].required = False
        if self.instance.status:
            at = formats.date_format(timezone.localtime(self.instance.at), "SHORT_DATETIME_FORMAT")
            self.fields["status"].help_text = _("%(when)s, %(who)s") % {
                "when": at,
                "who": self.instance.author or _("author not recorded"),
            }
