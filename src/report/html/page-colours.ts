// The colours of the page as CSS: variables for both themes, and rules that give drawn charts the theme's colours.
// Charts are drawn in light colours; a rule by attribute replaces each one, so that one drawing serves both themes.

import type { ThemedColour } from "../charts/palette.ts";
import { CHART_COLOURS, GRID, INK, MUTED, PAPER, SERIES } from "../charts/palette.ts";

/** Colours of the page by the name of their variable. */
export const PAGE_COLOURS: Readonly<Record<string, ThemedColour>> = Object.freeze({
  paper: PAPER,
  ink: INK,
  muted: MUTED,
  line: GRID,
  accent: SERIES[0]!,
  surface: { light: "#f6f8fa", dark: "#1a2027" },
  shade: { light: "#c3ccd6", dark: "#000000" },
  track: { light: "#e3e8ed", dark: "#2c3540" },
  passed: { light: "#096341", dark: "#57d6a2" },
  "passed-ground": { light: "#e6f4ed", dark: "#10291f" },
  failed: { light: "#a8221a", dark: "#ff9b91" },
  "failed-ground": { light: "#fdecea", dark: "#371b1b" },
  incomplete: { light: "#7a4d00", dark: "#f2bf5e" },
  "incomplete-ground": { light: "#fdf3dd", dark: "#33270f" },
});

/** Variables, dark only on a screen that asks for it (paper is always light), then the rules for charts. */
export function colourStyle(): string {
  return [
    `:root{color-scheme:light;${variables("light")}}`,
    `@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${variables("dark")}}}`,
    ...CHART_COLOURS.flatMap(({ light }, index) => [
      `.chart [fill="${light}"]{fill:var(--chart-${index})}`,
      `.chart [stroke="${light}"]{stroke:var(--chart-${index})}`,
    ]),
  ].join("\n");
}

function variables(theme: keyof ThemedColour): string {
  const page = Object.entries(PAGE_COLOURS).map(([name, colour]) => `--${name}:${colour[theme]}`);
  const charts = CHART_COLOURS.map((colour, index) => `--chart-${index}:${colour[theme]}`);
  return [...page, ...charts].join(";");
}
