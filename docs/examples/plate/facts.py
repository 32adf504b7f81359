import json
from pathlib import Path

import zarr

plate = zarr.open_group("v05/plate.ome.zarr", mode="r")
groups = 1 + sum(isinstance(member, zarr.Group) for _, member in plate.members(max_depth=None))
wells = len(plate.attrs["ome"]["plate"]["wells"])
facts = {
    "tree_groups": {"value": groups, "unit": "groups", "label": "groups in a 2 x 3 plate with 2 wells"},
    "wells_listed": {"value": wells, "unit": "wells", "label": "wells listed in a 2 x 3 plate"},
}
Path("facts.json").write_text(json.dumps(facts))
