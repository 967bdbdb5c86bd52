// For tests: a search made up on a sweep of four sizes of a pool, and one of mixes.

import { meanInterval } from "../../../src/experiment/statistics/mean-interval.ts";
import type { Line, LineAnswer, LineOutcome, SweepResult } from "../../../src/experiment/sweep-result.ts";

import { nodesSweep } from "../sweep/made-sweep.ts";

const OUTCOMES: readonly LineOutcome[] = ["breaks", "open", "holds", "holds"];

/** The fewest of 8, 10, 12 and 16 nodes; at 8 the first threshold breaks. */
export function lineResult(answer: Partial<LineAnswer> = {}, terms: Partial<Line> = {}): SweepResult {
  const sweep = nodesSweep();
  const points = OUTCOMES.map((outcome, place) => ({
    amount: Number(sweep.design.factors[0]!.levels[place]),
    outcome,
    reason: outcome === "open" ? "40 runs are too few to tell" : null,
    thresholds: [
      {
        threshold: "scheduler_pod_scheduling_sli_duration_seconds p(99) < 0.5",
        outcome:
          outcome === "holds"
            ? ("passed" as const)
            : outcome === "breaks"
              ? ("failed" as const)
              : ("inconclusive" as const),
        observed: meanInterval([0.9 - place * 0.2, 0.92 - place * 0.2], 0.99),
        limit: 0.5,
        unit: "seconds",
        keptShare: place / 3,
      },
    ],
  }));
  const line: Line = {
    kind: "least",
    unit: "",
    subject: "general",
    measure: "nodes",
    confidence: 0.95,
    confidenceOfEach: 0.9993,
    judgements: 72,
    candidates: 20,
    mostReplications: 40,
    asked: ["--lower", "cluster.nodePools[general].count=1..20"],
    points,
    answer: { kind: "wide", holds: 2, breaks: 0, broken: [0], contradiction: null, openFromPrice: null, ...answer },
    ...terms,
  };
  const held = sweep.points.map((point, place) => ({ ...point, thresholds: points[place]!.thresholds }));
  return { ...sweep, points: held, line };
}

/** The same as a search for the cheapest of mixes of two pools. */
export function mixResult(answer: Partial<LineAnswer> = {}): SweepResult {
  const sweep = lineResult(answer, { kind: "cheapest", subject: null });
  const [small] = sweep.design.factors;
  const pool = (name: string) => ({ ...small!, name: `cluster.nodePools[${name}].count` });
  const points = sweep.design.points.map((point, place) => ({ ...point, levels: [place, 3 - place] }));
  return { ...sweep, design: { factors: [pool("small"), pool("large")], points }, levelGroups: [] };
}
