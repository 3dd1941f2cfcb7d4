"""Whatever ends a verb that writes, what somebody typed by then is kept."""

from pathlib import Path

import click
import pytest

from stillup.cli.exits import Failure
from stillup.cli.sitting import Sitting
from stillup.cli.wishes import Wishes
from tests.support.desks import SITE


@pytest.mark.parametrize("end", [ZeroDivisionError("ours"), click.UsageError("theirs")])
def test_a_text_survives_any_mistake(
    end: Exception, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    SITE.write(tmp_path)
    with click.Context(click.Command("update"), obj=Wishes(tmp_path, named=True)) as ctx:
        sitting = Sitting(ctx, "2026-11-21T13:10Z", dry=False)
        sitting.typed = "Half of it flows."
        with pytest.raises(type(end)), sitting.safely():
            raise end

    [kept] = (tmp_path / ".stillup" / "kept").iterdir()
    assert kept.read_text(encoding="utf-8") == "Half of it flows.\n"
    assert kept.name in capsys.readouterr().err


def test_a_disk_that_refuses_is_told_by_the_folder_not_by_a_passing_file(tmp_path: Path) -> None:
    SITE.write(tmp_path)
    passing = tmp_path / "content" / "incidents" / ".email.md.0a1b2c3d.part"
    with click.Context(click.Command("update"), obj=Wishes(tmp_path, named=True)) as ctx:
        sitting = Sitting(ctx, "2026-11-21T13:10Z", dry=False)
        with pytest.raises(Failure) as failed, sitting.safely():
            raise PermissionError(13, "Permission denied", str(passing))

    assert failed.value.message.endswith("/content/incidents` failed: Permission denied")
