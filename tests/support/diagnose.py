"""What is wrong with a project at a moment."""

from datetime import datetime

from stillup.build import build
from stillup.model.diagnostic import Diagnostic
from tests.support.project import Project


def diagnose(project: Project, now: datetime) -> tuple[Diagnostic, ...]:
    """Return every diagnostic of a build, ordered by place."""
    return build(project.sources(), now).diagnostics
