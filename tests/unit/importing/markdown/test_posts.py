"""A post of a blog becomes one of ours: an announcement that invents nothing."""

from stillup.model.status import Impact, UpdateStatus
from tests.support.blogs import brought

DOWN = """
-- 2024-05-06-down.md --
---
title: "It was down: all of it"
date: 2024-05-06 10:00:00 +0200
author: Ann Roe
tags: [outage, mail]
layout: post
---

From nine to ten nothing worked.
"""


def test_it_is_an_announcement_over_as_soon_as_it_is_told() -> None:
    incident = brought(DOWN).incident("2024-05-06-down")

    assert incident.title == "It was down: all of it"
    assert incident.impact is Impact.NONE
    assert (incident.components, incident.started) == ((), None)
    (update,) = incident.updates
    assert (update.status, update.ended) == (UpdateStatus.RESOLVED, None)
    assert f"{update.at:%Y-%m-%d %H:%M}" == "2024-05-06 08:00"
    assert update.text.markdown == "From nine to ten nothing worked."


def test_what_has_no_place_in_ours_is_a_comment_and_told_once() -> None:
    blog = brought(DOWN)

    assert blog.front("incidents/2024-05-06-down.md")[-2:] == [
        '#blog: tags: ["outage","mail"]',
        "#blog: layout: post",
    ]
    assert blog.told("key") == [
        "2024-05-06-down.md:5: `tags`",
        "2024-05-06-down.md:6: `layout`",
    ]


def test_who_signs_is_a_person_of_the_new_site() -> None:
    blog = brought(
        "-- a.md --\n---\ndate: 2024-05-06\nauthors: [ann, Bob B.]\n---\na\n"
        "-- b.md --\n---\ndate: 2024-05-06\nauthor: Cy ([@cy](https://social.example/@cy))\n---\nb\n"
        "-- authors.yml --\nann:\n  name: Ann Roe\n"
    )

    assert blog.incident("a").author == "ann-roe-bob-b"
    assert blog.text("site.yaml").partition("people:\n")[2] == (
        "  - id: ann-roe-bob-b\n    name: Ann Roe, Bob B.\n"
        "  - id: cy-cy\n    name: Cy (@cy)\n    contact: https://social.example/@cy\n"
    )


def test_an_impact_that_is_told_counts() -> None:
    blog = brought(DOWN.replace("layout: post", "severity: major"))

    assert blog.incident("2024-05-06-down").impact is Impact.MAJOR
    assert blog.kinds["announcement"] == 0


def test_what_is_plainly_a_report_says_that_it_was_written_afterwards() -> None:
    assert not brought(DOWN).incident("2024-05-06-down").retrospective
    for sign in ("A postmortem of it.", "## Root cause\n\nA disk.", "### Lessons learned\n\nNone."):
        told = DOWN.replace("From nine", f"{sign}\n\nFrom nine")
        is_told = not sign.startswith("A")
        assert brought(told).incident("2024-05-06-down").retrospective is is_told
    named = brought(DOWN.replace("It was down", "Post-mortem"))
    assert named.incident("2024-05-06-down").retrospective
    assert named.told("report") == ["2024-05-06-down.md:2: `Post-mortem` in `title`"]


def test_the_day_comes_from_the_name_or_the_folders_if_nothing_else_tells_it() -> None:
    blog = brought(
        "-- 2024-05-06-down.md --\n---\ntitle: A\n---\na\n"
        "-- 2023/04/05/up.md --\n---\ntitle: B\n---\nb\n"
        "-- c.md --\n+++\ntitle = 'C'\npath = '2022/03/04/c'\n+++\nc\n"
    )

    days = [blog.incident(id_).updates[0].id for id_ in ("2024-05-06-down", "up", "c")]
    assert days == ["u2024-05-06-0000", "u2023-04-05-0000", "u2022-03-04-0000"]
    assert blog.told("day-only") == [
        "2023/04/05/up.md:0: its day is that of its folders",
        "2024-05-06-down.md:0: its day is that of its name",
        "c.md:0: its day is that of `path`",
    ]


