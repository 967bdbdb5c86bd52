// A scenario and the arguments of a search to something that can be run: candidates laid out and checked, thresholds read, and the
// confidence divided among all judgements that may be made.

import type { DiagnosticSink } from "../../base/diagnostic.ts";

import type { Threshold } from "../../metrics/threshold.ts";

import type { FileReader } from "../../scenario/file-reader.ts";
import { ScenarioLoader, type LoadedSweep } from "../../scenario/scenario-loader.ts";
import { readThreshold } from "../../scenario/read-thresholds.ts";
import { readSearch, type SearchedPath } from "../../scenario/sweep/read-search.ts";

import type { Point } from "../design/point.ts";
import type { ReplicationRule } from "../execution/run-experiment.ts";
import { loadVariants } from "../load-variants.ts";
import type { Sweep } from "../read-sweep.ts";

import type { Tolerance } from "./amounts.ts";
import { alongOnePath, overMixes, type Candidates } from "./candidates.ts";
import type { Demands } from "./judge-candidate.ts";
import type { LineKind } from "./line-result.ts";
import { confidenceOfEach, countLooks, searchRule } from "./search-rule.ts";

/** Looks at one candidate, unless the user says how many runs it may have: after 1, 2, 4 and 8 times the first runs. */
const MOST_TIMES = 8;

/** What a command says beside the scenario. */
export interface LineRequest {
  readonly kind: LineKind;
  /** The option that names the kind: `--raise`. */
  readonly option: string;
  /** `PATH` or `PATH=FROM..TO`; several for mixes. */
  readonly paths: readonly string[];
  /** Thresholds beside those of the scenario. */
  readonly until: readonly string[];
  readonly tolerance: Tolerance | null;
  /** Null: the scenario's. */
  readonly seed: string | null;
  readonly replications: number | null;
  readonly mostReplications: number | null;
  /** The arguments that ask for the same again. */
  readonly asked: readonly string[];
}

/** A search that can be run. */
export interface LineQuestion extends Candidates {
  readonly kind: LineKind;
  readonly asked: readonly string[];
  /** With the candidates as the points of its design; the plan has all thresholds. */
  readonly sweep: Sweep;
  readonly demands: Demands;
  readonly rule: ReplicationRule;
  readonly judgements: number;
  /** Candidates whose pilot runs tell how long the warm-up is, if it is to be found. */
  readonly pilots: readonly Point[];
}

/** The search in the scenario at `path`; undefined if there are mistakes: then the sink has all of them. */
export function readLine(
  path: string,
  request: LineRequest,
  files: FileReader,
  sink: DiagnosticSink,
): LineQuestion | undefined {
  const { kind, option, paths, seed } = request;
  const until = readUntil(request.until, sink);
  const loader = new ScenarioLoader(path, files);
  const texts = paths.map((text) => ({ option, text }));
  const loaded = loader.loadAsked([], (document) => readSearch(texts, document, sink), sink);
  if (loaded === undefined) return undefined;
  const thresholds = [...loaded.plan.thresholds, ...until];
  if (thresholds.length === 0) tell(sink, "there is nothing to hold: the scenario has no thresholds", UNTIL);
  if (sink.hasErrors) return undefined;
  const candidates = candidatesOf(kind, loaded.asked, request.tolerance, held(thresholds, until), sink);
  if (candidates === undefined) return undefined;
  const { design, search } = candidates;
  const pilots = search.first.map((place) => design.points[place]!);
  if (!loadVariants(loader, { ...design, points: pilots }, loaded.places, sink)) return undefined;
  const plan = { ...loaded.plan, thresholds, seed: seed ?? loaded.plan.seed };
  return question({ ...loaded, plan }, request, candidates, pilots, sink);
}

const UNTIL = "thresholds in the scenario, or --until 'scheduler_pod_scheduling_sli_duration_seconds p(99) < 5'";

function tell(sink: DiagnosticSink, message: string, expected: string): undefined {
  sink.report({ code: "wrong-value", severity: "error", message, expected });
}

function readUntil(texts: readonly string[], sink: DiagnosticSink): readonly Threshold[] {
  return texts.flatMap((text) => {
    const read = readThreshold(text);
    if ("metric" in read) return [read];
    sink.report({ code: "bad-threshold", severity: "error", ...read, message: `--until: ${read.message}` });
    return [];
  });
}

/** What every candidate sets so that its runs measure all thresholds; nothing if the scenario has them all. */
function held(all: readonly Threshold[], until: readonly Threshold[]): Point["assignments"] {
  return until.length === 0 ? [] : [{ path: "thresholds", value: all.map(({ text }) => text) }];
}

function candidatesOf(
  kind: LineKind,
  paths: readonly SearchedPath[],
  tolerance: Tolerance | null,
  everywhere: Point["assignments"],
  sink: DiagnosticSink,
): Candidates | undefined {
  const found =
    kind === "cheapest"
      ? overMixes(paths, tolerance, everywhere)
      : alongOnePath(paths[0]!, kind, tolerance, everywhere);
  if (found.kind === "candidates") return found;
  tell(sink, found.message, found.expected);
  return undefined;
}

function question(
  { plan, options }: Pick<LoadedSweep, "plan" | "options">,
  request: LineRequest,
  candidates: Candidates,
  pilots: readonly Point[],
  sink: DiagnosticSink,
): LineQuestion {
  const { confidence } = options;
  const replications = request.replications ?? options.replications;
  const mostReplications = Math.max(replications, request.mostReplications ?? MOST_TIMES * replications);
  const looks = { replications, mostReplications };
  const { thresholds } = plan;
  const judgements = candidates.search.mostJudged * countLooks(looks) * thresholds.length;
  const demands = { thresholds, mostReplications, confidenceOfEach: confidenceOfEach(confidence, judgements) };
  const notes = sink.all.filter(({ severity }) => severity !== "error");
  return {
    ...candidates,
    asked: request.asked,
    kind: request.kind,
    sweep: { plan, design: candidates.design, replications, precision: null, confidence, notes },
    demands,
    rule: searchRule(candidates.search, looks, demands),
    judgements,
    pilots,
  };
}
