"""What `stillup publish` sends to an object store, and how long that takes, as whole commands.

    python -m bench.publish_bench [--incidents 1000 10000]

The store is SeaweedFS on this machine, which checks signatures, behind a proxy that counts; so the
seconds hold no journey through a network. Each size is measured in one go. A fresh machine has a
checkout and nothing else: no cache, no output folder. `requests` and bytes are all that passed,
also what was read to find out what to send (the listing, the manifest, the ledger). `rendered` are
documents made, each of which is sent. `of full` is the share of the full upload's work.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from bench.build_bench import NOW, STILLUP, add_an_update, change_nothing, edit_a_word
from bench.sites import write_site
from tests.support.faulty_proxy import Proxy, proxied
from tests.support.object_stores import ObjectStore, seaweedfs

BUCKET = "site"


class Run(msgspec.Struct, frozen=True):
    """One command: seconds on the clock and of all processors, and what it did."""

    seconds: float
    work: float
    requests: int
    sent: int
    received: int
    rendered: int


def fresh(site: Path) -> None:
    """Leave what a checkout has."""
    shutil.rmtree(site / ".stillup", ignore_errors=True)


def fresh_with_an_update(site: Path) -> None:
    """Be another machine, with one update more."""
    fresh(site)
    add_an_update(site)


def fresh_with_an_edit(site: Path) -> None:
    """Be another machine, with one word changed."""
    fresh(site)
    edit_a_word(site)


DEEDS: Mapping[str, tuple[Callable[[Path], None], tuple[str, ...]]] = {
    "full upload, fresh machine": (fresh, ()),
    "one update more, fresh machine": (fresh_with_an_update, ()),
    "one word edited, fresh machine": (fresh_with_an_edit, ()),
    "nothing changed, fresh machine": (fresh, ()),
    "one update more, same machine": (add_an_update, ()),
    "nothing changed, same machine": (change_nothing, ()),
    "nothing due (`--if-due`)": (change_nothing, ("--if-due",)),
}


def publish(site: Path, options: tuple[str, ...], store: ObjectStore, proxy: Proxy) -> Run:
    """Run one command and measure it."""
    proxy.start_over()
    command = [str(STILLUP), "-C", str(site), "publish", "--now", NOW, "--json", *options]
    began = time.perf_counter()
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, env={**os.environ, **store.environment}
    ) as process:
        said = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if process.returncode != 0:
        sys.exit(f"it ended with {process.returncode}:\n{said.decode()[:2000]}")
    return Run(
        seconds=seconds,
        work=usage.ru_utime + usage.ru_stime,
        requests=len(proxy.requests),
        sent=proxy.sent,
        received=proxy.received,
        rendered=sum(len(target["uploads"]) for target in json.loads(said)["targets"]),
    )


def name_target(site: Path, port: int) -> None:
    """Have the site published through the proxy, and read in public there as well."""
    file = site / "content/site.yaml"
    endpoint = f"http://127.0.0.1:{port}"
    text = file.read_text(encoding="utf-8")
    url = f"url: {endpoint}/{BUCKET}\nindex_documents: false\n"
    target = f'publish:\n  - {{name: main, to: "s3://{BUCKET}", endpoint: "{endpoint}"}}\n'
    text = text.replace("url: https://status.brook.example\n", url, 1)
    file.write_text(text + target, encoding="utf-8")


def measure(incidents: int, folder: Path) -> None:
    """Print the rows of one size."""
    site = folder / "site"
    write_site(site, incidents)
    with seaweedfs(folder / "store") as store, proxied(store.port) as proxy:
        store.bucket(BUCKET)
        name_target(site, proxy.port)
        full = 0.0
        for name, (deed, options) in DEEDS.items():
            deed(site)
            run = publish(site, options, store, proxy)
            full = full or run.work
            print(
                f"| {incidents:,} | {name} | {run.seconds:.1f} | {run.work:.1f} "
                f"| {run.work / full:.1%} | {run.requests:,} | {run.sent / 1e6:.2f} "
                f"| {run.received / 1e6:.2f} | {run.rendered:,} |"
            )
            sys.stdout.flush()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--incidents", type=int, nargs="+", default=[1000, 10000])
    given = parser.parse_args()
    print(
        "| incidents | publish | seconds | work | of full | requests | MB sent | MB received "
        "| rendered |"
    )
    print(f"|--:|---|{'--:|' * 7}")
    for incidents in given.incidents:
        with tempfile.TemporaryDirectory() as folder:
            measure(incidents, Path(folder))


if __name__ == "__main__":
    main()
