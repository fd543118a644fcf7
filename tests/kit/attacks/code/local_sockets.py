"""Speaks to every local socket of the machine: the spawner's, other graders', services'."""

import os, socket


def during(name, honest, args, kwargs):
    with open("/proc/net/unix") as table:
        names = {line.split()[-1] for line in table if len(line.split()) == 8}
    for address in names | {"/var/run/docker.sock", "/run/dbus/system_bus_socket"}:
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
            line = socket.socket(socket.AF_UNIX, kind)
            try:
                line.connect(address.replace("@", "\0", 1) if address.startswith("@") else address)
                if "autograder" in address or "docker" in address:
                    hit("connected to " + address)
            except OSError:
                pass
            line.close()
    return honest(*args, **kwargs)
