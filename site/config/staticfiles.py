"""Static files of production: hashed names, compressed, and the style sheet's parts joined into one file."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY = "css/site.css"
_IMPORT = re.compile(r'@import url\("(?P<path>[^"]+)"\)(?: layer\((?P<layer>[\w.]+)\))?;\n?')


class BundledStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """One request for styles instead of forty: the sources stay one file a component, with no build step."""

    def post_process(
        self, paths: dict[str, tuple[Storage, str]], dry_run: bool = False, **options: Any
    ) -> Iterator[tuple[str, str | None, bool | Exception]]:
        if ENTRY in paths and not dry_run:
            text = bundle(paths)
            self.delete(ENTRY)
            self._save(ENTRY, ContentFile(text.encode()))
            paths = {**paths, ENTRY: (self, ENTRY)}
        return super().post_process(paths, dry_run, **options)


def bundle(paths: dict[str, tuple[Storage, str]]) -> str:
    """The entry with every `@import … layer(x)` replaced by the file in `@layer x { … }`.

    Relative addresses keep their meaning because only files beside the entry (fonts.css) hold any.
    """
    folder = ENTRY.rpartition("/")[0]

    def part(match: re.Match[str]) -> str:
        text = _read(paths, f"{folder}/{match['path']}")
        return f"@layer {match['layer']} {{\n{text}}}\n" if match["layer"] else text

    return _IMPORT.sub(part, _read(paths, ENTRY))


def _read(paths: dict[str, tuple[Storage, str]], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return file.read().decode()
