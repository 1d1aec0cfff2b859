"""What every attack starts with: how to look for secrets and how to publish them.

An attack that gets hold of something calls `loot`. The find leaves as hexadecimal digits after
LOOT:, which no source text holds, so that it is found wherever it comes out.
"""

import re

PRELUDE = r'''import os, re, sys


def loot(what):
    """Publishes a find in every way there is."""
    what = what if isinstance(what, bytes) else str(what).encode()
    line = "LOOT:" + what[:200].hex() + "."
    print(line)
    try:
        with open("loot.txt", "a") as file:
            file.write(line)
    except OSError:
        pass
    return line


def search(data):
    """Publishes the secrets in these bytes."""
    for found in sorted(set(re.findall(rb"CANARY-[a-z]+-[0-9a-f]{16}", data))):
        loot(found)


def search_file(path):
    try:
        with open(path, "rb") as file:
            search(file.read(1 << 24))
    except OSError:
        pass


def regions(process):
    """Where the memory of a process is that it may write."""
    try:
        lines = open(f"/proc/{process}/maps").readlines()
    except OSError:
        lines = []
    for line in lines:
        span, rights, *_ = line.split()
        start, end = (int(part, 16) for part in span.split("-"))
        if rights.startswith("rw") and end - start < 1 << 29:
            yield start, end


def search_memory(process):
    try:
        with open(f"/proc/{process}/mem", "rb", 0) as memory:
            for start, end in regions(process):
                try:
                    memory.seek(start)
                    search(memory.read(end - start))
                except (OSError, OverflowError, ValueError):
                    pass
    except OSError:
        pass

'''

_LOOT = re.compile(rb"LOOT:((?:[0-9a-f]{2})+)\.")


def loot_in(data: bytes) -> list[str]:
    """What was published in these bytes."""
    found = {bytes.fromhex(digits.decode()) for digits in _LOOT.findall(data)}
    return sorted(each.decode(errors="replace") for each in found)
