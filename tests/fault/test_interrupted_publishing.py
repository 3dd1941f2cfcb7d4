"""Ctrl-C while publishing: what is on its way arrives, nothing more is begun, and others may publish."""

import signal
import threading
import time
from collections.abc import Callable

import pytest

from stillup.publish.held import decode_state
from stillup.publish.target import STATE
from tests.support.fake_build import Pages
from tests.support.going_live import publish_pages
from tests.support.memory_target import Bucket

OLD = Pages({"index.html": "old home", "incidents/a/index.html": "old a"})
NEW = Pages({"index.html": "new home", "incidents/a/index.html": "new a"})


def test_an_interrupted_run_leaves_the_rest_and_lets_others_in_at_once() -> None:
    bucket = Bucket()
    publish_pages(OLD, bucket.open())
    target = bucket.open()

    def happen(number: int, verb: str, path: str, sent: Callable[[], object]) -> None:  # noqa: ARG001
        if (verb, path) == ("put", "incidents/a/index.html"):
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
            time.sleep(0.3)
        sent()

    target.happen = happen

    with pytest.raises(KeyboardInterrupt):
        publish_pages(NEW, target)

    assert bucket.files["incidents/a/index.html"] == b"new a"
    assert bucket.files["index.html"] == b"old home"
    assert decode_state(bucket.files[STATE]).holder == ""
    assert publish_pages(NEW, bucket.open()).is_good
    assert bucket.files["index.html"] == b"new home"


def test_a_mistake_of_ours_in_one_target_is_raised_after_the_others_are_done() -> None:
    one, two = Bucket(), Bucket()
    broken = one.open("one")

    def happen(number: int, verb: str, path: str, sent: Callable[[], object]) -> None:  # noqa: ARG001
        if (verb, path) == ("put", "index.html"):
            raise RuntimeError("a mistake of ours")
        sent()

    broken.happen = happen

    with pytest.raises(RuntimeError, match="a mistake of ours"):
        publish_pages(NEW, broken, two.open("two"))

    assert two.files["index.html"] == b"new home"
    assert decode_state(one.files[STATE]).holder == ""
