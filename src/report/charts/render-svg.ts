// Vega-Lite specifications drawn as SVG text, without a browser. Vega is loaded here and only when first needed
// (that takes a fifth of a second). The same specification gives the same bytes: fixed locale, estimated widths of
// text instead of installed fonts, identifiers counted from one, coordinates rounded.

import type { TopLevelSpec } from "vega-lite";
import type { LocaleFormatters, NumberLocale } from "vega";

declare module "vega" {
  /** How wide text is taken to be. Exported by vega, missing in its types. */
  export const textMetrics: { canvas(measure: boolean): void };
  /** Formatters of a language. Exported by vega, missing in its types. */
  export function locale(numbers: NumberLocale): LocaleFormatters;
}

/** Draws one specification. */
export type SvgRenderer = (spec: TopLevelSpec) => Promise<string>;

const ENGLISH_NUMBERS: NumberLocale = { decimal: ".", thousands: ",", grouping: [3], currency: ["$", ""] };

/** Loads Vega and returns what draws. */
export async function loadSvgRenderer(): Promise<SvgRenderer> {
  const [vega, vegaLite] = await Promise.all([import("vega"), import("vega-lite")]);
  const logger = vega.logger(vega.None);
  const locale = vega.locale(ENGLISH_NUMBERS);
  vega.textMetrics.canvas(false);
  return async (spec) => {
    vega.resetSVGDefIds();
    // A copy, because Vega marks the rows of inline data.
    const runtime = vega.parse(vegaLite.compile(structuredClone(spec), { logger }).spec);
    const view = new vega.View(runtime, { renderer: "none", locale, logger });
    const svg = await view.toSVG();
    view.finalize();
    return compactSvg(svg);
  };
}

/**
 * The same picture in fewer letters: decimals beyond the second, which no screen shows, are rounded off, and straight
 * steps along one axis are written as such. Texts are left alone.
 */
export function compactSvg(svg: string): string {
  return svg
    .replace(/ (?:d|transform|x|y|x1|x2|y1|y2|width|height)="[^"]*"/g, (attribute) =>
      attribute.replace(/-?\d+\.\d{3,}(?:e[-+]?\d+)?/g, (number) => String(Math.round(Number(number) * 100) / 100)),
    )
    .replace(/ d="M[-\d.,L]+"/g, compactPath);
}

/** A path of corners alone, with `H` and `V` where only one coordinate changes and nothing where none does. */
function compactPath(attribute: string): string {
  const corners = attribute.slice(` d="M`.length, -1).split("L");
  let [x, y] = corners[0]!.split(",");
  let path = `M${corners[0]!}`;
  for (const corner of corners.slice(1)) {
    const [nextX, nextY] = corner.split(",");
    if (nextX === x && nextY !== y) path += `V${nextY}`;
    else if (nextY === y && nextX !== x) path += `H${nextX}`;
    else if (nextX !== x) path += `L${corner}`;
    [x, y] = [nextX, nextY];
  }
  return ` d="${path}"`;
}
