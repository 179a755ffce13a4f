from django.core.exceptions import ValidationError


class FileRefused(ValidationError):  # noqa: N818
    """The file cannot be read at all; the message tells the person why and what to do."""


class Interrupted(Exception):  # noqa: N818
    """Somebody changed a record between the check and the import: nothing was stored, import again."""
