// The frame that all charts share: what a chart is, how large, and how it looks. Imitates nothing; Vega-Lite v6 draws.

import type { TopLevelSpec } from "vega-lite";

import type { SimulationResult } from "../../simulation/result.ts";

import { GRID, INK, MUTED, PAPER } from "./palette.ts";

/** How much room a chart has. */
export interface ChartSize {
  /** Of the whole picture, in CSS pixels. */
  readonly width: number;
  readonly fontSize: number;
  /** About how many marks an axis from left to right has. */
  readonly marksAcross: number;
  /** Equal parts of the whole that a heat map tells apart. */
  readonly heatParts: number;
  /** Points that one line may have. */
  readonly linePoints: number;
}

/** For files, desktops and paper. */
export const WIDE_CHART: ChartSize = { width: 520, fontSize: 12, marksAcross: 8, heatParts: 10, linePoints: 500 };

/** For phones. */
export const NARROW_CHART: ChartSize = { width: 340, fontSize: 11, marksAcross: 5, heatParts: 5, linePoints: 160 };

/** Rows of inline data that a whole chart may have. */
export const MOST_DATA_ROWS = 2_000;

/** How much room Vega gives a letter, and what stands around each entry of a legend. */
const LETTER_WIDTH = 0.8;
const ENTRY_FRAME = 46;

/** How many entries with these names stand side by side in a legend. */
export function legendColumns(names: readonly string[], size: ChartSize): number {
  const longest = names.reduce((most, name) => Math.max(most, name.length), 1);
  return Math.max(1, Math.floor(size.width / (longest * LETTER_WIDTH * size.fontSize + ENTRY_FRAME)));
}

export interface ChartDefinition {
  /** Kebab-case; the files are `NAME.vl.json` and `NAME.svg`. */
  readonly name: string;
  readonly title: string;
  /** One or two sentences on how to read it. */
  readonly explanation: string;
  /** What is drawn, or null if the result has nothing to draw. */
  body(result: SimulationResult, size: ChartSize): ChartBody | null;
}

type StackedSpec = Extract<TopLevelSpec, { readonly vconcat: unknown }>;

type LayeredSpec = Extract<TopLevelSpec, { readonly layer: unknown }>;

type Encoding = NonNullable<Extract<LayeredSpec["layer"][number], { readonly mark: unknown }>["encoding"]>;

/** What an axis shows, as Vega-Lite takes it. */
export type PositionChannel = NonNullable<Encoding["x"]>;

/** What a colour shows, as Vega-Lite takes it. */
export type ColourChannel = NonNullable<Encoding["color"]>;

/** One row of inline data. */
export type ChartRow = Readonly<Record<string, string | number>>;

/** One ground with everything that is drawn on it. */
export interface ChartPanel {
  readonly height: number;
  readonly rows: readonly ChartRow[];
  readonly layer: LayeredSpec["layer"];
}

/** The part of a specification that differs from chart to chart. */
export interface ChartBody extends ChartPanel {
  /** Panels under it with the same axis from left to right; heights of such panels are without their axes and legends. */
  readonly below?: readonly ChartPanel[];
}

/** What stands around a chart. */
export type ChartFrame = Pick<ChartDefinition, "title" | "explanation">;

/** A whole Vega-Lite specification; `width` is the width of the picture with its axes. */
export function chartSpec(chart: ChartFrame, body: ChartBody, size: ChartSize): TopLevelSpec {
  const frame = {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: chart.explanation,
    padding: { left: 2, top: 4, right: 10, bottom: 2 },
    background: "transparent",
    config: chartConfig(size),
  };
  if (body.below !== undefined) return { ...frame, ...panelsSpec([body, ...body.below], size) };
  return {
    ...frame,
    width: size.width,
    height: body.height,
    autosize: { type: "fit", contains: "padding" },
    data: { values: [...body.rows] },
    layer: body.layer,
  };
}

/** Room for the labels of an axis upwards, in letters, and for its title. */
const LABEL_LETTERS = 3.6;
const TITLE_ROOM = 26;
const RIGHT_ROOM = 12;
/** Labels of an axis stand between two panels, if only empty ones. */
const PANEL_GAP = 0;
const PANEL_LABEL_LIMIT = 240;

/** Panels as wide as one another, whatever their labels are: the same moments stand under each other. */
function panelsSpec(panels: readonly ChartPanel[], size: ChartSize): Omit<StackedSpec, "$schema"> {
  const extent = Math.round(LABEL_LETTERS * size.fontSize);
  const width = size.width - extent - TITLE_ROOM - RIGHT_ROOM;
  const config = chartConfig(size);
  return {
    vconcat: panels.map(({ height, rows, layer }) => ({ width, height, data: { values: [...rows] }, layer })),
    spacing: PANEL_GAP,
    resolve: { scale: { color: "independent", strokeDash: "independent" } },
    config: {
      ...config,
      axisY: { ...config.axisY, minExtent: extent, maxExtent: extent },
      legend: { ...config.legend, labelLimit: PANEL_LABEL_LIMIT },
    },
  };
}

/** The same with a title, on paper: for a file that stands alone. */
export function titledSpec(chart: ChartFrame, body: ChartBody, size: ChartSize): TopLevelSpec {
  const padding = { left: 12, top: 12, right: 18, bottom: 10 };
  return { ...chartSpec(chart, body, size), title: chart.title, background: PAPER.light, padding };
}

function chartConfig(size: ChartSize): NonNullable<TopLevelSpec["config"]> {
  const text = { labelFontSize: size.fontSize, titleFontSize: size.fontSize, titleFontWeight: "normal" } as const;
  return {
    aria: false,
    font: "system-ui, sans-serif",
    view: { stroke: null },
    title: { anchor: "start", color: INK.light, fontSize: 15, fontWeight: "bold", offset: 12 },
    axis: {
      ...text,
      labelColor: MUTED.light,
      titleColor: MUTED.light,
      gridColor: GRID.light,
      domainColor: GRID.light,
      tickColor: GRID.light,
      labelPadding: 6,
      titlePadding: 8,
    },
    axisY: { domain: false, ticks: false },
    axisX: { grid: false },
    legend: {
      ...text,
      labelColor: INK.light,
      orient: "top",
      direction: "horizontal",
      labelLimit: 140,
      symbolSize: 160,
      symbolStrokeWidth: 2.5,
      title: null,
      offset: 6,
      rowPadding: 4,
      columnPadding: 14,
    },
  };
}
