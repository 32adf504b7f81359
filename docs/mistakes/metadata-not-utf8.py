import json
from pathlib import Path

Path("zarr.json").write_text('{"zarr_format": 3, "node_type": "group"}', encoding="utf-8-sig")
try:
    json.loads(Path("zarr.json").read_text(encoding="utf-8"))
except json.JSONDecodeError as error:
    print(error)
