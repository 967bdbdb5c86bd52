// What a result promises to a pipeline: one promise a threshold, at each point. The same for a run and for a sweep, so that JUnit and
// annotations are written once.

import type { SimulationResult } from "../../simulation/result.ts";

import type { SweepPoint, SweepResult } from "../../experiment/sweep-result.ts";

import { formatAmount, NO_FIGURE } from "../human-numbers.ts";
import { estimateText, figureAmount } from "../sweep/figure-titles.ts";
import { scenarioPath } from "../sweep/sweep-readings.ts";

/** `broken`: it was tried and not kept. `untold`: nobody can say, because runs are missing or the limit lies inside the interval. */
export type PromiseOutcome = "kept" | "broken" | "untold";

export interface Promised {
  /** What was promised: a threshold, or that the run ends. */
  readonly name: string;
  readonly outcome: PromiseOutcome;
  /** A sentence with figures, without a full stop. */
  readonly message: string;
}

/** The promises of a run, or of one point of a sweep. */
export interface PromiseGroup {
  readonly name: string;
  readonly promises: readonly Promised[];
}

export interface Promises {
  /** The scenario's name. */
  readonly name: string;
  /** The scenario's file, for annotations. */
  readonly file: string;
  readonly groups: readonly PromiseGroup[];
}

/** What a run without thresholds promises. */
const WHOLE = "the run places or refuses every pod before it ends";

export function promisesOfRun({ scenario, thresholds, verdict }: SimulationResult): Promises {
  const promises = thresholds.map(({ threshold, passed, observed, limit, unit }): Promised => ({
    name: threshold,
    outcome: passed ? "kept" : "broken",
    message: `observed ${observed === null ? NO_FIGURE : formatAmount(observed, unit)}, limit ${formatAmount(limit, unit)}`,
  }));
  const whole: Promised = {
    name: WHOLE,
    outcome: verdict.outcome === "incomplete" ? "untold" : "kept",
    message: verdict.sentence,
  };
  const needsWhole = thresholds.length === 0 || verdict.outcome === "incomplete";
  return {
    name: scenario.name,
    file: scenario.inputs[0]?.path ?? scenario.name,
    groups: [{ name: scenario.name, promises: needsWhole ? [...promises, whole] : promises }],
  };
}

export function promisesOfSweep(result: SweepResult): Promises {
  return {
    name: result.scenario.name,
    file: scenarioPath(result),
    groups: result.points.map((point) => ({
      name: `point ${point.index}: ${point.label}`,
      promises: ofPoint(point, result),
    })),
  };
}

function ofPoint(point: SweepPoint, { confidence }: SweepResult): readonly Promised[] {
  const { thresholds, finished, failed, outcome } = point;
  const promises = thresholds.map((threshold): Promised => {
    const { observed, limit, unit } = threshold;
    const sure = `${Math.round(confidence * 1_000) / 10} % confidence`;
    const range = observed === null ? "nothing was observed" : `observed ${estimateText(observed, unit)} (${sure})`;
    return {
      name: threshold.threshold,
      outcome: threshold.outcome === "passed" ? "kept" : threshold.outcome === "failed" ? "broken" : "untold",
      message: `${range}, limit ${figureAmount(limit, unit)}, ${finished} replications`,
    };
  });
  const whole: Promised = {
    name: "all runs of the point are finished",
    outcome: outcome === "incomplete" ? "untold" : "kept",
    message: `${finished} finished, ${failed} failed`,
  };
  return thresholds.length === 0 || outcome === "incomplete" ? [...promises, whole] : promises;
}
