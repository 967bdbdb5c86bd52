// The colours of charts and of the page, each for paper (light) and for a dark screen. The series colours go back
// to Okabe and Ito's set and were moved apart for colour-blind readers; a test measures contrast and distance.

/** One colour in both themes, as #rrggbb. Charts are drawn in `light`; the page replaces it when it is dark. */
export interface ThemedColour {
  readonly light: string;
  readonly dark: string;
}

/** What a chart is drawn on. */
export const PAPER: ThemedColour = { light: "#ffffff", dark: "#12161c" };

/** Text and the most important line. */
export const INK: ThemedColour = { light: "#1b1f24", dark: "#e8edf2" };

/** Labels of axes. */
export const MUTED: ThemedColour = { light: "#56606b", dark: "#9eabb8" };

/** Lines of a grid. */
export const GRID: ThemedColour = { light: "#dfe4ea", dark: "#2c3540" };

/** Lines and areas that stand for different things, in order of use. */
export const SERIES: readonly ThemedColour[] = Object.freeze([
  { light: "#0367a7", dark: "#54b2f3" },
  { light: "#e77016", dark: "#f5954f" },
  { light: "#08815b", dark: "#42d2a1" },
  { light: "#892a78", dark: "#f4b4e7" },
  { light: "#7c6300", dark: "#ecd151" },
  { light: "#6a7683", dark: "#a3abb3" },
]);

/** Fields of a heat map, from few to many; text stands on them in one of the two colours below. */
export const HEAT: readonly ThemedColour[] = Object.freeze([
  { light: "#e6eff7", dark: "#1a2836" },
  { light: "#c5dcee", dark: "#1d3e5d" },
  { light: "#93c0e1", dark: "#24588a" },
  { light: "#3b7fb8", dark: "#5b9bd5" },
  { light: "#1f6199", dark: "#8dbce6" },
  { light: "#0c4373", dark: "#c3dff6" },
]);

/** From this field on, text needs the other colour. */
export const FIRST_STRONG_HEAT = 3;

export const TEXT_ON_FAINT_HEAT: ThemedColour = { light: "#1a1f25", dark: "#f0f4f8" };
export const TEXT_ON_STRONG_HEAT: ThemedColour = { light: "#fdfeff", dark: "#0d1319" };

/** Every colour that a chart can hold, once. */
export const CHART_COLOURS: readonly ThemedColour[] = Object.freeze([
  PAPER,
  INK,
  MUTED,
  GRID,
  ...SERIES,
  ...HEAT,
  TEXT_ON_FAINT_HEAT,
  TEXT_ON_STRONG_HEAT,
]);
