"""Settings of a server that a test starts as a process of its own, on the database and the files of that test."""

import os
from pathlib import Path

from config.settings.test import *  # noqa: F403
from config.settings.test import DATABASES, STORAGES

DATABASES["default"]["NAME"] = os.environ["SERVED_DATABASE"]
EVIDENCE_ROOT = Path(os.environ["SERVED_EVIDENCE"])
STORAGES["evidence"]["OPTIONS"]["location"] = EVIDENCE_ROOT
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True  # nothing was collected
