"""Closed vocabularies of the code; those that editors extend are models in `models/vocabulary.py`."""

from monitoring.enums.followup import *  # noqa: F403
from monitoring.enums.law import *  # noqa: F403
from monitoring.enums.record import *  # noqa: F403
