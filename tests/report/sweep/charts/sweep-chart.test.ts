// Names of charts, and marks that can be picked.

import { describe, expect, it } from "vitest";

import {
  fileName,
  levelMark,
  pickableDrawing,
  plainDrawing,
  pointMark,
  withUniqueNames,
  type SweepChart,
} from "../../../../src/report/sweep/charts/sweep-chart.ts";

const CIRCLE = "M3.87,0A3.87,3.87,0,1,1,-3.87,0A3.87,3.87,0,1,1,3.87,0";
const ROLES = ' role="graphics-symbol" aria-roledescription="symbol mark"';
const SVG =
  `<svg><g role="graphics-object" aria-roledescription="symbol mark container">` +
  `<path aria-label="point 12"${ROLES} transform="translate(3,4.5)" d="${CIRCLE}" fill="#111"/>` +
  `<path aria-label="levels 0=3 1=2"${ROLES} d="M0,0h9v9h-9Z"/></g></svg>`;

describe("a mark", () => {
  it("says in words which points it shows", () => {
    expect(pointMark(12)).toBe("point 12");
    expect(
      levelMark([
        [0, 3],
        [1, 2],
      ]),
    ).toBe("levels 0=3 1=2");
  });

  it("has an attribute for scripts on the page, and circles are circles", () => {
    expect(pickableDrawing(SVG)).toBe(
      '<svg><g><circle data-point="12" cx="3" cy="4.5" r="3.87" fill="#111"/>' +
        '<path data-levels="0=3 1=2" d="M0,0h9v9h-9Z"/></g></svg>',
    );
  });

  it("has none in a file", () => {
    expect(plainDrawing(SVG)).toBe(
      `<svg><g><path transform="translate(3,4.5)" d="${CIRCLE}" fill="#111"/><path d="M0,0h9v9h-9Z"/></g></svg>`,
    );
  });
});

describe("the name of a chart's files", () => {
  it("is plain and short whatever the factors are called", () => {
    expect(fileName("main-effect", "nodePools[a].count", "latency p(99)")).toBe(
      "main-effect-nodepools-a-count-latency-p-99",
    );
    expect(fileName("curve", "…", "../../etc")).toBe("curve-etc");
    expect(fileName("x".repeat(200))).toHaveLength(80);
  });

  it("has a number behind it if another chart has it", () => {
    const chart = { name: "a" } as SweepChart;
    const charts = [chart, chart, { ...chart, name: "a-2" }, chart];
    expect(withUniqueNames(charts).map(({ name }) => name)).toEqual(["a", "a-3", "a-2", "a-4"]);
  });
});
