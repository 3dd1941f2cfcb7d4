"""Every page of every site before judges of HTML that are not ours."""

from pathlib import Path

from tests.support.html_tools import complaints_of_html_validate, complaints_of_vnu, dead_links
from tests.world.sites import Built


def test_the_nu_checker_has_no_complaint(built: Built) -> None:
    assert complaints_of_vnu(built.tree) == []


def test_html_validate_has_no_complaint(built: Built) -> None:
    assert complaints_of_html_validate(built.tree) == []


def test_no_link_is_dead_and_no_fragment_missing(built: Built) -> None:
    assert dead_links(built.tree, built.url) == []


def test_the_judges_see_a_fault(tmp_path: Path) -> None:
    good = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Some page</title></head>'
        "<body>{}</body></html>\n"
    )
    (tmp_path / "index.html").write_text(good.format('<h1>Less</h1><a href="more.html">more</a>'))
    (tmp_path / "more.html").write_text(good.format('<h1>More</h1><a href="gone.html"><p>x</a>'))
    for complaints in (
        complaints_of_vnu(tmp_path),
        complaints_of_html_validate(tmp_path),
        dead_links(tmp_path, "https://status.example"),
    ):
        assert complaints
        assert all("more.html" in line for line in complaints)
