"use strict";
// Everything a student wrote goes through textContent: it is text, whatever it looks like.
const data = JSON.parse(document.getElementById("data").textContent);
const table = document.getElementById("people");
const body = table.tBodies[0];
const results = document.getElementById("results");
const slide = document.getElementById("slide");

function element(kind, text, name) {
  const made = document.createElement(kind);
  made.textContent = text;
  if (name) made.className = name;
  return made;
}

function shownResult([name, score, most, passed, output, visibility, idea]) {
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
  const title = document.querySelector(`[id="idea-${CSS.escape(idea)}"] summary > span:last-child`);
  if (title) {
    const link = element("a", title.textContent);
    link.href = "#idea-" + idea;
    result.append(link);
  }
  if (data.texts[output]) result.append(element("pre", data.texts[output]));
  return result;
}

// A text behind a line to open; `mark` is where the looked-for function begins.
function folded(title, text, mark) {
  const made = element("details", "");
  const start = mark ? text.search(new RegExp("^(async )?(def|class) " + mark + "\\b", "m")) : -1;
  const pre = element("pre", start < 0 ? text : text.slice(0, start));
  if (start >= 0) pre.append(element("mark", text.slice(start).split("\n", 1)[0]), text.slice(start).replace(/^[^\n]*/, ""));
  made.append(element("summary", title), pre);
  made.open = start >= 0;
  return made;
}

function open(button) {
  const person = data.people[Number(button.dataset.row)];
  document.getElementById("who").textContent = button.textContent;
  document.getElementById("top").textContent = data.texts[person.top];
  document.getElementById("list").replaceChildren(...person.tests.map(shownResult));
  const work = document.getElementById("work");
  work.replaceChildren();
  const name = button.dataset.function;
  if (data.texts[person.answers]) work.append(folded("Written work", data.texts[person.answers]));
  for (const [item, points] of person.written) work.append(element("p", data.texts[item] + ": " + points));
  if (data.texts[person.code]) work.append(folded("Code", data.texts[person.code], name));
  results.showModal();
  results.scrollTop = 0;
  const mark = name && work.querySelector("mark");
  if (mark) mark.scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  const target = event.target;
  const person = target.closest("button.open");
  const link = target.closest('a[href^="#"]');
  if (person) open(person);
  else if (target.closest("button.close") || target === results || target === slide) target.closest("dialog").close();
  else if (target.closest("button.slide")) {
    const copy = target.closest("details").querySelector(target.dataset.part).cloneNode(true);
    copy.open = true;
    document.getElementById("stage").replaceChildren(copy);
    slide.showModal();
    slide.scrollTop = 0;
  } else if (link) {
    if (results.open) results.close();
    unfold(link.hash.slice(1));
  }
});

// What a link leads to may lie in something folded.
function unfold(id) {
  const goal = document.getElementById(id);
  if (!goal || !goal.closest("details, li")) return;
  for (let around = goal; around; around = around.parentElement) if (around.tagName === "DETAILS") around.open = true;
  const own = goal.querySelector("details");
  if (own) own.open = true;
  goal.scrollIntoView();
}
if (location.hash) unfold(location.hash.slice(1));

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

// Müller is found by muller, Łukasz by lukasz: letters without what stands on them.
const OTHERS = { ß: "ss", ø: "o", ł: "l", đ: "d", ı: "i", æ: "ae", œ: "oe", þ: "th", ð: "d" };
function plain(text) {
  const apart = text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  return apart.replace(/[ßøłđıæœþð]/g, (letter) => OTHERS[letter]);
}
const search = document.getElementById("search");
const section = document.getElementById("section");
function filter() {
  const words = plain(search.value).split(/\s+/).filter(Boolean);
  const wanted = section ? section.value : "";
  let shown = 0;
  for (const row of body.rows) {
    const text = plain(row.textContent);
    row.hidden = !words.every((word) => text.includes(word)) || (wanted !== "" && row.dataset.section !== wanted);
    shown += !row.hidden;
  }
  document.getElementById("found").textContent = words.length || wanted ? shown + " found" : "";
}
search.addEventListener("input", filter);
if (section) section.addEventListener("change", filter);
