from django.core.exceptions import ValidationError


class FileRefused(ValidationError):
    """The file cannot be read at all; the message tells the person why and what to do."""


class Interrupted(Exception):
    """Somebody changed a record between the check and the import: nothing was stored, import again."""
