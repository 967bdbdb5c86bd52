// The comparison as a picture: allocation at the last step, ours as points, the published means as ticks, a panel a list.

import type { TopLevelSpec } from "vega-lite";

import { loadSvgRenderer } from "../../src/report/charts/render-svg.ts";
import type { ComparedCell } from "./comparison.ts";
import { LAST_PERCENT } from "./replay.ts";

const PANELS_IN_A_ROW = 3;

export function plotSpec(cells: readonly ComparedCell[]): TopLevelSpec {
  const order = [...new Set(cells.map(({ policy }) => policy.title))];
  const values = cells.flatMap(({ list, policy, means, published }) => {
    const point = (source: string, allocated: number | undefined) =>
      allocated === undefined ? [] : [{ list, policy: policy.title, source, allocated }];
    return [
      ...point("plimsoll", means.allocatedPercent[LAST_PERCENT]),
      ...point("published", published?.allocatedPercent.get(LAST_PERCENT)),
    ];
  });
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    title: `GPU allocation when pods ask for ${LAST_PERCENT} % of all GPUs`,
    data: { values },
    columns: PANELS_IN_A_ROW,
    facet: { field: "list", type: "nominal", title: null, sort: null },
    spec: {
      width: 220,
      height: 130,
      layer: [
        { mark: { type: "tick", thickness: 3, size: 16 }, transform: [{ filter: "datum.source === 'published'" }] },
        { mark: { type: "point", filled: true, size: 50 }, transform: [{ filter: "datum.source === 'plimsoll'" }] },
      ],
      encoding: {
        x: {
          field: "allocated",
          type: "quantitative",
          title: "% of GPUs allocated, mean over seeds",
          scale: { zero: false },
        },
        y: { field: "policy", type: "nominal", title: null, sort: order },
        color: {
          field: "source",
          type: "nominal",
          title: null,
          scale: { domain: ["plimsoll", "published"], range: ["#d55e00", "#7f7f7f"] },
        },
      },
    },
  };
}

export async function plotSvg(cells: readonly ComparedCell[]): Promise<string> {
  const render = await loadSvgRenderer();
  return render(plotSpec(cells));
}
