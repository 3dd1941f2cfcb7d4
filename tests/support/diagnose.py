"""What is wrong with a project at a moment."""

from datetime import datetime

from stillup.build import build
from stillup.model.diagnostic import Diagnostic
from tests.support.project import Project
from tests.support.site import interface_words


def diagnose(project: Project, now: datetime) -> tuple[Diagnostic, ...]:
    """Return every diagnostic of a build, ordered by place."""
    return build(interface_words() | project.sources(), now).diagnostics
