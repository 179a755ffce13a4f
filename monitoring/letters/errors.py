from django.core.exceptions import ValidationError


class TemplateRefused(ValidationError):  # noqa: N818 (says what happened)
    """A template of which no letter can be made; the message tells the coordinator what to mend."""
