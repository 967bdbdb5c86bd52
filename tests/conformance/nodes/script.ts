// What a record's script does to its nodes and pods.

import { withoutTaints, withTaint } from "../../../src/model/node-taints.ts";
import type { Node, NodeCondition, Pod, Taint } from "../../../src/model/objects.ts";
import type { RecordedApi } from "./recorded-api.ts";
import type { ScriptStep } from "./record.ts";

const EPOCH_MS = Date.UTC(2000, 0, 1);

/** A step that edits one node. */
type NodeEdit = Extract<
  ScriptStep,
  | { do: "nodeConditions" }
  | { do: "dropConditions" | "cordon" | "uncordon" }
  | { do: "taint" | "untaint" }
  | { do: "label" }
>;

/** A step that does something to one pod. */
type PodEdit = Extract<ScriptStep, { do: "deletePod" | "podPhase" | "bind" | "tolerations" }>;

export function editNode(api: RecordedApi, step: NodeEdit): void {
  const { object } = api.nodes.get(step.node)!;
  switch (step.do) {
    case "nodeConditions":
      return api.writeConditions(step.node, mergedConditions(object, step.conditions), "script");
    case "dropConditions":
      return api.changeNode(step.node, { ...object, status: { ...object.status, conditions: [] } });
    case "cordon":
    case "uncordon":
      return api.changeNode(step.node, { ...object, spec: { ...object.spec, unschedulable: step.do === "cordon" } });
    case "taint":
      return api.setTaints(step.node, step.taints.reduce(withTaint, object.spec?.taints ?? ([] as readonly Taint[])));
    case "untaint":
      return api.setTaints(step.node, withoutTaints(object.spec?.taints, step.taints));
    case "label": {
      const labels = Object.entries({ ...object.metadata.labels, ...step.labels });
      const kept = Object.fromEntries(labels.filter((entry): entry is [string, string] => entry[1] !== null));
      return api.changeNode(step.node, { ...object, metadata: { ...object.metadata, labels: kept } });
    }
  }
}

export function editPod(api: RecordedApi, step: PodEdit): void {
  const pod = api.pods.find(step.pod);
  if (step.do === "deletePod") return api.pods.delete(pod, step.graceSeconds, "script");
  if (step.do === "podPhase") pod.phase = step.phase;
  if (step.do === "bind") pod.nodeName = step.node;
  if (step.do === "tolerations") pod.tolerations = step.tolerations;
  if (step.do !== "podPhase") api.seenPods.add(pod);
}

/** When an object says that it was created, in µs; else as given. */
export function createdUs({ metadata }: Node | Pod, otherwiseUs: number): number {
  const { creationTimestamp } = metadata;
  return creationTimestamp === undefined || creationTimestamp === null
    ? otherwiseUs
    : (Date.parse(creationTimestamp) - EPOCH_MS) * 1000;
}

function mergedConditions({ status }: Node, changed: readonly NodeCondition[]): readonly NodeCondition[] {
  const others = (status?.conditions ?? []).filter(({ type }) => changed.every((condition) => condition.type !== type));
  return [...others, ...changed];
}
