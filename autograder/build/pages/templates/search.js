// Sections that hold every word of the query, those with a word in the heading first.
const SHOWN = 30, AROUND = 90;
const index = JSON.parse(document.getElementById("index").textContent);
const query = document.getElementById("query");
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const entries = index.map(([href, heading, page, words]) =>
  ({ href, heading, page, words, head: plain(`${heading} ${page}`), body: plain(words) }));

function score(entry, wanted) {
  let sum = 0;
  for (const word of wanted) {
    const inHead = entry.head.includes(word), often = entry.body.split(word).length - 1;
    if (!inHead && !often) return 0;
    sum += (inHead ? 20 : 0) + Math.min(often, 10);
  }
  return sum;
}

// The words around the first hit; each hit is marked where the plain text is as long as the text.
function excerpt(entry, wanted) {
  const shown = document.createElement("p");
  const at = Math.max(0, ...wanted.map((word) => entry.body.indexOf(word)));
  const from = at > AROUND ? entry.words.lastIndexOf(" ", at - AROUND / 2) + 1 : 0;
  const text = entry.words.slice(from, from + 2 * AROUND);
  const escaped = wanted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (from) shown.append("… ");
  text.split(new RegExp(`(${escaped.join("|")})`, "iu")).forEach((piece, odd) => {
    const part = odd % 2 ? shown.appendChild(document.createElement("mark")) : shown;
    part.append(piece);
  });
  if (from + 2 * AROUND < entry.words.length) shown.append(" …");
  return shown;
}

function search() {
  const wanted = plain(query.value).split(/\s+/).filter(Boolean);
  const hits = entries.map((entry) => ({ entry, worth: wanted.length ? score(entry, wanted) : 0 }))
    .filter((hit) => hit.worth).sort((a, b) => b.worth - a.worth);
  document.getElementById("results").replaceChildren(...hits.slice(0, SHOWN).map(({ entry }) => {
    const item = document.createElement("li"), link = document.createElement("a");
    link.href = entry.href;
    link.textContent = entry.heading;
    item.append(link);
    if (entry.page !== entry.heading) item.append(` · ${entry.page}`);
    item.append(excerpt(entry, wanted));
    return item;
  }));
  document.getElementById("found").textContent = !wanted.length ? ""
    : `${hits.length} found${hits.length > SHOWN ? `, the best ${SHOWN} shown` : ""}`;
}

query.value = new URLSearchParams(location.search).get("q") ?? "";
query.addEventListener("input", search);
query.focus();
search();
