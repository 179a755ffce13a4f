from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    VOLUNTEER = "volunteer", _("Volunteer")
    COORDINATOR = "coordinator", _("Coordinator")
    EDITOR = "editor", _("Editor")
    ADMINISTRATOR = "administrator", _("Administrator")


PUBLISHING_ROLES = frozenset({Role.COORDINATOR, Role.EDITOR, Role.ADMINISTRATOR})
ADMIN_ROLES = PUBLISHING_ROLES
