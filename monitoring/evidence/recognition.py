"""Print in pictures, read by Tesseract where the machine has it with Russian or Kazakh."""

import os
import shutil
import subprocess
from functools import cache
from io import BytesIO

from PIL import Image

WANTED = ("rus", "kaz", "eng")
ESSENTIAL = frozenset({"rus", "kaz"})
SECONDS_A_PAGE = 60


@cache
def languages() -> tuple[str, ...]:
    """Those of `WANTED` that are installed; empty where neither Russian nor Kazakh is."""
    program = shutil.which("tesseract")
    if program is None:
        return ()
    listed = subprocess.run(  # noqa: S603 (the words of the command are our own)
        [program, "--list-langs"], capture_output=True, text=True, timeout=10, check=False
    )
    found = tuple(name for name in WANTED if name in listed.stdout.split())
    return found if ESSENTIAL & set(found) else ()


def read_picture(picture: Image.Image) -> str:
    """Raises `subprocess.SubprocessError` when the program fails or takes too long."""
    png = BytesIO()
    picture.convert("L").save(png, "PNG")
    command = [shutil.which("tesseract") or "tesseract", "stdin", "stdout", "-l", "+".join(languages())]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    done = subprocess.run(  # noqa: S603 (the words of the command are our own)
        command, input=png.getvalue(), capture_output=True, timeout=SECONDS_A_PAGE, check=True, env=environment
    )
    return done.stdout.decode(errors="replace")
