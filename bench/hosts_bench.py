"""What `stillup publish` sends to a Git branch, and to a host by rsync, as whole commands.

    python -m bench.hosts_bench [--incidents 1000 10000]

Both are on this machine, behind a real ssh server on loopback; so the seconds hold no journey
through a network. A fresh machine has a checkout and nothing else. `fetched` is what lies in the
private repository after the run, `grew` by how much the one on the server did; neither can be told
of rsync, whose `rendered` are the documents made, each of which is sent.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from bench.build_bench import NOW, STILLUP
from bench.publish_bench import DEEDS
from bench.sites import write_site
from tests.support.git_sites import clean_environment
from tests.support.ssh_server import ssh_server

_DEEDS = tuple(name for name in DEEDS if "if-due" not in name)


def size_of(folder: Path) -> int:
    """Return the bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def publish(site: Path, environment: Mapping[str, str]) -> tuple[float, int]:
    """Run one command, and return its seconds and how many documents it sent."""
    command = [str(STILLUP), "-C", str(site), "publish", "--now", NOW, "--json"]
    began = time.perf_counter()
    ran = subprocess.run(command, capture_output=True, env=dict(environment), check=False)
    seconds = time.perf_counter() - began
    if ran.returncode != 0:
        sys.exit(f"it ended with {ran.returncode}:\n{ran.stdout.decode()[:2000]}")
    (target,) = json.loads(ran.stdout)["targets"]
    return seconds, len(target["uploads"])


def name_target(site: Path, target: str) -> None:
    """Have the site published to one place."""
    file = site / "content/site.yaml"
    text = f"publish:\n  - {{{target}}}\n"
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def measure(incidents: int, folder: Path) -> None:
    """Print the rows of one size."""
    bare, keys = folder / "site.git", folder / "keys"
    keys.mkdir()
    with ssh_server(keys) as server:
        ssh = {"GIT_SSH_COMMAND": server.command(), "RSYNC_RSH": server.command()}
        environment = {**clean_environment(folder), **ssh}
        for command in (("init", "-q"), ("config", "uploadpack.allowFilter", "true")):
            bare.mkdir(exist_ok=True)
            subprocess.run(["git", "--git-dir", bare, *command], env=environment, check=True)
        login = f"{server.user}@127.0.0.1"
        targets = {
            "branch": f'name: branch, to: "{server.address(bare)}"',
            "host": f'name: host, to: "rsync://{login}{folder / "www"}", port: "{server.port}"',
        }
        for target, told in targets.items():
            site = folder / target
            write_site(site, incidents)
            name_target(site, told)
            for name in _DEEDS:
                deed, _ = DEEDS[name]
                deed(site)
                before = size_of(bare)
                seconds, rendered = publish(site, environment)
                fetched = size_of(site / ".stillup/publishing") if target == "branch" else None
                moved = (fetched, size_of(bare) - before) if fetched is not None else ()
                shown = " | ".join(f"{size / 1e6:.2f}" for size in moved) or "| "
                row = (f"{incidents:,}", target, name, f"{seconds:.1f}", f"{rendered:,}", shown)
                print(f"| {' | '.join(row)} |")
                sys.stdout.flush()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--incidents", type=int, nargs="+", default=[1000, 10000])
    given = parser.parse_args()
    print("| incidents | to | publish | seconds | rendered | MB fetched | MB grew |")
    print(f"|--:|---|---|{'--:|' * 4}")
    for incidents in given.incidents:
        with tempfile.TemporaryDirectory() as folder:
            measure(incidents, Path(folder))


if __name__ == "__main__":
    main()
