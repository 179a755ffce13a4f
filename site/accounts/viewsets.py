"""People in Wagtail's settings: accounts by invitation, with their roles."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.users.views import users

from accounts.enums import Role
from accounts.forms import PersonEditForm, PersonForm
from accounts.invitations import invite
from accounts.models import User
from accounts.policies import PeoplePolicy, managed_centres, managed_people
from monitoring.models import Centre

View = Callable[..., HttpResponseBase]


def roles_of(user: User) -> str:
    found = [
        f"{membership.get_role_display()}: {membership.centre}" if membership.centre else membership.get_role_display()
        for membership in user.memberships.all()
    ]
    return "; ".join(map(str, found))


def centres_of(request: Any) -> QuerySet[Centre]:
    return managed_centres(request.user) if request else Centre.objects.none()


class PeopleFilterSet(WagtailFilterSet):
    role = django_filters.MultipleChoiceFilter(
        field_name="memberships__role",
        choices=Role.choices,
        label=gettext_lazy("Role"),
        widget=forms.CheckboxSelectMultiple,
    )
    centre = django_filters.ModelChoiceFilter(
        field_name="memberships__centre", queryset=centres_of, label=gettext_lazy("Aarhus centre"), distinct=True
    )
    is_active = django_filters.BooleanFilter(
        label=gettext_lazy("Account open"),
        widget=forms.Select(choices=[("", "—"), ("true", _("yes")), ("false", _("no"))]),
    )

    class Meta:
        model = User
        fields: list[str] = []


class PeopleIndexView(generic.IndexView):
    page_title = gettext_lazy("People")
    add_item_label = gettext_lazy("Invite a person")
    default_ordering = "email"

    def get_base_queryset(self) -> QuerySet[User]:
        return managed_people(self.request.user).prefetch_related("memberships__centre")

    def search_queryset(self, queryset: QuerySet[User]) -> QuerySet[User]:
        if not self.is_searching:
            return queryset
        words = re.escape(self.search_query)
        return queryset.filter(Q(name__iregex=words) | Q(email__iregex=words))

    @property
    def columns(self) -> list[Column]:
        return [
            TitleColumn("email", label=gettext_lazy("E-mail"), sort_key="email", get_url=self.get_edit_url),
            Column("name", label=gettext_lazy("Name and surname"), sort_key="name"),
            Column("roles", label=gettext_lazy("Roles"), accessor=roles_of),
            BooleanColumn("is_active", label=gettext_lazy("Account open"), sort_key="is_active"),
            DateColumn("last_login", label=gettext_lazy("Last login"), sort_key="last_login"),
        ]


class InviteView(users.CreateView):
    page_title = gettext_lazy("Invite a person")
    success_message = gettext_lazy("The account is made and an invitation sent to %(object)s.")

    def save_instance(self) -> User:
        user: User = super().save_instance()
        invite(user=user, request=self.request)
        return user


class PersonEditView(users.EditView):
    success_message = gettext_lazy("%(object)s: saved.")


class PeopleViewSet(users.UserViewSet):
    menu_label = gettext_lazy("People")
    template_prefix = ""
    index_view_class = PeopleIndexView
    add_view_class = InviteView
    edit_view_class = PersonEditView
    filterset_class = PeopleFilterSet
    search_fields = ["email", "name"]
    inspect_view_enabled = False
    copy_view_enabled = False

    @property
    def permission_policy(self) -> PeoplePolicy:
        return PeoplePolicy(User)

    def construct_view(self, view_class: type, **kwargs: Any) -> View:
        """A person managed by someone else answers as one who does not exist."""
        view: View = super().construct_view(view_class, **kwargs)

        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            person: Any = request.user
            if not self.permission_policy.user_has_permission(person, "change"):
                raise PermissionDenied
            if "pk" in kwargs and not managed_people(person).filter(pk=kwargs["pk"]).exists():
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    def get_form_class(self, for_update: bool = False) -> type[PersonForm]:
        return PersonEditForm if for_update else PersonForm
