// A scenario and arguments to a sweep that can be run: what is varied, laid out and checked, point by point.

import type { Diagnostic, DiagnosticSink } from "../base/diagnostic.ts";

import type { FileReader } from "../scenario/file-reader.ts";
import { ScenarioLoader } from "../scenario/scenario-loader.ts";
import type { Plan } from "../scenario/plan.ts";
import { checkEachLevel } from "../scenario/sweep/variant-checker.ts";

import { designOf } from "./design/design-of.ts";
import type { Design } from "./design/point.ts";
import { loadVariants } from "./load-variants.ts";

/** What a command says beside the scenario. */
export interface SweepRequest {
  /** `PATH=v1,v2` or `PATH=40..80:10`: adds a parameter, or replaces the levels of one that the scenario varies. */
  readonly vary: readonly string[];
  /** Null: the scenario's. */
  readonly seed: string | null;
  readonly maxPoints: number;
}

/** A sweep whose points have been checked. */
export interface Sweep {
  /** The scenario as it is, with the sweep's seed. */
  readonly plan: Plan;
  readonly design: Design;
  readonly replications: number;
  /** The half-width to reach as a share of the mean; null: a fixed number of replications. */
  readonly precision: number | null;
  readonly confidence: number;
  /** What was ignored, odd or not simulated at any of the points. */
  readonly notes: readonly Diagnostic[];
}

/** The sweep of the scenario at `path`; undefined if there are mistakes: then the sink has all of them. */
export function readSweep(
  path: string,
  request: SweepRequest,
  files: FileReader,
  sink: DiagnosticSink,
): Sweep | undefined {
  return readSweepOf(new ScenarioLoader(path, files), request, sink);
}

/** The same with a loader that may be asked for more. */
export function readSweepOf(loader: ScenarioLoader, request: SweepRequest, sink: DiagnosticSink): Sweep | undefined {
  const loaded = loader.loadSweep(request.vary, sink);
  if (loaded === undefined) return undefined;
  const { options, places, position } = loaded;
  if (sink.hasErrors) {
    checkEachLevel(loader, options, places, sink);
    return undefined;
  }
  const plan = request.seed === null ? loaded.plan : { ...loaded.plan, seed: request.seed };
  const design = designOf(options, plan.seed, { maxPoints: request.maxPoints, position }, sink);
  if (design === undefined || !loadVariants(loader, design, places, sink)) return undefined;
  const { replications, precision, confidence } = options;
  return { plan, design, replications, precision, confidence, notes: notesOf(sink) };
}

function notesOf(sink: DiagnosticSink): readonly Diagnostic[] {
  return sink.all.filter(({ severity }) => severity !== "error");
}
