// Scenarios that are to be compared, as the points of one experiment: each is run with the same seeds.

import type { Diagnostic, DiagnosticSink } from "../base/diagnostic.ts";

import type { Threshold } from "../metrics/threshold.ts";

import type { FileReader } from "../scenario/file-reader.ts";
import { ScenarioLoader } from "../scenario/scenario-loader.ts";
import type { Plan } from "../scenario/plan.ts";
import { DEFAULT_CONFIDENCE, DEFAULT_REPLICATIONS } from "../scenario/sweep/sweep-schema.ts";

import type { Design, Point } from "./design/point.ts";
import type { Sweep } from "./read-sweep.ts";

/** What scenarios are the levels of. */
const SCENARIO_FACTOR = "scenario";

/** An experiment whose points are scenarios. */
export interface Alternatives extends Sweep {
  /** Each scenario keeps its own promises. */
  readonly thresholdsOf: (point: Point) => readonly Threshold[];
}

/** The scenarios at the paths, at least two; undefined if there are mistakes: then the sink has all of them. */
export function readAlternatives(
  paths: readonly string[],
  seed: string | null,
  files: FileReader,
  sink: DiagnosticSink,
): Alternatives | undefined {
  const plans = paths.map((path) => new ScenarioLoader(path, files).loadVariant([], sink));
  const known = plans.filter((plan) => plan !== undefined);
  if (known.length < plans.length || sink.hasErrors) return undefined;
  const [first] = known;
  const otherwise = known.findIndex(({ warmUp }) => JSON.stringify(warmUp) !== JSON.stringify(first!.warmUp));
  if (otherwise > 0) {
    sink.report(otherWarmUp(paths[0]!, paths[otherwise]!));
    return undefined;
  }
  return {
    plan: { ...first!, ...(seed === null ? {} : { seed }) },
    design: designOf(paths, known),
    replications: DEFAULT_REPLICATIONS,
    precision: null,
    confidence: DEFAULT_CONFIDENCE,
    notes: distinct(known.flatMap(({ notes }) => notes)),
    thresholdsOf: ({ index }) => known[index]!.thresholds,
  };
}

/** Figures of which one leaves out more than the other differ by that alone. */
function otherWarmUp(first: string, other: string): Diagnostic {
  return {
    code: "wrong-value",
    severity: "error",
    message: `${first} and ${other} have different warm-ups: their figures would be of different spans`,
    expected: "the same warmUp in all alternatives",
  };
}

function designOf(paths: readonly string[], plans: readonly Plan[]): Design {
  const names = plans.map(({ name }) => name);
  const levels = new Set(names).size === names.length ? names : paths;
  return {
    factors: [{ name: SCENARIO_FACTOR, paths: [], levels, isNumeric: false }],
    points: paths.map((scenarioPath, index) => ({ index, scenarioPath, assignments: [], levels: [index] })),
  };
}

/** Scenarios that name the same files have the same to say of them. */
function distinct(notes: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];
}
