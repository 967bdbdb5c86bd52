// Actions that take from an autoscaler what it has done: an apply writes spec.replicas, whatever the autoscaler had set it to, where a
// manifest names it, as kubectl does.

import type { DiagnosticSink } from "../../base/diagnostic.ts";

import { namespaceIn, type StoredObject } from "../../cluster/object-store.ts";

import type { ManifestContent } from "../../environment/actions/manifest-content.ts";
import type { PlannedAction } from "../../environment/actions/planned-action.ts";
import type { ListedObject } from "../../environment/workload-source.ts";

import { objectKey, storedKey } from "./object-key.ts";

/** `listed`: what there is before the actions, with controllers that run. */
export function reportResetReplicas(
  listed: readonly ListedObject[],
  actions: readonly PlannedAction[],
  sink: DiagnosticSink,
): void {
  const there = listed.map(({ stored }) => stored);
  const known = new Set(there.map(storedKey));
  const scalers = scalersOf(there);
  for (const { kind, settings, position } of actions) {
    if (kind !== "apply") continue;
    const { objects, named } = settings["content"] as ManifestContent;
    for (const [place, stored] of objects.entries()) {
      const scaler = known.has(storedKey(stored)) ? scalers.get(storedKey(stored)) : undefined;
      if (scaler === undefined || !namesReplicas(named[place]!)) continue;
      const { spec = {}, metadata = {} } = stored.object as {
        spec?: { replicas?: number };
        metadata?: { name?: string };
      };
      sink.report({
        code: "reset-replicas",
        severity: "warning",
        message: `apply sets ${stored.kind.toLowerCase()}/${metadata.name} to ${spec.replicas ?? 1} replicas, whatever ${scaler} has made of them`,
        position,
        expected: "as many replicas as are needed until the autoscaler looks again",
      });
    }
  }
}

function namesReplicas(named: ManifestContent["named"][number]): boolean {
  return named === null || named["spec"]?.["replicas"] !== undefined;
}

/** Autoscalers by what they scale: `hpa/web`. */
function scalersOf(objects: readonly StoredObject[]): ReadonlyMap<string, string> {
  const scalers = new Map<string, string>();
  for (const stored of objects) {
    if (stored.kind !== "HorizontalPodAutoscaler") continue;
    const { metadata, spec } = stored.object;
    const { kind, name } = spec?.scaleTargetRef ?? {};
    scalers.set(objectKey(kind, namespaceIn(stored), name), `hpa/${metadata?.name ?? ""}`);
  }
  return scalers;
}
