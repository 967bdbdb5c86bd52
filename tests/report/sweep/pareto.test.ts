// Points that no other beats.

import { describe, expect, it } from "vitest";

import { figureTitle } from "../../../src/report/sweep/figure-titles.ts";
import { paretoFront } from "../../../src/report/sweep/pareto.ts";

import { drawnSweep, madeSweep, singleRunSweep } from "./made-sweep.ts";

describe("the front", () => {
  it("is of what costs something and what is gained with it", () => {
    const found = paretoFront(madeSweep())!;
    expect([figureTitle(found.across.figure), figureTitle(found.up.figure)]).toEqual(["cost an hour", "pods waiting"]);
  });

  it.each([
    ["a grid", madeSweep()],
    ["drawn points", drawnSweep(40, 2)],
  ])("has exactly the points of %s that no other beats in both", (_, sweep) => {
    const { across, up, front, measured } = paretoFront(sweep)!;
    const value = (point: number, column: number): number => sweep.points[point]!.estimates[column]!.estimate;
    const sign = { lower: 1, higher: -1 };
    const score = (point: number): readonly [number, number] => [
      sign[across.figure.better!] * value(point, across.column),
      sign[up.figure.better!] * value(point, up.column),
    ];
    const isBeaten = (point: number): boolean =>
      measured.some((other) => {
        const [[x, y], [otherX, otherY]] = [score(point), score(other)];
        return otherX <= x && otherY <= y && (otherX < x || otherY < y);
      });
    expect(front.some(isBeaten)).toBe(false);
    const scores = new Set(front.map((point) => score(point).join()));
    const missing = measured.filter((point) => !isBeaten(point) && !scores.has(score(point).join()));
    expect(missing).toEqual([]);
  });

  it("is not of figures that differ by less than anybody cares about", () => {
    const sweep = madeSweep();
    const figures = sweep.figures.map((figure) =>
      figureTitle(figure) === "pods waiting" ? { ...figure, negligible: 1e9 } : figure,
    );
    const found = paretoFront({ ...sweep, figures })!;
    expect(figureTitle(found.up.figure)).not.toBe("pods waiting");
  });

  it("is none where no figures differ", () => {
    expect(paretoFront(singleRunSweep())).toBeUndefined();
  });
});
