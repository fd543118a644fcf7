"""The system calls that a worker has no honest use for: refused, so that libraries fall back.

The filter is a small program that the kernel runs at every call, put together from the tables
below. Refused calls return an error instead of killing the process, because a library that probes
for a feature must live on.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import socket
import struct

from autograder.sandbox import kernel

# name: (x86_64, aarch64); None where an architecture has no such call.
_Calls = dict[str, tuple[int | None, int | None]]

_REFUSED: _Calls = {
    # other processes' memory, descriptors and scheduling
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438), "kcmp": (312, 272), "process_madvise": (440, 440),
    "process_mrelease": (448, 448), "move_pages": (279, 239), "migrate_pages": (256, 238),
    # doors around this filter, and much attacked parts of the kernel
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "bpf": (321, 280), "perf_event_open": (298, 241), "userfaultfd": (323, 282),
    "personality": (135, 92), "modify_ldt": (154, None), "vmsplice": (278, 75),
    # things that outlive a process: keys, System V IPC, message queues
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "shmget": (29, 194), "shmat": (30, 196), "shmctl": (31, 195),
    "semget": (64, 190), "semop": (65, 193), "semctl": (66, 191), "semtimedop": (220, 192),
    "msgget": (68, 186), "msgsnd": (69, 189), "msgrcv": (70, 188), "msgctl": (71, 187),
    "mq_open": (240, 180), "mq_unlink": (241, 181),
    # namespaces, mounts, handles of files out of sight
    "unshare": (272, 97), "setns": (308, 268), "chroot": (161, 51), "pivot_root": (155, 41),
    "mount": (165, 40), "umount2": (166, 39), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "fsconfig": (431, 431), "fsmount": (432, 432), "fspick": (433, 433),
    "mount_setattr": (442, 442), "open_by_handle_at": (304, 265), "name_to_handle_at": (303, 264),
    "fanotify_init": (300, 262), "open_tree_attr": (467, 467),
    # the machine
    "kexec_load": (246, 104), "kexec_file_load": (320, 294), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "swapon": (167, 224),
    "swapoff": (168, 225), "reboot": (169, 142), "acct": (163, 89), "quotactl": (179, 60),
    "quotactl_fd": (443, 443), "settimeofday": (164, 170), "clock_settime": (227, 112),
    "adjtimex": (159, 171), "clock_adjtime": (305, 266), "sethostname": (170, 161),
    "setdomainname": (171, 162), "syslog": (103, 116), "vhangup": (153, 58),
    "iopl": (172, None), "ioperm": (173, None), "lookup_dcookie": (212, 18),
}  # fmt: skip
# Memory that no count of resident pages shows; the CUDA driver may want the first of them.
_HIDDEN_MEMORY: _Calls = {
    "memfd_create": (319, 279), "memfd_secret": (447, 447),
}  # fmt: skip
# Another program knows nothing of the guards before forbidden operations.
_PROGRAMS: _Calls = {
    "execve": (59, 221), "execveat": (322, 281),
}  # fmt: skip
# With "no such call" the C library falls back to clone, whose flags can be looked at.
_CLONE3 = (435, 435)
_SOCKET, _SOCKETPAIR = (41, 198), (53, 199)
_CLONE, _IOCTL, _PRLIMIT = (56, 220), (16, 29), (302, 261)
_NEW_NAMESPACES = 0x7E020080  # every CLONE_NEW flag
_SIBLINGS = 0x8000  # CLONE_PARENT: nobody leaves the worker's family
_TIOCSTI, _TIOCLINUX = 0x5412, 0x541C  # typing into the terminal of whoever started the grading

_LOAD, _EQUAL, _SET, _RETURN = 0x20, 0x15, 0x45, 0x06
_ALLOW, _ERROR = 0x7FFF0000, 0x00050000
_NUMBER, _ARCHITECTURE, _ARGUMENT = 0, 4, 16
_ARCHITECTURES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}
_X32 = 0x40000000
_SECCOMP_MODE_FILTER = 2

_Line = tuple[int, int, int, int]  # code, jump if true, jump if false, operand


def supported() -> bool:
    """Whether there is a table for this machine."""
    return kernel.LINUX and platform.machine() in _ARCHITECTURES


def install(hidden_memory: bool, programs: bool) -> None:
    """Refuse these calls from now on, in this thread and all it starts.

    `hidden_memory` lets a worker have some that no count shows, `programs` lets it start others.
    """
    more = {**({} if hidden_memory else _HIDDEN_MEMORY), **({} if programs else _PROGRAMS)}
    put_in_force(_lines(platform.machine(), {**_REFUSED, **more}))


def put_in_force(lines: list[_Line]) -> None:
    """Hand a program to the kernel; it cannot be taken off."""
    code = b"".join(struct.pack("HBBI", *line) for line in [*lines, (_RETURN, 0, 0, _ALLOW)])
    place = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("HxxxxxxP", len(lines) + 1, ctypes.addressof(place))
    given = ctypes.create_string_buffer(header, len(header))
    kernel.prctl(kernel.PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(given))


def _lines(machine: str, refused: _Calls) -> list[_Line]:
    column, architecture = _ARCHITECTURES[machine]
    program: list[_Line] = [
        # Calls in another architecture's numbering would slip through the tables.
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, architecture),
        _fail(errno.ENOSYS),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if machine == "x86_64":
        program += [(_SET, 0, 1, _X32), _fail(errno.ENOSYS)]
    for call in refused.values():
        number = call[column]
        if number is not None:
            program += [(_EQUAL, 0, 1, number), _fail(errno.EPERM)]
    program += [(_EQUAL, 0, 1, _CLONE3[column]), _fail(errno.ENOSYS)]
    for numbers in (_SOCKET, _SOCKETPAIR):
        # Only sockets of this machine: multiprocessing speaks through them.
        program += _when(numbers[column], 0, [(_EQUAL, 1, 0, socket.AF_UNIX), _fail(errno.EPERM)])
    flags = _NEW_NAMESPACES | _SIBLINGS
    program += _when(_CLONE[column], 0, [(_SET, 0, 1, flags), _fail(errno.EPERM)])
    for request in (_TIOCSTI, _TIOCLINUX):
        program += _when(_IOCTL[column], 1, [(_EQUAL, 0, 1, request), _fail(errno.EPERM)])
    # One's own limits only.
    program += _when(_PRLIMIT[column], 0, [(_EQUAL, 1, 0, 0), _fail(errno.EPERM)])
    return program


def _fail(number: int) -> _Line:
    return (_RETURN, 0, 0, _ERROR | number)


def _when(number: int, argument: int, check: list[_Line]) -> list[_Line]:
    """For one call, look at the low half of one argument; others pass on to the next check."""
    load: _Line = (_LOAD, 0, 0, _ARGUMENT + 8 * argument)
    body = [load, *check, (_LOAD, 0, 0, _NUMBER)]
    return [(_EQUAL, 0, len(body), number), *body]
