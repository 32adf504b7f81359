#!/bin/sh
# Makes .venv with everything the project needs, at the versions of constraints.txt.
set -eu
for python in "${PYTHON:-python3}" python3.13 python3.14 python3.12; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
        found=$python
        break
    fi
done
if [ -z "${found:-}" ]; then
    echo "Python 3.12 or newer is needed (found: $(python3 --version 2>&1 || echo none)): install it, or name it: make PYTHON=/path/to/python3.13" >&2
    exit 1
fi
echo "setting up .venv with $("$found" --version) ..."
"$found" -m venv --clear .venv
# VERSIONS: those of constraints.txt, or the `newest` or the `lowest` that pyproject.toml allows.
case "${VERSIONS:-kept}" in
    kept) set -- --constraint constraints.txt ;;
    newest) set -- --upgrade ;;
    lowest) set -- --resolution lowest-direct ;;
    *) echo "VERSIONS is \`$VERSIONS\`: give kept, newest or lowest" >&2; exit 1 ;;
esac
# uv installs in a fifth of the time, but knows nothing of the settings of pip; where it fails pip can do without it.
# Neither compiles modules: that is done when they are first imported, which most of them never are.
.venv/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt uv
if ! .venv/bin/uv pip install --quiet --python .venv/bin/python "$@" --editable '.[zarr,test]'; then
    if [ "${VERSIONS:-kept}" = lowest ]; then
        exit 1 # pip knows no lowest versions
    fi
    echo "uv could not install everything: trying again with pip ..." >&2
    .venv/bin/python -m pip install --no-compile --quiet --disable-pip-version-check "$@" --editable '.[zarr,test]'
fi
touch .venv/.ready
