// What the page of a sweep looks like beyond the page of a run: more charts side by side, marks that can be picked, the bar at the foot.

import { CHART_COLOURS, SERIES } from "../../charts/palette.ts";

/** The variable of a series' colour in both themes. */
function seriesVariable(index: number): string {
  return `var(--chart-${CHART_COLOURS.indexOf(SERIES[index]!)})`;
}

const LINES = SERIES.map(
  (_, index) => `.line-${index}{stroke:${seriesVariable(index)}}.key-${index}{background:${seriesVariable(index)}}`,
).join("\n");

/** CSS that follows the page's own. */
export const SWEEP_STYLE = `
.many{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,340px),1fr));gap:16px;align-items:start;margin:0 0 20px}
.many>*{min-width:0}
.many figcaption h3{font-size:.9375rem;margin:0}
.many .chart svg{width:100%}
details{margin:8px 0 0;font-size:.875rem}
summary{color:var(--muted);cursor:pointer}
details .scroll{margin-top:8px}
details table{font-size:.8125rem}
details th,details td{padding:4px 10px}
details thead th:not(:first-child){white-space:normal;overflow-wrap:anywhere;min-width:8em}
.points .scroll{max-height:34em;overflow:auto}
.points thead th{position:sticky;top:0;z-index:1;white-space:normal}
.points thead .number{min-width:6.4em}
.points tbody tr{scroll-margin-top:4em}
.settings th,.settings td{padding:8px 9px}
.settings th:first-child,.settings td:first-child{padding-left:14px}
.settings .text{min-width:9.5em}
.settings small{display:block;color:var(--muted);font-size:.8125rem}
.settings .chosen{color:var(--accent);font-weight:600}
.mark.inconclusive,.mark.incomplete{color:var(--incomplete)}
.scripted .points tbody tr,.scripted [data-point],.scripted [data-levels]{cursor:pointer}
.scripted .points tbody tr:hover>*{background:var(--surface)}
.points tbody tr.picked>*{background:var(--passed-ground);box-shadow:inset 0 1px var(--accent),inset 0 -1px var(--accent)}
.chart .picked{stroke:var(--ink);stroke-width:3;paint-order:stroke;stroke-opacity:1}
.chart circle.picked{opacity:1;fill:var(--incomplete)}
.picking .chart circle:not(.picked){opacity:.5}
#pick-bar{position:fixed;left:0;right:0;bottom:0;z-index:2;display:flex;flex-wrap:wrap;gap:6px 14px;align-items:center;padding:10px 28px;background:var(--paper);border-top:1px solid var(--line);box-shadow:0 -4px 14px rgb(0 0 0/.14)}
#pick-bar[hidden]{display:none}
#pick-bar p{margin:0;flex:1 1 16em;min-width:0;overflow-wrap:anywhere}
.picking .page{padding-bottom:120px}
button{font:inherit;font-size:.9375rem;color:var(--ink);background:var(--surface);border:1px solid var(--line);border-radius:8px;padding:6px 14px;cursor:pointer}
button:hover{border-color:var(--accent)}
:is(button,a,summary):focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.drawn text{fill:var(--muted);font-size:11px}
.drawn path{fill:none;stroke-width:1.8;stroke-linejoin:round}
.drawn .grid{stroke:var(--line);stroke-width:1}
.keys{list-style:none;margin:2px 0 0;padding:0;display:flex;flex-wrap:wrap;gap:2px 14px;font-size:.8125rem}
.keys i{display:inline-block;width:14px;height:3px;margin-right:6px;vertical-align:middle}
${LINES}
@media screen and (max-width:560px){
#pick-bar{padding:8px 16px}
}
@media print{
#pick-bar,#picked .hint{display:none}
.points .scroll{max-height:none}
.points thead th{position:static}
.many{grid-template-columns:1fr 1fr}
}
`;
