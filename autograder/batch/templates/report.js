"use strict";
// Everything a student wrote goes through textContent: it is text, whatever it looks like.
const data = JSON.parse(document.getElementById("data").textContent);
const table = document.getElementById("people");
const body = table.tBodies[0];
const dialog = document.getElementById("results");

function element(kind, text, name) {
  const made = document.createElement(kind);
  made.textContent = text;
  if (name) made.className = name;
  return made;
}

// Markup with pictures is shown in a frame of its own in which nothing can run.
function framed(markup) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "");
  frame.title = "What the student saw";
  frame.srcdoc = "<style>:root{color-scheme:light dark;font:14px system-ui}</style>" + markup;
  return frame;
}

function open(button) {
  const [top, tests] = data.people[Number(button.dataset.row)];
  document.getElementById("who").textContent = button.textContent;
  document.getElementById("top").textContent = data.texts[top];
  const list = document.getElementById("list");
  list.replaceChildren();
  for (const [name, score, most, passed, output, visibility, html] of tests) {
    const line = element("div", "");
    line.append(
      element("span", passed ? "✓" : "✗", passed ? "good" : "bad"),
      element("span", data.texts[name]),
      element("span", score + "/" + most, "n"),
    );
    const result = element("div", "", "result");
    result.append(line);
    if (data.texts[visibility] !== "visible")
      result.append(element("small", "shown to the student: " + data.texts[visibility].replaceAll("_", " "), "quiet"));
    if (data.texts[output]) result.append(html ? framed(data.texts[output]) : element("pre", data.texts[output]));
    list.append(result);
  }
  dialog.showModal();
  dialog.scrollTop = 0;
}

body.addEventListener("click", (event) => {
  const button = event.target.closest("button.open");
  if (button) open(button);
});
document.getElementById("close").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

function sortBy(head) {
  const column = head.cellIndex;
  const down = head.getAttribute("aria-sort") === "ascending";
  for (const other of head.parentNode.cells) other.setAttribute("aria-sort", "none");
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const value = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
  const compare = (a, b) => {
    const [one, two] = [value(a), value(b)];
    const numbers = one !== "" && two !== "" && !isNaN(one) && !isNaN(two);
    return numbers ? one - two : one.localeCompare(two, undefined, { numeric: true });
  };
  const rows = [...body.rows].sort(compare);
  body.append(...(down ? rows.reverse() : rows));
}
for (const head of table.tHead.rows[0].cells)
  head.firstElementChild.addEventListener("click", () => sortBy(head));

const search = document.getElementById("search");
search.addEventListener("input", () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of body.rows) {
    const text = row.textContent.toLowerCase();
    row.hidden = !words.every((word) => text.includes(word));
    shown += !row.hidden;
  }
  document.getElementById("found").textContent = words.length ? shown + " found" : "";
});
