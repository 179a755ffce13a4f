"""Who may do what with a case: pure questions of a person and a record, asked by views, forms and templates.

A person holds roles in Aarhus centres (`roles`: role → ids of centres, None for the whole country); a centre
covers regions. The desk of a centre sees the cases of its regions and those assigned to it.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from django.contrib.auth.models import AnonymousUser

if TYPE_CHECKING:
    from monitoring.models import Case, Centre, Council, FieldLog

VOLUNTEER = "volunteer"
COORDINATOR = "coordinator"
ADMINISTRATOR = "administrator"


class Person(Protocol):
    @property
    def pk(self) -> int | None: ...

    @property
    def is_authenticated(self) -> bool: ...

    @property
    def roles(self) -> Mapping[str, frozenset[int | None]]: ...


Reader = Person | AnonymousUser


def roles_of(user: Reader) -> Mapping[str, frozenset[int | None]]:
    return {} if isinstance(user, AnonymousUser) else user.roles


def is_administrator(user: Reader) -> bool:
    return ADMINISTRATOR in roles_of(user)


def managed_centres(user: Reader) -> frozenset[int] | None:
    """Ids of the centres whose cases the person handles; None when that is the whole country."""
    if is_administrator(user):
        return None
    return frozenset(pk for pk in roles_of(user).get(COORDINATOR, frozenset()) if pk is not None)


def can_use_desk(user: Reader) -> bool:
    centres = managed_centres(user)
    return centres is None or bool(centres)


def can_log(user: Reader) -> bool:
    """Anyone of the movement may write a log of what they saw."""
    roles = roles_of(user)
    return VOLUNTEER in roles or COORDINATOR in roles or ADMINISTRATOR in roles


def can_manage(user: Reader, case: "Case") -> bool:
    """Read the draft, edit, comment, return and export the case."""
    centres = managed_centres(user)
    if centres is None:
        return True
    if case.centre_id in centres:
        return True
    region = case.region
    return region is not None and any(centre.pk in centres for centre in region.centres.all())


def can_publish(user: Reader, case: "Case", authors: frozenset[int], *, two_persons: bool) -> bool:
    """`authors` are those who wrote since the last public version; with two persons, none of them publishes."""
    return can_manage(user, case) and not (two_persons and user.pk in authors)


def can_withdraw(user: Reader, case: "Case") -> bool:
    return case.live and can_manage(user, case)


def can_change_templates(user: Reader, centre: "Centre | None") -> bool:
    """Of the letters of a centre; those of the whole country, without a centre, are an administrator's."""
    centres = managed_centres(user)
    return centres is None or (centre is not None and centre.pk in centres)


def can_edit_log(user: Reader, log: "FieldLog") -> bool:
    return user.is_authenticated and log.volunteer_id == user.pk


def can_manage_council(user: Reader, council: "Council") -> bool:
    """Record what the council did: the desk of its region; for councils of the whole country administrators."""
    centres = managed_centres(user)
    if centres is None:
        return True
    region = council.body.region
    return region is not None and any(centre.pk in centres for centre in region.centres.all())


def can_merge_reference(user: Reader) -> bool:
    return can_use_desk(user)
