"""Sites in Git repositories: a bare one that stands for the server, and clones of people."""

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests.support.project import Project


def clean_environment(home: Path) -> dict[str, str]:
    """Return an environment in which Git knows nothing of whoever runs the tests."""
    given = os.environ.items()
    kept = {n: v for n, v in given if not n.startswith("GIT_") or n == "GIT_SSH_COMMAND"}
    return kept | {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(home / "gitconfig"),
        "LC_ALL": "C",
    }


@dataclass(frozen=True)
class Person:
    """Somebody with a clone. `site` is the site folder in it."""

    folder: Path
    site: Path
    environment: dict[str, str] = field(repr=False)

    def git(self, *arguments: str, good: bool = True) -> str:
        """Run Git as this person would, and return what it prints."""
        ran = subprocess.run(
            ["git", *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ran.returncode == 0 or not good, ran.stderr
        return ran.stdout.strip()

    def write(self, path: str, text: str | bytes) -> Path:
        """Write a file of the site."""
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def read(self, path: str) -> str:
        """Return a file of the site."""
        return (self.site / path).read_text(encoding="utf-8")

    def share(self, message: str) -> None:
        """Commit and push everything, with Git alone."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", message)
        self.git("push", "--quiet")

    def status(self) -> str:
        """Return what is not committed."""
        return self.git("status", "--porcelain")


@dataclass(frozen=True)
class Team:
    """A server's repository and how to make clones of it."""

    root: Path
    bare: Path
    prefix: str = ""

    def environment(self) -> dict[str, str]:
        """Return everybody's environment."""
        return clean_environment(self.root)

    def join(self, name: str, address: str | None = None) -> Person:
        """Return a person with a fresh clone."""
        folder = self.root / name
        person = Person(folder, folder / self.prefix, self.environment())
        at_root = Person(self.root, self.root, self.environment())
        at_root.git("clone", "--quiet", address or str(self.bare), str(folder))
        person.git("config", "user.name", name)
        person.git("config", "user.email", f"{name}@example.com")
        return person

    def files(self, commit: str = "main") -> dict[str, str]:
        """Return the files that the server has, by path."""
        names = self._git("ls-tree", "-r", "-z", "--name-only", commit).split("\0")
        return {name: self._git("show", f"{commit}:{name}") for name in names if name}

    def log(self) -> list[str]:
        """Return the subjects of the server's commits, newest first."""
        return self._git("log", "--format=%s", "main").splitlines()

    def hook(self, name: str, script: str) -> None:
        """Have the server run a hook."""
        file = self.bare / "hooks" / name
        file.write_text(script, encoding="utf-8")
        file.chmod(0o755)

    def _git(self, *arguments: str) -> str:
        return subprocess.run(
            ["git", "-C", str(self.bare), *arguments],
            env=self.environment(),
            capture_output=True,
            check=True,
        ).stdout.decode(errors="replace")


def found_team(root: Path, site: Project, prefix: str = "") -> Team:
    """Return a server's repository that holds a site, in the folder `prefix` of it."""
    root.mkdir(parents=True, exist_ok=True)
    (root / "gitconfig").write_text(
        "[init]\n\tdefaultBranch = main\n[http]\n\treceivepack = true\n[safe]\n\tdirectory = *\n",
        encoding="utf-8",
    )
    bare = root / "server.git"
    environment = clean_environment(root)
    subprocess.run(["git", "init", "--quiet", "--bare", str(bare)], env=environment, check=True)
    team = Team(root, bare, prefix)
    founder = team.join("founder")
    site.write(founder.site)
    (founder.site / ".gitignore").write_text(".stillup/\n", encoding="utf-8")
    founder.git("add", "--all")
    founder.git("commit", "--quiet", "-m", "Begin")
    founder.git("push", "--quiet", "--set-upstream", "origin", "main")
    return team
