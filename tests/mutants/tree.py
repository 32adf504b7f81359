"""A copy of a repository with an environment of its own, in which code may be broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

RECORDER = Path(__file__).parent / "recorder"


@dataclass(frozen=True)
class Tree:
    """The copy in ``root``; ``source`` is never written to."""

    source: Path
    root: Path

    @property
    def python(self) -> Path:
        return self.root / ".venv/bin/python"

    @classmethod
    def make(cls, source: Path, root: Path) -> Tree:
        """Clone ``source`` into ``root`` with what is not committed, and make an environment that imports the copy."""
        subprocess.run(["git", "clone", "--quiet", source, root], check=True)
        for name in listed(source, "--cached", "--others", "--exclude-standard"):
            if (source / name).is_file():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source / name, root / name, follow_symlinks=False)
            else:
                (root / name).unlink(missing_ok=True)
        tree = cls(source, root)
        tree._make_environment()
        return tree

    def _make_environment(self) -> None:
        """Share the installed packages, but import and run the project from the copy."""
        own, shared = self.root / ".venv", Path(sys.prefix)
        venv.create(own, with_pip=False, symlinks=True)
        packages = own / f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages"
        # An editable install stands in a .pth file of the shared folder, and those are read of `packages` alone.
        paths = [self.root / "scripts", RECORDER, sysconfig.get_path("purelib")]
        (packages / "mutants.pth").write_text("".join(f"{path}\n" for path in paths))
        for program in (shared / "bin").iterdir():
            copy = own / "bin" / program.name
            if copy.exists() or program.name.startswith(("python", "activate")):
                continue
            start = f"#!{shared}/bin/python".encode()
            content = program.read_bytes() if program.is_file() else b""
            if content.startswith(b"#!") and str(shared).encode() in content[:300]:
                copy.write_bytes(content.replace(start[2:], f"{own}/bin/python".encode(), 1))
                copy.chmod(0o755)
            else:
                copy.symlink_to(program)
        (own / ".ready").touch()

    def reset_build(self) -> None:
        """Put the build of the source in the place of what broken code built, without its pages and scripts.

        Where these are still there it is not seen that broken code writes them no more.
        """
        shutil.rmtree(self.root / "_build", ignore_errors=True)
        if (self.source / "_build").is_dir():
            subprocess.run(["cp", "-a", "--reflink=auto", self.source / "_build", self.root / "_build"], check=True)
        for name in ("html", "doctrees"):
            shutil.rmtree(self.root / "_build/work" / name, ignore_errors=True)


def listed(root: Path, *options: str) -> list[str]:
    """Return the paths that git knows below ``root``, sorted."""
    done = subprocess.run(["git", "ls-files", "-z", *options], cwd=root, check=True, capture_output=True, text=True)
    return sorted({name for name in done.stdout.split("\0") if name})
