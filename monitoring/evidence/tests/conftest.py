from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from monitoring.evidence.derivative import make_derivative
from monitoring.evidence.media_types import MediaType


@pytest.fixture
def clean(tmp_path: Path) -> Callable[[bytes, MediaType], Path]:
    """Makes the public copy of some bytes and gives its path."""

    def run(data: bytes, media_type: MediaType) -> Path:
        source, target = tmp_path / "original", tmp_path / f"copy.{media_type.derivative.extension}"
        source.write_bytes(data)
        made = make_derivative(source, media_type, target)
        assert made.size == target.stat().st_size
        return target

    return run
