"""Where the real incident posts are. They are test data beside the checkout, never part of it."""

import os
from pathlib import Path

import pytest

_BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data" / "real"


def real_data() -> Path:
    """Return the folder of real sites; skip outside CI, fail in CI, when it is not there."""
    folder = Path(os.environ.get("STILLUP_REAL_DATA", _BESIDE))
    if folder.is_dir():
        return folder
    reason = f"the real posts are not at {folder}; set STILLUP_REAL_DATA"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
