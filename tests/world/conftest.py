"""Sites for the judges: the sample site and three real ones, each built once for all tests."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.support.browser import launched
from tests.support.object_stores import ObjectStore, azurite, seaweedfs
from tests.support.stress import HARD
from tests.world.sites import Built, build_hard, build_import, build_sample

_HERE = Path(__file__).parent
IMPORTS = ("packit__status", "X4BNet__x4b-status", "ocf__status")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.world)


@pytest.fixture(scope="session")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """Give a site by name, built the first time somebody asks."""

    @cache
    def take(name: str) -> Built:
        folder = tmp_path_factory.mktemp(name)
        if name in HARD:
            return build_hard(name, folder)
        return build_sample(folder) if name == "sample" else build_import(name, folder)

    return take


@pytest.fixture(scope="session")
def sample(shelf: Callable[[str], Built]) -> Built:
    return shelf("sample")


@pytest.fixture(scope="session", params=IMPORTS)
def imported(request: pytest.FixtureRequest, shelf: Callable[[str], Built]) -> Built:
    """Each real site in turn."""
    return shelf(request.param)


@pytest.fixture(scope="session", params=("sample", *IMPORTS))
def built(request: pytest.FixtureRequest, shelf: Callable[[str], Built]) -> Built:
    """Each site in turn."""
    return shelf(request.param)


@pytest.fixture(scope="session")
def running() -> Iterator[Callable[[], Browser]]:
    """Give the running browser, or another one if it died: a death fails one test and no more."""
    with sync_playwright() as driver:
        started = [launched(driver)]

        def take() -> Browser:
            if not started[-1].is_connected():
                started.append(launched(driver))
            return started[-1]

        yield take
        started[-1].close()


@pytest.fixture
def browser(running: Callable[[], Browser]) -> Browser:
    return running()


@pytest.fixture(scope="session")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    with seaweedfs(tmp_path_factory.mktemp("seaweedfs")) as server:
        yield server


@pytest.fixture(scope="session")
def azure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    with azurite(tmp_path_factory.mktemp("azurite")) as server:
        yield server
