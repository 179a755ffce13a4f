"""Reading of settings from the environment: one place, one error for what is missing."""

import os
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default).strip()


def required(name: str, why: str) -> str:
    """Raise ImproperlyConfigured, naming the variable and what it is for, when it is not set."""
    if value := text(name):
        return value
    raise ImproperlyConfigured(f"Set the environment variable {name}: {why}.")


def flag(name: str, default: bool) -> bool:
    value = text(name, str(default)).lower()
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    raise ImproperlyConfigured(f"The environment variable {name} must be 1 or 0, not {value!r}.")


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"The environment variable {name} must be a whole number, not {value!r}.") from error


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def tile_source(address: str) -> str:
    """Where the pictures of `https://{s}.tiles.example/{z}/{x}/{y}.png` come from, as a content policy names it."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.netloc:
        raise ImproperlyConfigured("The environment variable MAP_TILES_URL must be an https address of tiles.")
    return f"https://{parts.netloc.replace('{s}', '*')}"
