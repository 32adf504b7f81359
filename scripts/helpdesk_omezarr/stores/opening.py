"""Opens what somebody calls a store: a folder, a ZIP file, or an address."""

from __future__ import annotations

import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from helpdesk_omezarr.stores.archive import SUFFIXES, TooLarge, unpacked
from helpdesk_omezarr.stores.copying import Copy, Copying
from helpdesk_omezarr.stores.doors import file_door, folder_door, group_door
from helpdesk_omezarr.stores.finding import Finding
from helpdesk_omezarr.stores.nodes import DOCUMENTS
from helpdesk_omezarr.stores.places import Folder, Unreachable, sentence, why
from helpdesk_omezarr.stores.remote import Remote
from helpdesk_omezarr.stores.rules import rule


@contextmanager
def opened(place: str, seconds: float, *, everything: bool = False) -> Iterator[Copy]:
    """A copy of the store at ``place``, read within ``seconds``; all wells of a plate with ``everything``.

    Raises :class:`Unreachable`, with a sentence that helps.
    """
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory(prefix="explain-") as name:
        scratch = Path(name)
        if place.lower().startswith(("http://", "https://")):
            remote = Remote(place, end)
            if Path(remote.name).suffix.lower() not in SUFFIXES:
                copy = Copying(remote, scratch, end, everything=everything).done()
                if not copy.nodes and not copy.unreadable:
                    raise Unreachable(remote.refusal())
                copy.remarks += _remarks(remote)
                group_door(copy)
                yield copy
                return
            place = str(scratch / remote.name)
            Path(place).write_bytes(remote.whole())
        elif place.lower().startswith("file://"):
            place = url2pathname(urlsplit(place).path)
        elif "://" in place:
            kind = place.partition("://")[0]
            raise Unreachable(sentence("scheme", place=f"{kind}://"))
        with _local(Path(place)) as folder:
            folder_door(folder, Path(place))
            copy = Copying(Folder(folder), scratch, end, everything=everything).done()
            copy.findings += _packing(Path(place), copy)
            group_door(copy, folder)
            yield copy


def _packing(path: Path, copy: Copy) -> Iterator[Finding]:
    """How a single file is packed: https://ngff.openmicroscopy.org/rfc/9/index.html."""
    if path.suffix.lower() != ".ozx" or not path.is_file():
        return
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        deflated = [entry.filename for entry in packed.infolist() if entry.compress_type != zipfile.ZIP_STORED]
    top = copy.nodes.get("")
    if top and top.document not in names and top.document != ".zattrs":
        yield rule("ozx-top").finding(path.name, value=top.document)
    if deflated:
        yield rule("ozx-compressed").finding(path.name, value=str(len(deflated)))


def _remarks(remote: Remote) -> list[str]:
    told = ["only the metadata were read, not the pixels: copy the dataset to have its arrays checked, too"]
    if not remote.shared:
        told.append("the server sends no Access-Control-Allow-Origin, so viewers on other websites cannot read it")
    return told


@contextmanager
def _local(path: Path) -> Iterator[Path]:
    with ExitStack() as stack:
        try:
            path = path.resolve(strict=True)
            if path.is_file() and path.name in DOCUMENTS:
                path = path.parent
            if path.is_file():
                file_door(path)
            folder = stack.enter_context(unpacked(path))
        except FileNotFoundError:
            raise Unreachable(f"there is no {path}") from None
        except zipfile.BadZipFile:
            raise Unreachable(sentence("zip-damaged", name=path.name)) from None
        except TooLarge as error:
            raise Unreachable(str(error)) from None
        # RuntimeError: a loop of links, or a ZIP file with a password.
        except (OSError, RuntimeError, ValueError, zlib.error, EOFError, NotImplementedError) as error:
            if "password" in str(error) or "encrypted" in str(error):
                raise Unreachable(sentence("zip-password", name=path.name)) from None
            raise Unreachable(f"{path.name} cannot be opened: {why(error)}") from None
        yield folder
