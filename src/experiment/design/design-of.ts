// From what is varied to the points of an experiment.

import { present } from "../../base/invariant.ts";
import type { DiagnosticSink, SourcePosition } from "../../base/diagnostic.ts";
import { RandomStreams } from "../../base/random/random-streams.ts";

import type { SweepOptions } from "../../scenario/sweep/sweep-options.ts";
import { MAX_POINTS } from "../../scenario/sweep/sweep-schema.ts";

import { DESIGN_KINDS } from "./design-kinds.ts";
import { columnsOf } from "./factors.ts";
import type { Design } from "./point.ts";

/** How large a design may be, and where it is told if it is larger. */
export interface SizeLimit {
  readonly maxPoints: number;
  /** Of the sweep in the scenario; undefined if there is none. */
  readonly position: SourcePosition | undefined;
}

/** The design that the options describe, its random draws from the seed; undefined if it is too large, which is told. */
export function designOf(
  options: SweepOptions,
  seed: string,
  limit: SizeLimit,
  sink: DiagnosticSink,
): Design | undefined {
  const kind = present(
    DESIGN_KINDS.find(({ name }) => name === options.design),
    "the kind of a design",
  );
  const count = kind.countPoints(options, MAX_POINTS);
  if (count > Math.min(limit.maxPoints, MAX_POINTS)) {
    tellSize(count, limit, sink);
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

function tellSize(count: number, { maxPoints, position }: SizeLimit, sink: DiagnosticSink): void {
  const message = `the sweep has ${count.toLocaleString("en-US")} points`;
  const most = MAX_POINTS.toLocaleString("en-US");
  const expected =
    maxPoints >= MAX_POINTS
      ? `at most ${most} points`
      : `at most ${maxPoints.toLocaleString("en-US")} points, or --yes for up to ${most}`;
  sink.report({
    code: "too-many-points",
    severity: "error",
    message,
    ...(position === undefined ? {} : { position }),
    expected,
  });
}
