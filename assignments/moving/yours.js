// The student's own function beside the right answer, where the page comes from `look.py --live`.
"use strict";
(() => {
  const { el, row, panel, table, picture, short, largest } = kit.tools;

  // What the figures ask now, by function: the arguments, the right answer, what wrong ideas answer.
  kit.asked = {};
  const same = (a, b) =>
    Array.isArray(b)
      ? Array.isArray(a) && a.length === b.length && b.every((x, i) => same(a[i], x))
      : typeof b === "number"
        ? typeof a === "number" && Math.abs(a - b) <= 1e-4 * Math.max(1, Math.abs(b))
        : a === b;
  const isMatrix = (a) =>
    Array.isArray(a) && a.length > 0 && a.every((l) => l.length && l.every?.(Number.isFinite));
  const size = (a) =>
    Array.isArray(a) ? [a.length, ...(Array.isArray(a[0]) ? [size(a[0])] : [])].join("×") : "";
  const sketch = (name, value, span) => {
    if (Array.isArray(value?.[0]?.[0]))
      return sketch(value.length > 1 ? `${name}, the first map` : name, value[0], span);
    if (!isMatrix(value)) return panel(name, el("output", {}, JSON.stringify(value)));
    if (value[0].length > 12) {
      const drawn = picture(name);
      drawn.draw(value, { span });
      return panel(name, drawn.node);
    }
    const drawn = table(name);
    drawn.draw(value.length, value[0].length, (r, c) => ({
      text: short(value[r][c]),
      tint: value[r][c] / (span || 1),
    }));
    return panel(name, drawn.node);
  };
  const fetched = (path, ...how) =>
    fetch(`/${kit.live.token}/${path}`, ...how).then((answer) => answer.json());
  const fromStudent = (name, args) =>
    fetched("ask", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ name, args }),
    }).catch(() => ({ trouble: "No answer: look.py --live has ended. Start it again." }));

  // Where the page comes from `look.py --live`: `ask` shows the student's answer, the right one, and the
  // wrong ideas that give the same answer. Elsewhere it only notes what would be asked.
  const yours = () => {
    if (kit.live) watch();
    const verdict = el("p", { "aria-live": "polite" }),
      pictures = row();
    const node = kit.live
      ? el("section", { class: "yours", "aria-label": "Your own code" }, verdict, pictures)
      : "";
    let wanted = null,
      last = null,
      busy = false;
    const show = (name, { value, raised, words, trouble }, right, ideas) => {
      const told = (kind, ...text) => {
        node.dataset.verdict = kind;
        verdict.replaceChildren(...text);
      };
      const span = largest(Array.isArray(right) ? right : []);
      pictures.replaceChildren(...(right?.raised ? [] : [sketch("the right answer", right, span)]));
      if (trouble) return told("trouble", trouble);
      if (raised) {
        const due = right?.raised === raised;
        return told(
          due ? "same" : "raised",
          `Your ${name} ${due ? "refuses this, as it should" : "stops"}: ${raised}: ${words}`,
        );
      }
      pictures.prepend(sketch(`your ${name}`, value, span));
      if (right?.raised)
        return told("other", `Your ${name} gives an answer where it should raise ${right.raised}.`);
      if (same(value, right)) return told("same", `Your ${name} gives the right answer.`);
      const alike = Object.keys(ideas).filter((heading) => same(value, ideas[heading]));
      const sizes =
        size(value) === size(right)
          ? ""
          : ` It is ${size(value) || "one number"}, not ${size(right) || "one number"}.`;
      const names = alike.flatMap((heading, i) => [
        i ? ", or " : " It looks like this: ",
        el("strong", {}, heading),
      ]);
      const more = alike.length > 1 ? ". Other numbers tell which." : alike.length ? "." : "";
      told(alike.length ? "idea" : "other", `Your ${name} gives another answer.${sizes}`, ...names, more);
    };
    const send = async () => {
      if (busy) return;
      busy = true;
      while (wanted) {
        const [name, args, right, ideas] = wanted;
        wanted = null;
        const slow = setTimeout(() => verdict.replaceChildren(`Your ${name} takes long …`), 700);
        const answer = await fromStudent(name, args);
        clearTimeout(slow);
        show(name, answer, right, ideas);
      }
      busy = false;
    };
    document.addEventListener("kit-saved", () => {
      wanted = last;
      send();
    });
    const ask = (name, args, right, ideas = {}) => {
      const others = Object.fromEntries(Object.entries(ideas).filter(([, answer]) => !same(answer, right)));
      kit.asked[name] = { args, right, ideas: others };
      if (!kit.live) return;
      wanted = last = [name, args, right, others];
      send();
    };
    return { node, ask };
  };
  // A file was saved: every figure asks again.
  let watching = false;
  const watch = () => {
    let seen = kit.live.version;
    if (!watching)
      setInterval(async () => {
        const { version } = await fetched("version").catch(() => ({}));
        if (version !== undefined && version !== seen) document.dispatchEvent(new Event("kit-saved"));
        seen = version ?? seen;
      }, 600);
    watching = true;
  };

  kit.tools.yours = yours;
})();
