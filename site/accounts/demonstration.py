"""One account per role for trying the site out. Exists under development settings only."""

from django.conf import settings

from accounts.enums import Role
from accounts.models import User
from accounts.services import grant_role
from monitoring.models import Centre

PASSWORD = "aarhus-demo"  # noqa: S105
CENTRE = "pavlodar"
PEOPLE = {
    "volunteer@example.org": Role.VOLUNTEER,
    "coordinator@example.org": Role.COORDINATOR,
    "second-coordinator@example.org": Role.COORDINATOR,
    "editor@example.org": Role.EDITOR,
    "administrator@example.org": Role.ADMINISTRATOR,
}


def make_accounts() -> dict[str, Role]:
    """Make what is missing. Raises RuntimeError outside a demonstration: the password is public."""
    if not settings.DEMONSTRATION:
        raise RuntimeError("demonstration accounts exist under development settings only")
    centre = Centre.objects.get(key=CENTRE)
    for email, role in PEOPLE.items():
        user = User.objects.filter(email=email).first()
        if user is None:
            user = User.objects.create_user(email, PASSWORD)
            grant_role(user=user, role=role, centre=None if role == Role.ADMINISTRATOR else centre)
    return PEOPLE
