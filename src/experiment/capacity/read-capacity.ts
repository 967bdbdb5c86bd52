// A capacity question as a user asks it: the scenario, or its points, and the template of which more are wanted; checked together
// so that all mistakes are told at once.

import type { Diagnostic, DiagnosticSink } from "../../base/diagnostic.ts";

import type { Assignment } from "../../scenario/assignments.ts";
import type { FileReader } from "../../scenario/file-reader.ts";
import { ScenarioLoader } from "../../scenario/load-scenario.ts";
import type { Plan } from "../../scenario/plan.ts";
import type { PodTemplate } from "../../scenario/read-template.ts";

import { readAskedPod, type AskedPod } from "../../simulation/explain/asked-pod.ts";

import { pointLabel } from "../design/point.ts";
import { readSweep } from "../read-sweep.ts";
import { ownTemplate } from "./own-template.ts";

/** Each is a run, a filling and all losses: of more, nobody reads the answer. */
export const MOST_POLICIES = 20;

/** What is asked. */
export interface CapacityRequest {
  /** The path of a manifest, `-`, or a pod or workload of the scenario: `deployment/web`. */
  readonly template: string;
  /** `PATH=v1,v2`; empty: the scenario as it is. */
  readonly vary: readonly string[];
  /** Null: the scenario's. */
  readonly seed: string | null;
}

/** One policy under which it is asked. */
export interface PlannedQuestion {
  /** Empty where nothing is varied. */
  readonly label: string;
  readonly plan: Plan;
  readonly template: PodTemplate;
}

/** Undefined if there are mistakes: then the sink has all of them. */
export function readCapacity(
  path: string,
  request: CapacityRequest,
  files: FileReader,
  sink: DiagnosticSink,
): readonly PlannedQuestion[] | undefined {
  const points = request.vary.length === 0 ? [AS_IT_IS] : pointsOf(path, request, files, sink);
  if (points === undefined) return undefined;
  const loader = new ScenarioLoader(path, files);
  const found = points.flatMap(({ label, assignments }) => {
    if (sink.hasErrors) return [];
    const loaded = load(loader, assignments, request.template, sink);
    if (loaded === undefined) return [];
    const { plan, template } = loaded;
    return [{ label, template, plan: request.seed === null ? plan : { ...plan, seed: request.seed } }];
  });
  return sink.hasErrors || found.length < points.length ? undefined : found;
}

/** What was ignored, odd or not simulated for any of them, once. */
export function notesOf(questions: readonly PlannedQuestion[]): readonly Diagnostic[] {
  const notes = questions.flatMap(({ plan }) => plan.notes);
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()];
}

interface LabelledPoint {
  readonly label: string;
  readonly assignments: readonly Assignment[];
}

const AS_IT_IS: LabelledPoint = Object.freeze({ label: "", assignments: [] });

function pointsOf(
  path: string,
  { vary, seed }: CapacityRequest,
  files: FileReader,
  sink: DiagnosticSink,
): readonly LabelledPoint[] | undefined {
  const sweep = readSweep(path, { vary, seed, maxPoints: MOST_POLICIES }, files, sink);
  return sweep?.design.points.map((point) => ({
    label: pointLabel(sweep.design, point),
    assignments: point.assignments,
  }));
}

function load(
  loader: ScenarioLoader,
  assignments: readonly Assignment[],
  template: string,
  sink: DiagnosticSink,
): { readonly plan: Plan; readonly template: PodTemplate } | undefined {
  const own = namedInScenario(template);
  if (own === undefined) return loader.loadWithTemplate(assignments, template, sink);
  const plan = loader.loadVariant(assignments, sink);
  const found = plan === undefined ? undefined : ownTemplate(plan, own, sink);
  return plan === undefined || found === undefined ? undefined : { plan, template: found };
}

/** Undefined for the path of a file: only a kind before the first slash makes a name of it. */
function namedInScenario(template: string): AskedPod | undefined {
  if (!template.includes("/") || /\.(?:ya?ml|json)(?:\.gz)?$/.test(template)) return undefined;
  const asked = readAskedPod(template, undefined);
  const [first] = template.split("/");
  const isNamespace = asked?.kind === "pod" && asked.namespace === first && !template.toLowerCase().startsWith("po");
  return asked === undefined || isNamespace ? undefined : asked;
}
