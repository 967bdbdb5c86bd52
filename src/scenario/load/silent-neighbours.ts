// Workloads that share nodes with pods under load, and of which nothing says how much CPU they use. They take none, so that a run
// is too kind to the others: that is told before it shows latencies that a real cluster would not have.

import type { Diagnostic, DiagnosticSink } from "../../base/diagnostic.ts";

import type { StoredObject } from "../../cluster/object-store.ts";

import type { ManifestContent } from "../../environment/actions/manifest-content.ts";
import type { PlannedAction } from "../../environment/actions/planned-action.ts";
import type { PlannedLoad } from "../../environment/load/planned-load.ts";
import type { ListedContent, ListedObject } from "../../environment/workload-source.ts";

import { IdleWorkloads } from "./idle-workloads.ts";
import { saysUse, ServingPods } from "./known-use.ts";
import { SilentWorkloads, type SilentWorkload } from "./silent-workloads.ts";

/** Of more of them one note tells. */
const TOLD_EACH = 3;
/** In that note. */
const NAMED = 5;

/** All that has pods, or brings some. */
export interface NeighbourWorld {
  readonly contents: readonly ListedContent[];
  readonly actions: readonly PlannedAction[];
  /** Objects that actions bring, with where they stand. */
  readonly brought: readonly ListedObject[];
  /** Those of the files and of actions. */
  readonly objects: readonly StoredObject[];
}

/** Of pods whose controllers run. */
export function reportSilentNeighbours(load: PlannedLoad, world: NeighbourWorld, sink: DiagnosticSink): void {
  const silent = silentIn(load, world);
  const count = silent.reduce((sum, one) => sum + one.count, 0);
  if (count > TOLD_EACH) sink.report(noteOfAll(silent, count));
  else for (const one of silent) sink.report(noteOf(one));
}

function silentIn(
  load: PlannedLoad,
  { contents, actions, brought, objects }: NeighbourWorld,
): readonly SilentWorkload[] {
  const listed = [...contents.flatMap((content) => content.objects), ...brought];
  const serving = new ServingPods(load, objects);
  const idle = new IdleWorkloads(objects, actions);
  const workloads = new SilentWorkloads(listed, (shape) => !saysUse(shape, "plimsoll/cpu-use") && !serving.has(shape));
  for (const one of listed) if (!idle.has(one.stored)) workloads.addObject(one);
  for (const { boundPods, pods, placeOf } of contents) {
    for (const { pod, position } of boundPods) workloads.addPod(pod, () => position);
    workloads.addBatch(pods, placeOf);
  }
  for (const { kind, settings, position } of actions) {
    if (kind !== "apply") continue;
    for (const pod of (settings["content"] as ManifestContent).pods) workloads.addPod(pod, () => position);
  }
  return workloads.found;
}

function noteOf({ name, position }: SilentWorkload): Diagnostic {
  return note(`${name} takes no CPU from pods under load: nothing says how much it uses ${remedy("its")}`, position);
}

function noteOfAll(silent: readonly SilentWorkload[], count: number): Diagnostic {
  const named = silent.slice(0, NAMED).map(({ name }) => name);
  const who = named.join(", ") + (count > named.length ? `, and ${count - named.length} more` : "");
  return note(
    `${count} workloads take no CPU from pods under load: nothing says how much ${who} use ${remedy("their")}`,
    silent[0]!.position,
  );
}

function note(message: string, position: Diagnostic["position"]): Diagnostic {
  const common = { code: "not-simulated", severity: "not-simulated", message } as const;
  return position === undefined ? common : { ...common, position };
}

function remedy(whose: "its" | "their"): string {
  return `(plimsoll/cpu-use in ${whose} pods, or an entry of spec.load for them, would)`;
}
