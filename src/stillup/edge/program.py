"""What program this is, to the byte: what another one remembered is not believed."""

import sys
from functools import cache
from hashlib import blake2b
from pathlib import Path

import msgspec

import stillup


@cache
def digest_of_program() -> str:
    """Return a digest of our own modules, of Python's version and of how values are encoded."""
    root = Path(stillup.__file__).parent
    digest = blake2b(f"{sys.version_info[:2]} msgspec {msgspec.__version__}".encode())
    for module in sorted(root.rglob("*.py")):
        digest.update(f"\n{module.relative_to(root).as_posix()}\n".encode())
        digest.update(module.read_bytes())
    return digest.hexdigest()[:32]
