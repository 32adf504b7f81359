"""A library that does all that a library may do to whoever tries it."""

import os
import time
from pathlib import Path

import common

PACKAGES = ["numpy"]
ABOUT = "nothing at all"
REFUSES = ("this version is not for us",)


def read(store, kind):
    if kind != "image":
        raise common.No("it reads images")
    if "/0.1/" in store:
        raise common.No("it reads nothing so old")
    if "/0.2/" in store:
        raise ValueError("this version is not for us")
    if "/0.3/" in store:
        raise KeyError("axes")
    if "/0.4/" in store:
        os.abort()
    if "/0.5/" in store:
        time.sleep(600)
    return common.labels()


def write(store, version, kind):
    if kind != "image" or version != "0.5":
        raise common.No("it writes one thing")
    Path(store).mkdir()
