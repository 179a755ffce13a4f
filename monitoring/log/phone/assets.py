"""What the phone keeps of the program, and the version of it: a hash of everything that is kept."""

import hashlib
import re
from functools import lru_cache

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static

SOURCE = settings.ROOT / "static"
STYLES = "css/site.css"
SHARED = ("js/combobox.js", "js/place.js", "js/taps.js", "vendor/idb/idb-8.0.4.js", "vendor/tus/tus-4.3.1.min.js")
LINKED = ("js/site.js", "img/favicon.svg", "img/app-192.png")
LATIN = ("golos-text-latin", "pt-serif-700-latin")
CYRILLIC = ("golos-text-cyrillic", "pt-serif-700-cyrillic")
FONTS = {"en": LATIN, "ru": LATIN + CYRILLIC, "kk": (*LATIN, *CYRILLIC, "golos-text-kazakh", "pt-serif-700-kazakh")}
_IMPORT = re.compile(r'@import url\("([^"]+)"\)')


def module_url(path: str) -> str:
    """The address of an ES module as other modules import it: without a hash in its name, one for every importer."""
    return f"{settings.STATIC_URL}{path}"


def modules() -> list[str]:
    return [*sorted(f"js/phone/{path.name}" for path in (SOURCE / "js/phone").glob("*.js")), *SHARED]


def styles() -> list[str]:
    """The style sheet; with its parts where the storage has not joined them."""
    if hasattr(staticfiles_storage, "stored_name"):
        return [STYLES]
    return [STYLES, *(f"css/{part}" for part in _IMPORT.findall((SOURCE / STYLES).read_text()))]


def precached(language: str) -> list[str]:
    """Addresses of all that the shell loads in one language, but the shell itself."""
    fonts = [f"fonts/{name}.woff2" for name in FONTS[language]]
    return [*map(module_url, modules()), *map(static, (*styles(), *LINKED, *fonts))]


def version(shell: bytes) -> str:
    """Of the assets and of the shell as rendered: other words, other choices, another version."""
    digest = hashlib.sha256(_assets() if settings.DEBUG else _assets_once())
    digest.update(shell)
    return digest.hexdigest()[:16]


def _assets() -> bytes:
    parts = [STYLES, *(f"css/{part}" for part in _IMPORT.findall((SOURCE / STYLES).read_text()))]
    digest = hashlib.sha256()
    for path in (*modules(), *parts, *LINKED):
        digest.update(path.encode() + (SOURCE / path).read_bytes())
    return digest.digest()


_assets_once = lru_cache(maxsize=1)(_assets)
