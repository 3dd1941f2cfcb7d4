"""The words for a status in headings, by language: those that the default theme prints.

A language is added by adding a row.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache

from stillup.model.status import INCIDENT_STATUSES, MAINTENANCE_STATUSES, UpdateStatus


def _row(*words: str) -> Mapping[UpdateStatus, str]:
    """Return the words in the order of the statuses."""
    return dict(zip(UpdateStatus, words, strict=True))


WORDS: Mapping[str, Mapping[UpdateStatus, str]] = {
    "en": _row(
        "Investigating",
        "Identified",
        "Monitoring",
        "Update",
        "Resolved",
        "Postmortem",
        "Scheduled",
        "In progress",
        "Verifying",
        "Completed",
        "Cancelled",
    ),
    "ar": _row(
        "قيد التحقيق",
        "تم تحديد السبب",
        "قيد المراقبة",
        "تحديث",
        "تم الحل",
        "تحليل لاحق",
        "مجدولة",
        "قيد التنفيذ",
        "قيد الفحص",
        "مكتملة",
        "ملغاة",
    ),
    "ca": _row(
        "Investigant",
        "Causa identificada",
        "En observació",
        "Actualització",
        "Resolt",
        "Anàlisi posterior",
        "Programat",
        "En curs",
        "En comprovació",
        "Completat",
        "Cancel·lat",
    ),
    "de": _row(
        "Wird untersucht",
        "Ursache gefunden",
        "Unter Beobachtung",
        "Update",
        "Behoben",
        "Nachbetrachtung",
        "Geplant",
        "Wird durchgeführt",
        "Wird überprüft",
        "Abgeschlossen",
        "Abgesagt",
    ),
    "es": _row(
        "En investigación",
        "Causa identificada",
        "En observación",
        "Actualización",
        "Resuelto",
        "Análisis final",
        "Programado",
        "En curso",
        "En verificación",
        "Finalizado",
        "Cancelado",
    ),
    "fr": _row(
        "Analyse en cours",
        "Cause identifiée",
        "Sous surveillance",
        "Mise à jour",
        "Résolu",
        "Bilan",
        "Planifiée",
        "En cours",
        "Vérification",
        "Terminée",
        "Annulée",
    ),
    "it": _row(
        "Indagine in corso",
        "Causa individuata",
        "Monitoraggio",
        "Aggiornamento",
        "Risolto",
        "Analisi finale",
        "Programmata",
        "In corso",
        "In verifica",
        "Conclusa",
        "Annullata",
    ),
    "ja": _row(
        "調査中",
        "原因特定済み",
        "監視中",
        "更新",
        "解決済み",
        "事後報告",
        "実施予定",
        "実施中",
        "動作確認中",
        "完了",
        "中止",
    ),
    "nl": _row(
        "In onderzoek",
        "Oorzaak gevonden",
        "Monitoring",
        "Update",
        "Opgelost",
        "Evaluatie",
        "Gepland",
        "Bezig",
        "Controle",
        "Afgerond",
        "Geannuleerd",
    ),
    "pl": _row(
        "Ustalamy przyczynę",
        "Znamy przyczynę",
        "Monitorujemy sytuację",
        "Aktualizacja",
        "Rozwiązano",
        "Analiza po incydencie",
        "Zaplanowano",
        "W toku",
        "Weryfikacja",
        "Zakończono",
        "Odwołano",
    ),
    "pt": _row(
        "Em investigação",
        "Causa identificada",
        "Em observação",
        "Atualização",
        "Resolvido",
        "Análise final",
        "Programada",
        "Em curso",
        "Em verificação",
        "Concluída",
        "Cancelada",
    ),
    "uk": _row(
        "Шукаємо причину",
        "Причину знайдено",
        "Спостерігаємо",
        "Оновлення",
        "Усунуто",
        "Розбір інциденту",
        "Заплановано",
        "Триває",
        "Перевіряємо",
        "Завершено",
        "Скасовано",
    ),
}
_DEFAULT = "en"
_NOT_LETTERS = re.compile(r"[\W_]+")

ALIKE: Mapping[str, tuple[str, ...]] = {
    "fixed": ("Resolved", "Completed"),
    "solved": ("Resolved", "Completed"),
    "closed": ("Resolved", "Completed"),
    "done": ("Resolved", "Completed"),
    "resolved": ("Completed",),
    "complete": ("Completed", "Resolved"),
    "completed": ("Resolved",),
    "finished": ("Completed", "Resolved"),
    "watching": ("Monitoring", "Verifying"),
    "monitoring": ("Verifying",),
    "verifying": ("Monitoring",),
    "final message": ("Resolved", "Completed"),
    "initial message": ("Investigating", "Scheduled"),
    "post mortem": ("Postmortem",),
    "canceled": ("Cancelled",),
    "planned": ("Scheduled",),
    "started": ("In progress",),
}
"""What other products, and posts of the other kind, call a status. Offered, never taken."""


@cache
def status_words(language: str, *, maintenance: bool) -> Mapping[str, UpdateStatus]:
    """Return status by folded word, in English and in `language`."""
    statuses = MAINTENANCE_STATUSES if maintenance else INCIDENT_STATUSES
    tables = [WORDS[_DEFAULT], WORDS.get(language) or WORDS.get(language.partition("-")[0], {})]
    return {folded(table[s]): s for table in tables for s in statuses if s in table}


def shown_words(language: str = _DEFAULT, *, maintenance: bool) -> tuple[str, ...]:
    """Return the words of a language, in English if we have none, in their usual order."""
    statuses = MAINTENANCE_STATUSES if maintenance else INCIDENT_STATUSES
    table = WORDS.get(language) or WORDS.get(language.partition("-")[0], WORDS[_DEFAULT])
    return tuple(table[status] for status in statuses)


def folded(words: str) -> str:
    """Return words without regard to letter case, to how accents are stored, and to blanks."""
    return _NOT_LETTERS.sub(" ", unicodedata.normalize("NFC", words.casefold())).strip()
