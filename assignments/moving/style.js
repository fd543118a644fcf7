// How the moving figures look; the colours are the page's.
"use strict";
(() => {
  const STYLE = `
.moving > div { --cell: clamp(1.5rem, 7vw, 2.3rem); display: grid; gap: .9rem; margin: .5rem 0; min-width: 0;
  color: var(--ink); font-size: .95rem; line-height: 1.45; text-align: left; }
.moving > div p { margin: 0; } .moving > div [hidden] { display: none; }
.moving > div .row { display: flex; flex-wrap: wrap; gap: .7rem 1.6rem; align-items: flex-start; }
.moving > div .panel { display: grid; grid-template-columns: minmax(0, auto); gap: .35rem; justify-items: start; align-content: start;
  min-width: 0; max-width: 100%; overflow-x: auto; padding: 2px; margin: -2px; }
.moving > div .name { font-size: .85rem; color: var(--muted); }
.moving > div .terms { font-variant-numeric: tabular-nums; }
.moving > div .says { min-height: 2.9em; max-width: 46rem; }
.moving > div .range { display: grid; gap: .15rem; flex: 1 1 8rem; max-width: 14rem; font-size: .85rem; }
.moving > div .range span { display: flex; justify-content: space-between; gap: .5rem; color: var(--muted); }
.moving > div output { color: var(--ink); font-variant-numeric: tabular-nums; font-weight: 600; }
.moving > div input { accent-color: var(--accent); font: inherit; color: inherit; width: auto; max-width: 100%; }
.moving > div input[type=range] { width: 100%; margin: 0; height: 1.6rem; padding: 0; border: 0; background: none; }
.moving > div fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
.moving > div legend { padding: 0 0 .2rem; font-size: .85rem; color: var(--muted); }
.moving > div .choice label { position: relative; display: inline-block; }
.moving > div .choice input { position: absolute; inset: 0; width: 100%; height: 100%; opacity: 0; margin: 0; cursor: pointer; }
.moving > div .choice span, .moving > div button { display: inline-block; font: inherit; font-size: .85rem; line-height: 1.3;
  padding: .38rem .75rem; margin: 0 .3rem .3rem 0; color: var(--ink); background: transparent;
  border: 1px solid var(--line); border-radius: 999px; cursor: pointer; }
.moving > div .choice input:checked + span { border-color: var(--accent);
  background: color-mix(in srgb, var(--accent) 18%, var(--paper)); }
.moving > div button:hover, .moving > div .choice input:hover + span { border-color: var(--ink); }
.moving > div button:disabled { color: var(--muted); cursor: default; border-style: dashed; }
.moving > div :focus-visible, .moving > div .choice input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: 2px; }
.moving > div table { border-collapse: separate; border-spacing: 1px; margin: 0; width: auto; display: table; }
.moving > div td { width: var(--cell); height: var(--cell); min-width: var(--cell); padding: 0; border: 0; box-sizing: border-box;
  text-align: center; vertical-align: middle; line-height: 1; font-size: calc(var(--cell) * .45); font-variant-numeric: tabular-nums;
  background: color-mix(in srgb, var(--line) 35%, var(--paper)); color: var(--ink); outline-offset: -2px; }
.moving > div td.outside { background: transparent; box-shadow: inset 0 0 0 1px var(--line); color: var(--muted); }
.moving > div td.none { background: transparent; }
.moving > div td.window { box-shadow: inset 0 0 0 2px var(--accent); }
.moving > div td.here { box-shadow: inset 0 0 0 2px var(--accent-2); }
.moving > div table.drag { touch-action: none; user-select: none; cursor: grab; }
.moving > div .numbers { display: inline-grid; gap: 2px; }
.moving > div .numbers input { width: 3.1rem; height: 2.1rem; box-sizing: border-box; padding: .1rem .2rem; text-align: center;
  background: var(--paper); border: 1px solid var(--line); border-radius: 4px; font-variant-numeric: tabular-nums; appearance: textfield; -moz-appearance: textfield; }
.moving > div .numbers input::-webkit-inner-spin-button { display: none; }
.moving > div canvas { display: block; max-width: 100%; image-rendering: pixelated; border: 1px solid var(--line); box-sizing: border-box; }
.moving > div canvas.drag { touch-action: none; cursor: grab; }
.moving > div svg { display: block; width: 100%; height: auto; overflow: visible; }
.moving > div svg text { fill: var(--ink); font-size: 12px; font-variant-numeric: tabular-nums; }
.moving > div svg text.quiet { fill: var(--muted); }
.moving > div .score { display: grid; grid-template-columns: 1em minmax(4.5rem, 13rem) 2.8em; gap: .4rem;
  align-items: center; font-size: .85rem; line-height: 1.2; font-variant-numeric: tabular-nums; }
.moving > div .score .bar { height: .8rem; min-width: 1px; }
.moving > div .score :last-child { text-align: right; }
.moving > div .yours { border-top: 1px solid var(--line); padding-top: .8rem; display: grid; gap: .6rem; }
@media (prefers-reduced-motion: no-preference) { .moving > div .bar { transition: width .2s ease-out; } }
@media print { .moving > div .row.controls, .moving > div button { display: none; } }`;
  document.head.append(Object.assign(document.createElement("style"), { textContent: STYLE }));
})();
