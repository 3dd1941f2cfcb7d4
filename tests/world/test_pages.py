"""Every page of every site before judges of HTML that are not ours."""

from tests.support.html_tools import complaints_of_html_validate, complaints_of_vnu, dead_links
from tests.world.sites import Built


def test_the_nu_checker_has_no_complaint(built: Built) -> None:
    assert complaints_of_vnu(built.tree) == []


def test_html_validate_has_no_complaint(built: Built) -> None:
    assert complaints_of_html_validate(built.tree) == []


def test_no_link_is_dead_and_no_fragment_missing(built: Built) -> None:
    assert dead_links(built.tree, built.url) == []


def test_the_judges_see_a_fault(sample: Built) -> None:
    page = sample.tree / "fault.html"
    page.write_text(
        '<!doctype html><html lang="en"><title>x</title><a href="gone.html#x"><p></a>\n'
    )
    try:
        assert any("fault.html" in line for line in complaints_of_vnu(sample.tree))
        assert any("fault.html" in line for line in complaints_of_html_validate(sample.tree))
        assert any("gone.html" in line for line in dead_links(sample.tree, sample.url))
    finally:
        page.unlink()
