// Brings the figure NAME to life: `build(root, data)` fills an empty <div> in place of the still
// picture. `data` has what moving/*.json holds, by the files' names. Should a script fail, the
// picture comes back.
const kit = {
  figure(name, build) {
    const start = () => {
      const data = {};
      for (const each of document.querySelectorAll('script[id^="data-"]')) {
        data[each.id.slice(5)] = JSON.parse(each.textContent);
      }
      for (const figure of document.querySelectorAll(`figure[data-figure="${name}"]`)) {
        const still = figure.querySelector("img");
        const root = figure.appendChild(document.createElement("div"));
        still.hidden = true;
        try {
          build(root, data);
        } catch (error) {
          root.remove();
          still.hidden = false;
          throw error;
        }
      }
    };
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
    else start();
  },
};
