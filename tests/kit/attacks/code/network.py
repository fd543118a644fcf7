"""Opens sockets of every family, and asks for a name."""

import socket


def during(name, honest, args, kwargs):
    for family in range(2, 46):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW, socket.SOCK_SEQPACKET):
            try:
                socket.socket(family, kind).close()
                hit(f"socket of family {family}")
            except OSError:
                pass
    for address in ("example.org", "localhost", "127.0.0.1"):
        try:
            socket.create_connection((address, 53), 0.2)
            hit("connected")
        except OSError:
            pass
    return honest(*args, **kwargs)
