// A capacity question as a user asks it: the scenario, or its points, and the template of which more are wanted; checked together
// so that all mistakes are told at once.

import { DiagnosticSink, type Diagnostic } from "../../base/diagnostic.ts";

import type { Assignment } from "../../scenario/assignments.ts";
import type { FileReader } from "../../scenario/file-reader.ts";
import { ScenarioLoader } from "../../scenario/scenario-loader.ts";
import type { Plan } from "../../scenario/plan.ts";
import type { PodTemplate } from "../../scenario/read-template.ts";

import { readAskedPod, type AskedPod } from "../../simulation/explain/asked-pod.ts";

import { pointLabel } from "../design/point.ts";
import { readSweepOf } from "../read-sweep.ts";
import { ownTemplate } from "./own-template.ts";

/** Each is a run, a filling and all losses: of more, nobody reads the answer. */
const MOST_POLICIES = 20;

/** What is asked. */
export interface CapacityRequest {
  /** The path of a manifest, `-`, or a pod or workload of the scenario: `deployment/web`. */
  readonly template: string;
  /** `PATH=v1,v2`; beside what the scenario's own sweep varies. */
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
  const loader = new ScenarioLoader(path, files);
  const points = pointsOf(loader, request, sink);
  if (points === undefined) return undefined;
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

/** The scenario's own points are taken if they are few; of many, it stands for itself. */
function pointsOf(
  loader: ScenarioLoader,
  { vary, seed }: CapacityRequest,
  sink: DiagnosticSink,
): readonly LabelledPoint[] | undefined {
  const told = new DiagnosticSink();
  const sweep = readSweepOf(loader, { vary, seed, maxPoints: MOST_POLICIES }, told);
  const tooMany = told.all.find(({ code }) => code === "too-many-points");
  if (tooMany !== undefined && vary.length === 0) return [AS_IT_IS];
  if (tooMany !== undefined) sink.report({ ...tooMany, expected: `at most ${MOST_POLICIES} policies` });
  else for (const diagnostic of told.all.filter(({ severity }) => severity === "error")) sink.report(diagnostic);
  if (sweep === undefined) return undefined;
  const { design } = sweep;
  if (design.factors.length === 0) return [AS_IT_IS];
  return design.points.map((point) => ({ label: pointLabel(design, point), assignments: point.assignments }));
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
