"""Sends open descriptors and the spawner's word for a keeper over every socket."""

import array, os, socket, stat


def during(name, honest, args, kwargs):
    for fd in range(3, 256):
        try:
            if stat.S_ISSOCK(os.fstat(fd).st_mode):
                line = socket.socket(fileno=os.dup(fd))
                mine, other = socket.socketpair()
                line.sendmsg(
                    [b"k"],
                    [
                        (
                            socket.SOL_SOCKET,
                            socket.SCM_RIGHTS,
                            array.array("i", [other.fileno()] * 20),
                        )
                    ],
                )
                mine.settimeout(0.05)
                if mine.recv(10):
                    hit("a second keeper")
        except OSError:
            pass
    return honest(*args, **kwargs)
