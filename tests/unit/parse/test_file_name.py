from datetime import date

import pytest

from stillup.model.diagnostic import Problems
from stillup.parse.file_name import FileName, read_file_name


def read(path: str) -> FileName | None:
    return read_file_name(path, ("en", "ca", "pt-BR"), Problems())


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (
            "content/incidents/2026-11-21-email.md",
            FileName("incidents", "2026-11-21-email", "", date(2026, 11, 21)),
        ),
        (
            "content/maintenance/2026-12-01-store.pt-BR.md",
            FileName("maintenance", "2026-12-01-store", "pt-BR", date(2026, 12, 1)),
        ),
        ("content/incidents/почта_メール.md", FileName("incidents", "почта_メール")),
        ("content/incidents/2021-07-56-old.md", FileName("incidents", "2021-07-56-old")),
        ("content/pages/contact.ca.md", FileName("pages", "contact", "ca")),
        ("content/incidents/cafe\u0301.md", FileName("incidents", "caf\u00e9")),
    ],
)
def test_what_a_path_says(path: str, name: FileName) -> None:
    assert read(path) == name


@pytest.mark.parametrize(
    "path",
    [
        "content/incidents/a b.md",
        "content/incidents/a.fr.md",
        "content/incidents/a.en.md",
        "content/incidents/.md",
        "content/incidents/a.txt",
        "content/incidents/2026/a.md",
        "content/a.md",
        "content/pages/History.md",
        "content/pages/ca.md",
        "content/pages/PT-br.md",
    ],
)
def test_paths_that_can_be_nothing(path: str) -> None:
    assert read(path) is None
