#!/bin/sh
# Makes .venv at the versions of constraints.txt: `setup.sh check` with what `helpdesk check` needs (the group `check` of
# pyproject.toml), `setup.sh` with everything. Everything can be added to what was made for checking.
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
wanted=${1:-all}
# VERSIONS: those of constraints.txt, or the `newest` or the `lowest` that pyproject.toml allows.
case "${VERSIONS:-kept}" in
    kept) set -- --constraint constraints.txt ;;
    newest) set -- --upgrade ;;
    lowest) set -- --resolution lowest-direct ;;
    *) echo "VERSIONS is \`$VERSIONS\`: give kept, newest or lowest" >&2; exit 1 ;;
esac
pip() { .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-compile "$@"; }

if [ "$wanted" = check ] && [ ! -e .venv/.ready ]; then
    echo "setting up .venv for checking with $("$found" --version): a few packages, some seconds (\`make site\` adds the others) ..."
    "$found" -m venv --clear .venv
    "$found" -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]["check"], sep="\n")' > .venv/check.txt
    pip --constraint constraints.txt --requirement .venv/check.txt
    pip --no-deps --editable .
    touch .venv/.check
    exit
fi
echo "setting up .venv with $("$found" --version): 900 MB, a minute or two the first time ..."
if [ -e .venv/.ready ] || [ ! -e .venv/.check ]; then
    "$found" -m venv --clear .venv
fi
# uv installs in a fifth of the time, but knows nothing of the settings of pip; where it fails pip can do without it.
# Neither compiles modules: that is done when they are first imported, which most of them never are.
pip --constraint constraints.txt uv
if ! .venv/bin/uv pip install --quiet --python .venv/bin/python "$@" --editable '.[zarr,test]'; then
    if [ "${VERSIONS:-kept}" = lowest ]; then
        exit 1 # pip knows no lowest versions
    fi
    echo "uv could not install everything: trying again with pip ..." >&2
    pip "$@" --editable '.[zarr,test]'
fi
touch .venv/.check .venv/.ready
