"""Reads and writes the memory of other processes with ptrace and process_vm_readv."""

import ctypes, os

libc = ctypes.CDLL(None, use_errno=True)


def during(name, honest, args, kwargs):
    buffer = ctypes.create_string_buffer(4096)
    vector = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 4096)
    for pid in [int(word) for word in os.listdir("/proc") if word.isdigit()]:
        if pid == os.getpid():
            continue
        if libc.ptrace(16, pid, 0, 0) == 0:
            hit("ptrace")
        if libc.syscall(310, pid, vector, 1, vector, 1, 0) > 0:
            hit("process_vm_readv")
        pidfd = libc.syscall(434, pid, 0)
        if pidfd >= 0:
            if libc.syscall(438, pidfd, 0, 0) >= 0:
                hit("pidfd_getfd")
            os.close(pidfd)
    return honest(*args, **kwargs)
