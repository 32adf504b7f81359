import json
import re
import threading
import urllib.request
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import zarr


class Handler(SimpleHTTPRequestHandler):
    """Serves files and parts of files, as every object storage does, and counts what it sends."""

    requests = sent = 0
    lock = threading.Lock()
    cors = False

    def do_GET(self):
        path = Path(self.translate_path(self.path))
        body = path.read_bytes() if path.is_file() else b""
        wanted = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        status = 200 if path.is_file() else 404
        if wanted and path.is_file():
            first, last = wanted.groups()
            start = int(first) if first else len(body) - int(last)
            end = int(last) + 1 if first and last else len(body)
            status, total, body = 206, len(body), body[start:end]
        self.send_response(status)
        if status == 206:
            self.send_header("Content-Range", f"bytes {start}-{start + len(body) - 1}/{total}")
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(len(body)))
        if Handler.cors:
            self.send_header("Access-Control-Allow-Origin", "*")
        with Handler.lock:  # before the reply is sent: the reader may be done with it at once
            Handler.requests += 1
            Handler.sent += len(body) if self.command == "GET" else 0
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)

    do_HEAD = do_GET

    def log_message(self, *arguments):
        pass


def measure(path, crop=...):
    """Requests and bytes to read ``crop`` of an array, its metadata not counted."""
    array = zarr.open_array(f"{url}/{path}", mode="r", zarr_format=3)
    Handler.requests = Handler.sent = 0
    array[crop]
    return Handler.requests, Handler.sent


store = "v05/remote.ome.zarr"
pixels = zarr.open_array(f"{store}/0", mode="r")[:]
zarr.create_array("sharded.zarr", data=pixels, chunks=(128, 128), shards=(512, 512))
server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory="."))
threading.Thread(target=server.serve_forever, daemon=True).start()
url = f"http://127.0.0.1:{server.server_port}"

region = (slice(256, 512), slice(256, 512))
reads = {
    "level0": ("all of level 0, 1024 x 1024 pixels", f"{store}/0", ...),
    "crop": ("a crop of 256 x 256 pixels of level 0", f"{store}/0", region),
    "coarsest": ("all of the coarsest level, 256 x 256 pixels", f"{store}/1", ...),
    "sharded_crop": ("the same crop when the chunks are in shards", "sharded.zarr", region),
}
facts = {}
for name, (words, path, crop) in reads.items():
    requests, sent = measure(path, crop)
    facts[f"{name}_requests"] = {"value": requests, "unit": "requests", "label": f"HTTP requests to read {words}"}
    facts[f"{name}_bytes"] = {"value": sent, "unit": "bytes", "label": f"bytes sent over HTTP to read {words}"}
words = "the region of the crop: rows, columns"
facts["crop_region"] = {"value": ", ".join(f"{side.start}:{side.stop}" for side in region), "label": words}
share = round(100 * facts["crop_bytes"]["value"] / facts["level0_bytes"]["value"], 1)
facts["crop_share"] = {"value": share, "unit": "%", "label": "bytes of the crop, of all bytes of level 0"}

for name, Handler.cors in [("no_cors_reply", False), ("cors_reply", True)]:
    with urllib.request.urlopen(f"{url}/{store}/zarr.json") as reply:
        value = reply.headers.get("Access-Control-Allow-Origin", "no such header")
    words = "with" if Handler.cors else "without"
    label = f"Access-Control-Allow-Origin in the reply of a server {words} CORS"
    facts[name] = {"value": value, "unit": "", "label": label}
server.shutdown()
Path("facts.json").write_text(json.dumps(facts))