def test_a_date_far_from_the_day_in_the_name_counts_and_is_reported() -> None:
    blog = brought(DOWN.replace("date: 2024-05-06", "date: 2025-05-06"))

    assert f"{blog.incident('2024-05-06-down').updates[0].at:%Y}" == "2025"
    assert blog.told("disagreement") == [
        (
            "2024-05-06-down.md:3: `date` is 2025-05-06 10:00:00 +0200, that of its name 2024-05-06; "
            "`date` counts"
        )
    ]


def test_a_post_without_a_day_is_a_draft_with_its_text() -> None:
    blog = brought("-- down.md --\n---\ntitle: Down\ndate: soon\n---\n## Words\n")

    assert blog.text("incidents/down.md") == (
        "---\ntitle: Down\nimpact: none\ndraft: true\n---\n\n### Words\n"
    )
    assert blog.kinds["no-start"] == 1
    assert blog.told("front-matter") == ["down.md:3: `date` is no time: `soon`"]


def test_drafts_stay_drafts_and_so_do_posts_of_the_future() -> None:
    for key in ("draft: true", "published: false", "status: hidden"):
        assert brought(DOWN.replace("layout: post", key)).incident("2024-05-06-down").draft
    ahead = brought(DOWN.replace("date: 2024", "date: 2030"))
    assert ahead.incident("2024-05-06-down").draft
    assert ahead.kinds["future"] == 1


def test_without_a_title_the_first_heading_is_one_and_else_the_name() -> None:
    blog = brought(
        "-- a.md --\n---\ndate: 2024-05-06\n---\n\n# All down\n\nWords\n"
        "-- 2024-05-06-mail_is-late.md --\n---\nlayout: post\n---\nWords\n"
    )

    assert blog.incident("a").title == "All down"
    assert blog.body("incidents/a.md") == "Words"
    assert blog.incident("2024-05-06-mail_is-late").title == "mail is late"
    assert blog.kinds["front-matter"] == 1


def test_headings_go_down_and_times_in_the_text_stay_each_told_once() -> None:
    blog = brought(
        DOWN + "\n## Timeline\n\n| when | what |\n|---|---|\n| 2024-05-06 09:00 | down |\n"
        "| 2024-05-06 10:00 | up |\n\n### Later\n"
    )

    assert "\n### Timeline\n" in blog.text("incidents/2024-05-06-down.md")
    assert "\n#### Later\n" in blog.text("incidents/2024-05-06-down.md")
    assert len(blog.incident("2024-05-06-down").updates) == 1
    assert blog.told("heading") == ["2024-05-06-down.md:11: all its headings went down by 1"]
    assert blog.told("time-in-text") == [
        "2024-05-06-down.md:15: `2024-05-06 09:00`, and 1 more below"
    ]


def test_what_many_posts_share_is_told_once() -> None:
    posts = "".join(
        f"-- 2024-05-0{n}-x.md --\n---\ntitle: A\nlayout: p\n---\nx\n" for n in range(1, 6)
    )

    assert brought(posts).told("key") == ["2024-05-01-x.md:3: `layout`, and so in 4 more posts"]


def test_the_same_files_give_the_same_bytes_and_nothing_is_a_post_that_is_none() -> None:
    blog = DOWN + "-- README.md --\n# About\n-- notes.md --\nNo front matter.\n"

    assert brought(blog) == brought(blog)
    assert brought(blog).files == ["incidents/2024-05-06-down.md"]
    assert brought(blog).told("file") == [
        "notes.md:0: it has neither front matter nor a day in its name"
    ]


def test_a_folder_without_posts_says_so() -> None:
    assert brought("-- a.txt --\nx\n").found.posts == 0
    assert brought("-- a.txt --\nx\n").kinds["nothing-found"] == 1
