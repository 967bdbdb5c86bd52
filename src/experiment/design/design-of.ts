// From what is varied to the points of an experiment.

import { present } from "../../base/invariant.ts";
import type { DiagnosticSink } from "../../base/diagnostic.ts";
import { RandomStreams } from "../../base/random/random-streams.ts";

import type { SweepOptions } from "../../scenario/sweep/sweep-options.ts";
import { MAX_POINTS } from "../../scenario/sweep/sweep-schema.ts";

import { DESIGN_KINDS } from "./design-kinds.ts";
import { columnsOf } from "./factors.ts";
import type { Design } from "./point.ts";

/**
 * The design that the options describe, its random draws from the seed; undefined if it has more than `maxPoints` points, which
 * is told.
 */
export function designOf(
  options: SweepOptions,
  seed: string,
  maxPoints: number,
  sink: DiagnosticSink,
): Design | undefined {
  const kind = present(
    DESIGN_KINDS.find(({ name }) => name === options.design),
    "the kind of a design",
  );
  const count = kind.countPoints(options, MAX_POINTS);
  if (count > Math.min(maxPoints, MAX_POINTS)) {
    tellSize(count, maxPoints, sink);
    return undefined;
  }
  const rows = kind.layOut(options, new RandomStreams(seed));
  const columns = columnsOf(options, rows);
  const points = rows.map((assignments, index) => ({
    index,
    assignments,
    levels: columns.map(({ levelOf }) => levelOf[index]!),
  }));
  return { factors: columns.map(({ factor }) => factor), points };
}

function tellSize(count: number, maxPoints: number, sink: DiagnosticSink): void {
  const message = `the sweep has ${count.toLocaleString("en-US")} points`;
  const most = MAX_POINTS.toLocaleString("en-US");
  const expected =
    maxPoints >= MAX_POINTS
      ? `at most ${most} points`
      : `at most ${maxPoints.toLocaleString("en-US")} points, or --yes for up to ${most}`;
  sink.report({ code: "too-many-points", severity: "error", message, expected });
}
