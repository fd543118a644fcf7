"""Reads what /proc shows of other processes: environment, memory, descriptors, folders."""

import os


def during(name, honest, args, kwargs):
    mine = os.getuid()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            show_if_secret(open(f"/proc/{pid}/cmdline", "rb").read(), "cmdline")
            foreign = os.stat(f"/proc/{pid}").st_uid != mine and int(pid) not in (os.getpid(),)
            foreign = foreign and open(f"/proc/{pid}/status").read().split("Uid:")[1].split()[
                0
            ] != str(mine)
        except (OSError, IndexError):
            continue
        for file in ("environ", "mem", "maps", "auxv", "stack", "syscall", "pagemap", "io"):
            try:
                with open(f"/proc/{pid}/{file}", "rb") as opened:
                    data = opened.read(1 << 20)
                show_if_secret(data, file)
                if foreign and data and file in ("environ", "mem", "maps"):
                    hit(f"/proc of another process: {file}")
            except OSError:
                pass
        for file in ("cwd", "root", "exe", "fd"):
            try:
                os.listdir(f"/proc/{pid}/{file}")
                if foreign:
                    hit(f"/proc of another process: {file}")
            except OSError:
                pass
    return honest(*args, **kwargs)
