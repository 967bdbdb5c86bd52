// Carries out in a replay what the controllers of nodes decide, and writes down what changed.

import type { NodeDecision } from "../../../src/components/node-lifecycle/decision.ts";
import type { EvictionDecision } from "../../../src/components/node-lifecycle/taint-eviction.ts";
import type { GcDecision } from "../../../src/components/pod-gc/gc-pass.ts";
import { hasTaint, withoutTaints } from "../../../src/model/node-taints.ts";
import type { RecordedApi } from "./recorded-api.ts";

/** Digits of a number of single precision. */
const SINGLE_DIGITS = 7;

type TaintDecision = Extract<NodeDecision, { kind: "add-taints" | "remove-taints" }>;

/** False if the API server refused. */
export function carryOut(api: RecordedApi, decision: NodeDecision): boolean {
  const by = "node-lifecycle";
  switch (decision.kind) {
    case "conditions":
      if (api.refuses(by, "update", "nodes", "status")) return false;
      api.writeConditions(decision.node, decision.conditions, by);
      return true;
    case "add-taints":
    case "remove-taints":
      return carryOutTaints(api, decision);
    case "labels":
      return carryOutLabels(api, decision);
    case "pod-not-ready": {
      if (api.refuses(by, "update", "pods", "status")) return false;
      const pod = api.pods.all[decision.pod]!;
      const ready = pod.conditions.find(({ type }) => type === "Ready");
      api.pods.setStatus(pod, { ...ready, type: "Ready", status: "False" }, by);
      return true;
    }
    case "node-event":
      api.log(by, { do: "event", node: decision.node, ...decision.event });
      return true;
    case "pod-event":
      api.log(by, { do: "event", pod: api.pods.all[decision.pod]!.key, ...decision.event });
      return true;
    case "zone": {
      const taintsPerSecond = Number(decision.taintsPerSecond.toPrecision(SINGLE_DIGITS));
      api.log(by, { do: "zone", zone: decision.zone.replace("\u0000", ""), state: decision.state, taintsPerSecond });
      return true;
    }
  }
}

function carryOutTaints(api: RecordedApi, { kind, node, taints }: TaintDecision): boolean {
  const by = "node-lifecycle";
  const before = api.nodes.get(node)?.object.spec?.taints ?? [];
  const isAdding = kind === "add-taints";
  const touched = isAdding ? withoutTaints(taints, before) : before.filter((taint) => hasTaint(taints, taint));
  if (!isAdding && touched.length === 0) return true;
  if (api.refuses(by, "patch", "nodes", "")) return false;
  if (touched.length === 0) return true;
  api.log(by, { do: "taints", node, [isAdding ? "added" : "removed"]: touched });
  api.setTaints(node, isAdding ? [...before, ...touched] : withoutTaints(before, taints));
  return true;
}

function carryOutLabels(api: RecordedApi, { node, labels }: Extract<NodeDecision, { kind: "labels" }>): boolean {
  const by = "node-lifecycle";
  if (api.refuses(by, "patch", "nodes", "")) return false;
  const { object } = api.nodes.get(node)!;
  api.log(by, { do: "labels", node, labels });
  api.changeNode(node, {
    ...object,
    metadata: { ...object.metadata, labels: { ...object.metadata.labels, ...labels } },
  });
  return true;
}

/** The same for the taint eviction controller. */
export function carryOutEviction(api: RecordedApi, decision: EvictionDecision): boolean {
  const by = "taint-eviction";
  const pod = api.pods.all[decision.pod]!;
  switch (decision.kind) {
    case "pod-event":
      api.log(by, { do: "event", pod: pod.key, ...decision.event });
      return true;
    case "disruption-target": {
      const { reason, message } = decision;
      if (pod.isGone || api.refuses(by, "patch", "pods", "status")) return false;
      api.pods.setStatus(pod, { type: "DisruptionTarget", status: "True", reason, message }, by);
      return true;
    }
    case "delete-pod":
      if (pod.isGone || api.refuses(by, "delete", "pods", "")) return false;
      api.pods.delete(pod, undefined, by);
      return true;
  }
}

/** The same for the garbage collector. */
export function carryOutCollection(api: RecordedApi, decision: GcDecision): boolean {
  const by = "pod-gc";
  const pod = api.pods.all[decision.pod]!;
  const isDelete = decision.kind === "force-delete-pod";
  if (pod.isGone || api.refuses(by, isDelete ? "delete" : "patch", "pods", isDelete ? "" : "status")) return false;
  if (isDelete) {
    api.pods.delete(pod, 0, by);
    return true;
  }
  const { disruption } = decision;
  const condition = disruption === undefined ? undefined : { type: "DisruptionTarget", status: "True", ...disruption };
  api.pods.setStatus(pod, condition, by, "Failed");
  return true;
}
