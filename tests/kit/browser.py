"""A headless Chromium, driven over its DevTools pipe: a page as a person would meet it."""

from __future__ import annotations

import base64
import contextlib
import itertools
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

QUIET = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run
--disable-background-networking --disable-component-update --disable-sync
--disable-dev-shm-usage --remote-debugging-pipe"""

# Chromium reads its orders from descriptor 3 and answers on 4.
START = """
import os, sys
orders, answers, *line = sys.argv[1:]
# First out of the way: either may be 3 or 4 itself.
high = [os.dup(os.dup(os.dup(int(fd)))) for fd in (orders, answers)]
os.dup2(high[0], 3)
os.dup2(high[1], 4)
os.execv(line[0], line)
"""


def find_chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    raise RuntimeError("pages are tested in Chromium: `apt-get install chromium`")


class Browser:
    """One page. Everything that the page asks the network for, or complains of, is noted."""

    def __init__(self) -> None:
        self.profile = tempfile.mkdtemp(prefix="chromium-")
        ours_in, theirs_out = os.pipe()
        theirs_in, ours_out = os.pipe()
        line = [sys.executable, "-c", START, str(theirs_in), str(theirs_out), find_chromium()]
        self.process = subprocess.Popen(
            [*line, *QUIET.split(), f"--user-data-dir={self.profile}", "about:blank"],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self.reading, self.writing = ours_in, ours_out
        self.numbers = itertools.count(1)
        self.bytes = b""
        self.session = ""
        self.requests: list[str] = []
        self.complaints: list[str] = []
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        self.session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.ask(f"{domain}.enable")

    def close(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self.reading)
        os.close(self.writing)
        shutil.rmtree(self.profile, ignore_errors=True)

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        number = next(self.numbers)
        order: dict[str, Any] = {"id": number, "method": method, "params": parameters}
        if self.session:
            order["sessionId"] = self.session
        os.write(self.writing, json.dumps(order).encode() + b"\0")
        while True:
            message = self._next()
            if message.get("id") == number:
                assert "error" not in message, message
                result: dict[str, Any] = message["result"]
                return result

    def _next(self, patience: float = 60) -> dict[str, Any]:
        end = time.monotonic() + patience
        while b"\0" not in self.bytes:
            ready, _, _ = select.select([self.reading], [], [], max(0, end - time.monotonic()))
            assert ready, "Chromium does not answer"
            data = os.read(self.reading, 1 << 16)
            assert data, "Chromium has ended"
            self.bytes += data
        line, _, self.bytes = self.bytes.partition(b"\0")
        message: dict[str, Any] = json.loads(line)
        method, facts = message.get("method"), message.get("params", {})
        if method == "Network.requestWillBeSent":
            self.requests.append(facts["request"]["url"])
        elif method == "Runtime.exceptionThrown":
            self.complaints.append(str(facts["exceptionDetails"]))
        elif method == "Log.entryAdded":
            self.complaints.append(facts["entry"]["text"])
        return message

    def open(self, path: Path) -> None:
        self.ask("Page.navigate", url=path.as_uri())
        self.arrive()

    def arrive(self) -> None:
        """Wait for the page that something has led to."""
        while self._next().get("method") != "Page.loadEventFired":
            pass

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def press(self, key: str, code: int) -> None:
        text = "\r" if key == "Enter" else ""
        facts = {"key": key, "windowsVirtualKeyCode": code, "text": text}
        self.ask("Input.dispatchKeyEvent", type="keyDown", **facts)
        self.ask("Input.dispatchKeyEvent", type="keyUp", key=key, windowsVirtualKeyCode=code)

    def be(self, width: int, dark: bool = False, medium: str = "") -> None:
        """A screen of this width, light or dark; or paper."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.ask("Emulation.setEmulatedMedia", media=medium, features=[scheme])

    def violations(self) -> list[str]:
        """What axe finds wrong with the page as it stands: rule and first place of each."""
        rules = Path(sys.prefix) / "axe" / "node_modules" / "axe-core" / "axe.min.js"
        assert rules.is_file(), (
            f"{rules} is missing: run `{sys.executable} scripts/setup.py system .venv`"
        )
        self.run(rules.read_text(encoding="utf-8") + ";0")
        answer = self.ask(
            "Runtime.evaluate",
            expression="axe.run().then(r => r.violations.map(v => v.id + ' ' + v.nodes[0].html))",
            awaitPromise=True,
            returnByValue=True,
        )
        found: list[str] = answer["result"]["value"]
        return found

    def picture(self, path: Path) -> None:
        shot = self.ask("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(shot["data"]))
