"""`look.py --live`: the handout's page asks the student's own functions, and nobody else's."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from autograder.build.student import student_files
from autograder.course.load import load_course
from autograder.judge.ideas import composed_source, misconceptions
from autograder.student import live
from autograder.student.desk import Desk, read_facts

ROOT = Path(__file__).resolve().parents[3]
PAGE = "<!doctype html><body><p>words</p></body>"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kit").mkdir()
    facts = {"files": ["words.py"], "seconds": 0.3}
    (tmp_path / "kit" / "assignment.json").write_text(json.dumps(facts), encoding="utf-8")
    (tmp_path / "handout.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "words.py").write_text("def shout(text): return text.upper()\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[live.Server]:
    server = live.Server(folder, {"shout": lambda text: (text,)})
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def got(server: live.Server, method: str, path: str, body: bytes = b"", **headers: str) -> Any:
    line = http.client.HTTPConnection("127.0.0.1", server.server_port)
    line.putrequest(method, path, skip_host="Host" in headers)
    for name, value in ({"Content-Length": str(len(body))} | headers).items():
        line.putheader(name.replace("_", "-"), value)
    line.endheaders(body)
    return line.getresponse()


def test_the_page_is_for_those_who_know_the_token_and_come_from_this_machine(server):
    home = f"/{server.token}/"
    page = got(server, "GET", home)
    assert f'kit.live = {{"token": "{server.token}", "version": 0}}' in page.read().decode()
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert server.server_address[0] == "127.0.0.1"
    for path in ("/", "/handout.html", "/wrong/", f"/{server.token[:-1]}/"):
        assert got(server, "GET", path).status == 404
    elsewhere = f"example.org:{server.server_port}"
    assert got(server, "GET", home, Host=elsewhere).status == 404
    assert got(server, "GET", f"{home}words.py").status == 404


@pytest.mark.parametrize(
    ("status", "body", "headers"),
    [
        (415, b'{"name": "shout", "args": {}}', {"Content-Type": "text/plain"}),
        (413, b"", {"Content-Type": "application/json", "Content-Length": "9" * 9}),
        (400, b"{]", {"Content-Type": "application/json"}),
        (400, b'["shout"]', {"Content-Type": "application/json"}),
    ],
)
def test_what_is_no_question_of_the_page_is_refused(server, status, body, headers):
    assert got(server, "POST", f"/{server.token}/ask", body, **headers).status == status
    assert server.questions.empty()


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        ("return [text.upper(), 1.5]", {"value": ["HO", 1.5]}),
        ("return float('nan')", {"value": "nan"}),
        ("raise ValueError('no')", {"raised": "ValueError", "words": "no (line 1)"}),
        ("raise NotImplementedError('Not written yet: shout')", "`shout` is not written yet"),
        ("return 'o' * 9_000_000", "no page can show what `shout` gives"),
        ("return type('Odd', (), {'tolist': lambda self: 1 / 0})()", "no page can show what"),
        ("return (", "words.py could not be imported: Python cannot"),
        ("return\ndel shout", "there is no function called `shout` in your file"),
        ("\n  while True: pass", "stopped after 0.3 s: is there a loop that never ends?"),
    ],
)
def test_whatever_the_students_function_does_becomes_an_answer(server, folder, code, answer):
    (folder / "words.py").write_text(f"def shout(text): {code}\n", encoding="utf-8")
    told = json.loads(server.answer(Desk(folder, read_facts(folder)), "shout", {"text": "ho"}))
    if isinstance(answer, str):
        assert told["trouble"].startswith(answer)
    else:
        assert told == answer


def test_a_question_that_look_py_cannot_ask_is_said_to_be_one(server, folder):
    desk = Desk(folder, read_facts(folder))
    assert "look.py cannot ask `sing` this" in server.answer(desk, "sing", {})
    assert "look.py cannot ask `shout` this" in server.answer(desk, "shout", {"loud": 1})


def test_a_change_in_any_file_is_seen(server, folder):
    facts = replace(read_facts(folder), files=("words.py", "marks.py"), optional=("spare.py",))
    (folder / "words.py").write_text(
        "import marks, spare\ndef shout(text): return spare.more(text)"
    )
    (folder / "spare.py").write_text("import marks\ndef more(text): return text + marks.MARK")
    for mark in ("!", "!!", "!!!"):
        (folder / "marks.py").write_text(f"MARK = {mark!r}")
        told = json.loads(server.answer(Desk(folder, facts), "shout", {"text": "ho"}))
        assert told == {"value": f"ho{mark}"}


def test_without_its_page_the_program_says_where_to_find_it(folder):
    (folder / "handout.html").unlink()
    with pytest.raises(SystemExit, match=r"handout\.html is not in this folder"):
        live.show_live(folder, {})


def test_a_wrong_idea_is_named_and_a_saved_correction_seen(chromium, tmp_path):
    assignment = load_course(ROOT).assignment("02_cross_correlate")
    for name, data in student_files(assignment).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    ideas = {idea.name: idea for idea in misconceptions(assignment)}
    wrong = composed_source(assignment, ideas["kernel_turned_around"])["cross_correlate.py"]
    (tmp_path / "cross_correlate.py").write_text(wrong, encoding="utf-8")
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "PYTHONPATH"}
    process = subprocess.Popen(
        [sys.executable, "look.py", "--live"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
        # Whoever starts the tests in the background has had Ctrl-C ignored, for all that they start.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        env={name: value for name, value in os.environ.items() if name not in hidden},
    )
    try:
        assert process.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:\d+/\S+/", process.stdout.readline())
        assert address is not None
        chromium.complaints.clear()
        chromium.ask("Page.navigate", url=address[0])
        chromium.arrive()
        yours = "document.querySelector('figure[data-figure=slide] .yours')"
        wait_for(chromium, f"{yours}.dataset.verdict === 'idea'")
        assert "The kernel is turned around by 180 degrees" in chromium.run(f"{yours}.textContent")
        names = f"[...{yours}.querySelectorAll('.name')].map(each => each.textContent)"
        assert chromium.run(names) == ["your cross_correlate2d", "the right answer"]
        right = next(iter(assignment.solutions())).read_text(encoding="utf-8")
        (tmp_path / "cross_correlate.py").write_text(right, encoding="utf-8")
        wait_for(chromium, f"{yours}.dataset.verdict === 'same'")
        assert chromium.complaints == []
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    finally:
        process.kill()
        chromium.ask("Page.navigate", url="about:blank")  # else it goes on asking for the version


def wait_for(chromium: Any, condition: str) -> None:
    answer = chromium.ask(
        "Runtime.evaluate",
        expression=f"(async () => {{ for (let tries = 0; tries < 600 && !({condition}); tries++)"
        f" await new Promise(again => setTimeout(again, 50)); return {condition}; }})()",
        awaitPromise=True,
        returnByValue=True,
    )
    assert answer["result"].get("value") is True, chromium.run("document.body.innerText")
