"""Tries system calls that lead around a filter: io_uring, bpf, namespaces, memfd, x32, int 0x80."""

import ctypes, mmap, os

libc = ctypes.CDLL(None, use_errno=True)


def during(name, honest, args, kwargs):
    empty = ctypes.create_string_buffer(256)
    calls = {
        "io_uring": (425, 8, empty),
        "bpf": (321, 0, empty, 120),
        "userfaultfd": (323, 0),
        "perf": (298, empty, 0, -1, -1, 0),
        "unshare": (272, 0x10000000),
        "memfd": (319, b"x", 0),
        "personality": (135, 0x0040000),
        "mount": (165, b"x", b".", b"tmpfs", 0, None),
        "keyctl": (250, 0, -3, 1),
        "x32 getpid": (0x40000000 | 39,),
        "x32 socket": (0x40000000 | 41, 2, 1, 0),
        "clone": (56, 0x10000000 | 17, 0, 0, 0, 0),
        "clone3": (435, empty, 64),
        "handle": (303, -100, b"/etc/passwd", empty, empty, 0),
        "fanotify": (300, 0, 0),
    }
    for what, call in calls.items():
        result = libc.syscall(*call)
        if result == 0 and what in ("clone", "clone3"):
            os._exit(0)
        if result >= 0:
            hit(what)
    code = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    code.write(b"\x53\xb8\x14\x00\x00\x00\xcd\x80\x5b\xc3")
    address = ctypes.addressof(ctypes.c_char.from_buffer(code))
    if os.fork() == 0:
        os._exit(1 if ctypes.CFUNCTYPE(ctypes.c_int)(address)() > 0 else 0)
    if os.waitstatus_to_exitcode(os.wait()[1]) == 1:
        hit("int 0x80 reaches the kernel unfiltered")
    return honest(*args, **kwargs)
