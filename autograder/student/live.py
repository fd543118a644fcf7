"""The handout's page on this machine, whose figures ask the student's own functions.

A program of the course hands in, for each function, how what the page sends becomes its arguments.
One process: threads talk with the browser, and the main thread alone runs the student's code, where
a time limit can stop it. So the page never hangs, and Ctrl-C ends everything.
"""

from __future__ import annotations

import hmac
import json
import math
import os
import queue
import secrets
import sys
import threading
import webbrowser
from collections.abc import Callable, Mapping
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from autograder.student.desk import Desk, read_facts
from autograder.student.loading import stamp
from autograder.testing.marks import Marks
from autograder.testing.outcome import Call
from autograder.testing.plain import plain_data
from autograder.testing.tell import no_answer

PAGE = "handout.html"
SECONDS = 5.0  # for one answer
PATIENCE = 3.0  # for one that came late, or was kept waiting by another
POLL = 0.2  # between two looks at the files
LARGEST = 1 << 20  # bytes of a question
MOST = 1 << 22  # letters of an answer

Arguments = Mapping[str, Callable[..., tuple[Any, ...]]]


class Server(ThreadingHTTPServer):
    """Answers this machine only, and only those who know the token."""

    daemon_threads = True

    def __init__(self, folder: Path, arguments: Arguments) -> None:
        self.folder, self.arguments = folder, arguments
        self.questions: queue.Queue[tuple[str, dict[str, Any], queue.Queue[str]]] = queue.Queue()
        self.version = 0  # how often a file was saved
        self.token = secrets.token_urlsafe(16)
        super().__init__(("127.0.0.1", 0), Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):  # the page was closed meanwhile
            super().handle_error(request, client_address)

    def work(self) -> None:
        """One question after another, each to the file as it was last saved."""
        facts = replace(read_facts(self.folder), seconds=SECONDS)
        desk, seen = Desk(self.folder, facts), None
        while True:
            now = stamp(self.folder)
            if now != seen:
                desk, seen, self.version = Desk(self.folder, facts), now, self.version + 1
                desk.give_up = _give_up
            try:
                name, data, answer = self.questions.get(timeout=POLL)
            except queue.Empty:
                continue
            answer.put(self.answer(desk, name, data))

    def answer(self, desk: Desk, name: str, data: dict[str, Any]) -> str:
        try:
            given = self.arguments[name](**data)
        except Exception as error:  # the page and look.py are not of the same make
            return json.dumps({"trouble": f"look.py cannot ask `{name}` this: {error!r}"})
        with desk.open_run(name, Marks()) as run:
            outcome = run.backend(Call(name, given))
        found: dict[str, Any] = {"trouble": no_answer(outcome, name)}
        if outcome.kind == "raised" and outcome.raised:
            line = f" (line {outcome.raised.line})" if outcome.raised.line else ""
            found = {"raised": outcome.raised.type, "words": outcome.raised.message + line}
        try:
            if outcome.kind == "returned":
                found = {"value": _plain(outcome.value)}
            text = json.dumps(plain_data(found))
        except Exception:  # an object may do anything when it is asked for its numbers
            text = ""
        fits = 0 < len(text) <= MOST
        return text if fits else json.dumps({"trouble": f"no page can show what `{name}` gives"})


def _give_up() -> None:
    print("Your code did not end, and caught the signal to stop: look.py --live ends with it.")
    print("Is there a loop with `except:` in it? Write `except ValueError:`.", flush=True)


def _plain(value: Any) -> Any:
    """Numbers, words and lists of them; anything else as Python writes it."""
    if callable(getattr(value, "tolist", None)):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    if isinstance(value, (bool, int, str)) or value is None:
        return value
    return value if isinstance(value, float) and math.isfinite(value) else repr(value)


class Handler(BaseHTTPRequestHandler):
    """The page, what it asks, and whether a file was saved meanwhile."""

    server: Server
    timeout = 30

    def do_GET(self) -> None:
        wanted = self._wanted()
        if wanted == "":
            facts = {"token": self.server.token, "version": self.server.version}
            here = f"<script>kit.live = {json.dumps(facts)};</script>"
            page = (self.server.folder / PAGE).read_text(encoding="utf-8")
            self._send("text/html", page.replace("</body>", f"{here}</body>"))
        elif wanted == "version":
            self._send("application/json", json.dumps({"version": self.server.version}))
        elif wanted is not None:
            self.send_error(404)

    def do_POST(self) -> None:
        if self._wanted() is None:
            return
        length = self.headers.get("Content-Length", "")
        # A page of another site can send a form here, but no JSON without being allowed to first.
        if self.headers.get_content_type() != "application/json" or not length.isdecimal():
            return self.send_error(415)
        if int(length) > LARGEST:
            return self.send_error(413)
        answer: queue.Queue[str] = queue.Queue(1)
        try:
            asked = json.loads(self.rfile.read(int(length)))
            self.server.questions.put((str(asked["name"]), dict(asked["args"]), answer))
        except (ValueError, TypeError, KeyError, RecursionError):
            return self.send_error(400)
        try:
            self._send("application/json", answer.get(timeout=SECONDS + PATIENCE))
        except queue.Empty:
            told = {"trouble": f"`{asked['name']}` has not ended yet. If it never does: Ctrl-C"}
            self._send("application/json", json.dumps(told))

    def _wanted(self) -> str | None:
        """What is asked for behind the token; None where nobody is to be answered."""
        names = [f"{host}:{self.server.server_port}" for host in ("127.0.0.1", "localhost")]
        _, token, *rest = f"{self.path}/".split("/")
        known = hmac.compare_digest(token.encode(), self.server.token.encode())
        # A foreign name that was made to lead to this machine shows in Host.
        if self.headers.get("Host") in names and known:
            return "/".join(rest).strip("/")
        self.send_error(404)
        return None

    def _send(self, kind: str, text: str) -> None:
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        # A link on the page must not carry the token away, and no other page may show this one.
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Frame-Options", "DENY")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing: the terminal is the student's."""


def show_live(folder: Path, arguments: Arguments) -> None:
    """Serve the page of this folder until Ctrl-C."""
    if not (folder / PAGE).is_file():
        sys.exit(f"{PAGE} is not in this folder: take it out of the zip again.")
    server = Server(folder, arguments)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/{server.token}/"
    print(f"The page with your own functions: {address}")
    print("Save your file, and its figures change. Ctrl-C ends this.", flush=True)
    # Without a screen, some browsers would open inside the terminal.
    if not sys.platform.startswith("linux") or {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ):
        webbrowser.open(address)
    try:
        server.work()
    except KeyboardInterrupt:
        print()
