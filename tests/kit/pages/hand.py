"""A hand on one figure of a page: real mouse, touch and keyboard events, and what the figure shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

KEYS = {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}


class Hand:
    """Moves the figure `name` of the page that the browser has open."""

    def __init__(self, browser: Any, name: str) -> None:
        self.browser = browser
        self.root = f"document.querySelector('figure[data-figure={name}] > div')"

    def shows(self, key: str) -> str:
        """One of the numbers that the figure writes beside its drawing."""
        value: str = self.browser.run(f"{self.root}.dataset.{key}")
        return value

    def says(self) -> str:
        text: str = self.browser.run(f"{self.root}.querySelector('.says').textContent")
        return text

    def one(self, selector: str, begins: str = "") -> str:
        """An expression for the element that has this text in front."""
        return (
            f"[...{self.root}.querySelectorAll({json.dumps(selector)})].find(each =>"
            f" each.textContent.startsWith({json.dumps(begins)}))"
        )

    def slide(self, label: str, by: int) -> None:
        """A slider, moved by arrow keys."""
        self.browser.run(f"{self.one('.range', label)}.querySelector('input').focus()")
        self.keys("ArrowRight" if by > 0 else "ArrowLeft", abs(by))

    def keys(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            if key in KEYS:
                self.browser.press(key, KEYS[key])
            else:
                self.browser.ask("Input.dispatchKeyEvent", type="keyDown", key=key, text=key)
                self.browser.ask("Input.dispatchKeyEvent", type="keyUp", key=key)

    def write(self, number: int, text: str) -> None:
        """Another number into one of a kernel's fields, typed."""
        self.browser.run(f"{self.root}.querySelectorAll('.numbers input')[{number}].select()")
        self.browser.run(f"{self.root}.querySelectorAll('.numbers input')[{number}].focus()")
        self.browser.ask("Input.insertText", text=text)

    def click(self, selector: str, begins: str = "") -> None:
        self.drag(self.one(selector, begins))

    def drag(self, element: str, across: float = 0, down: float = 0, touch: bool = False) -> None:
        """Down on an element's middle, along, and up again; a click where the way is none."""
        self.browser.run(f"{element}.scrollIntoView({{block: 'center'}})")
        x, y = self.browser.run(
            f"(box => [box.x + box.width / 2, box.y + box.height / 2])"
            f"({element}.getBoundingClientRect())"
        )
        ends = [(x + share * across, y + share * down) for share in (0, 0.5, 1)]
        for number, (left, top) in enumerate((*ends, ends[-1])):
            kind = ("start", "move", "move", "end")[number]
            if touch:
                points = [] if kind == "end" else [{"x": left, "y": top}]
                self.browser.ask(
                    "Input.dispatchTouchEvent", type=f"touch{kind.title()}", touchPoints=points
                )
                continue
            word = {"start": "mousePressed", "move": "mouseMoved", "end": "mouseReleased"}[kind]
            facts = {"button": "left", "buttons": int(kind != "end"), "clickCount": 1}
            self.browser.ask("Input.dispatchMouseEvent", type=word, x=left, y=top, **facts)

    def choose(self, path: Path) -> None:
        """A file into the figure's file chooser; waits until the figure shows it."""
        ask, before = self.browser.ask, self.says()
        ask("DOM.enable")
        chooser = ask("Runtime.evaluate", expression=f"{self.root}.querySelector('[type=file]')")
        ask("DOM.setFileInputFiles", files=[str(path)], objectId=chooser["result"]["objectId"])
        self.browser.ask(
            "Runtime.evaluate",
            expression=f"(async () => {{ while ({self.root}.querySelector('.says').textContent"
            f" === {json.dumps(before)}) await new Promise(requestAnimationFrame); }})()",
            awaitPromise=True,
        )

    def size(self, element: str) -> float:
        """How wide an element is on the screen."""
        wide: float = self.browser.run(f"{element}.getBoundingClientRect().width")
        return wide
