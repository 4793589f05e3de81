"""Facts of the machine and the versions, for the record."""

import os
import platform
import subprocess
from pathlib import Path

SPEED = ("avx2", "avx512f", "avx512_bf16", "amx_tile", "amx_bf16")


def facts():
    model, flags = processor()
    return {
        "system": platform.platform(),
        "processor": model,
        "cores": cores(),
        "flags": [flag for flag in SPEED if flag in flags],
        "memory_mib": memory_mib(),
        "load_average": list(os.getloadavg()),
    }


def cores():
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def computes_bf16():
    flags = processor()[1]
    return "amx_bf16" in flags or "avx512_bf16" in flags


def processor():
    """The processor's name and its flags; outside Linux without flags."""
    listing = Path("/proc/cpuinfo")
    lines = listing.read_text().splitlines() if listing.is_file() else []
    said = {}
    for name, colon, value in (line.partition(":") for line in lines):
        if colon:
            said.setdefault(name.strip(), value.strip())
    return said.get("model name", platform.processor() or platform.machine()), set(said.get("flags", "").split())


def memory_mib():
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    except (ValueError, OSError):
        return None


def java_version(java):
    told = subprocess.run([java, "-version"], capture_output=True, text=True)
    return told.stderr.splitlines()[0] if told.stderr else "unknown"
