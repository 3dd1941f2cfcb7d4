"""Which language posts are in, by their letters alone."""

import json

import pytest

from stillup.importing.letters import written_language
from stillup.importing.statuspage import import_statuspage


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Mail is slow to arrive, and we are looking into it.", "en"),
        ("Письма приходят с опозданием, мы разбираемся.", "ru"),
        ("Листи надходять із запізненням, ми з'ясовуємо, чому.", "uk"),
        ("メールの到着が遅れています。", "ja"),
        ("邮件到达缓慢, we are on it.", "zh"),
        ("البريد بطيء اليوم.", "ar"),
        ("12:30 …", "en"),
    ],
)
def test_letters_tell_a_language(words: str, language: str) -> None:
    assert written_language(words) == language


@pytest.mark.parametrize(("body", "language", "doubts"), [("Slow.", "en", 0), ("Письма", "ru", 1)])
def test_a_statuspage_is_in_english_unless_its_letters_are_others(
    body: str, language: str, doubts: int
) -> None:
    incident = {
        "id": "4g8kqz7v5m2x",
        "name": body * 20,
        "status": "resolved",
        "impact": "minor",
        "incident_updates": [
            {"id": "5h8kqz7v5m2x", "status": "resolved", "body": body * 50,
             "created_at": "2026-11-21T12:00:00Z", "display_at": "2026-11-21T12:00:00Z"}
        ],
    }  # fmt: skip
    files = {"incidents.json": json.dumps({"incidents": [incident]}).encode()}

    imported = import_statuspage(files, None)

    assert f"languages: [{language}]" in imported.files["content/site.yaml"].decode()
    assert len([d for d in imported.doubts if "the language" in d.what]) == doubts
