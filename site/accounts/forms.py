"""A person and their roles on one page."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from accounts.enums import Role
from accounts.models import User
from accounts.policies import managed_centres
from accounts.services import grant_role, revoke_role
from monitoring.models import Centre

ROLE_FIELDS = {"volunteer_of": Role.VOLUNTEER, "coordinator_of": Role.COORDINATOR, "editor_of": Role.EDITOR}


def centres_field(label: Any, help_text: Any = "") -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        Centre.objects.all(), label=label, required=False, help_text=help_text, widget=forms.CheckboxSelectMultiple
    )


class PersonForm(WagtailAdminModelForm):
    """Roles are given and taken by the services, so that groups follow; those the editor may not see stay."""

    volunteer_of = centres_field(_("Volunteer of"), _("Logs decisions from the phone."))
    coordinator_of = centres_field(_("Coordinator of"), _("Reviews and publishes the cases of the centre's regions."))
    editor_of = centres_field(_("Editor of"), _("Writes the centre's pages and news."))
    administrator = forms.BooleanField(
        label=_("Administrator of the whole site"), required=False, help_text=_("May do everything, everywhere.")
    )

    class Meta:
        model = User
        fields: tuple[str, ...] = ("email", "name")
        labels = {"name": _("Name and surname")}

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.editing_self = editing_self
        held = self._held()
        for name, role in ROLE_FIELDS.items():
            self.initial[name] = held.get(role, [])
        self.initial["administrator"] = self.instance.is_superuser
        if not self.for_user.is_administrator:
            for name in ("coordinator_of", "editor_of", "administrator"):
                del self.fields[name]
            self.fields["volunteer_of"].queryset = managed_centres(self.for_user)
        if editing_self and "administrator" in self.fields:
            self.fields["administrator"].disabled = True

    def _held(self) -> dict[str, list[int]]:
        held: dict[str, list[int]] = {}
        if self.instance.pk:
            for role, centre in self.instance.memberships.values_list("role", "centre"):
                held.setdefault(role, []).append(centre)
        return held

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if User.objects.filter(email__iexact=email).exclude(pk=self.instance.pk).exists():
            raise ValidationError(
                _("This person has an account already. An administrator can add a role to it."), code="unique"
            )
        return email

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.instance.pk and not any(cleaned.get(name) for name in (*ROLE_FIELDS, "administrator")):
            raise ValidationError(_("Choose what this person will do, and where."))
        if self.initial["administrator"] and cleaned.get("administrator") is False:
            others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=self.instance.pk)
            if not others.exists():
                self.add_error("administrator", _("Someone must remain an administrator of the site."))
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True) -> User:
        user: User = super().save(commit=False)
        if not user.pk:
            user.set_unusable_password()
        user.save()
        held = self._held()
        for name, role in ROLE_FIELDS.items():
            if name not in self.fields:
                continue
            chosen = set(self.cleaned_data[name])
            for centre in self.fields[name].queryset:
                if centre in chosen and centre.pk not in held.get(role, []):
                    grant_role(user=user, role=role, centre=centre)
                elif centre not in chosen and centre.pk in held.get(role, []):
                    revoke_role(user=user, role=role, centre=centre)
        if "administrator" in self.fields and "administrator" in self.changed_data:
            change = grant_role if self.cleaned_data["administrator"] else revoke_role
            change(user=user, role=Role.ADMINISTRATOR)
        return user


class PersonEditForm(PersonForm):
    class Meta(PersonForm.Meta):
        fields = ("email", "name", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_active"].label = _("Account open")
        self.fields["is_active"].help_text = _("Take away to close the account; what the person wrote stays.")
        if self.editing_self:
            self.fields["is_active"].disabled = True


class OwnNameForm(forms.ModelForm):
    """On the person's own account page; e-mail and password are changed under allauth's pages."""

    class Meta:
        model = User
        fields = ("name",)
