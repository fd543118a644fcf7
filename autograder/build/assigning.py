"""Run by the Python that has Otter: imports it once, then makes an assignment for each who asks.

    python assigning.py SOCKET

Otter takes a second to import and a quarter of one for its work. Whoever connects sends a notebook
and a folder, a line each, and gets what Otter printed, then a null byte and the exit code. The end
of standard input is the end of this program. It needs nothing of the kit.
"""

import importlib
import os
import select
import signal
import socket
import sys
import traceback
from typing import Any


def serve(address: str) -> None:
    """Until nobody is left to ask."""
    with socket.socket(socket.AF_UNIX) as server, open(0, closefd=False) as asked:
        server.bind(address)
        server.listen()
        # Whoever asks meanwhile waits.
        cli: Any = importlib.import_module("otter.cli").cli

        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children
        while True:
            waiting: list[Any] = [server, asked]
            if asked in select.select(waiting, [], [])[0]:
                return
            asker, _ = server.accept()
            if not os.fork():
                _answer(asker, cli)
            asker.close()


def _answer(asker: socket.socket, cli: Any) -> None:
    code = 1
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        with asker.makefile("r", encoding="utf-8") as lines:
            master, target = lines.readline().rstrip("\n"), lines.readline().rstrip("\n")
        os.chdir(os.path.dirname(master))
        for stream in (1, 2):
            os.dup2(asker.fileno(), stream)
        cli.main(["assign", master, target], prog_name="otter", standalone_mode=False)
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        asker.sendall(b"\0%d" % code)
        os._exit(code)


if __name__ == "__main__":
    del sys.path[0]  # the folder of this file, where a module called otter lies
    serve(sys.argv[1])
