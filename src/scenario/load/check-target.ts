// Whose pods serve the requests of a service, held against what the scenario has.

import { suggestionFor } from "../../base/diagnostic.ts";

import { namespaceIn, type StoredObject } from "../../cluster/object-store.ts";

import type { LoadTarget } from "../../environment/load/planned-load.ts";

import type { ScenarioOptions } from "../scenario-options.ts";
import type { LoadReading, PodShape } from "./load-reading.ts";
import type { LoadOptions } from "./load-schema.ts";
import { templateShapes } from "./pod-shapes.ts";

const KINDS: ReadonlyMap<string, LoadTarget["kind"]> = new Map([
  ["service", "Service"],
  ["deployment", "Deployment"],
  ["statefulset", "StatefulSet"],
  ["daemonset", "DaemonSet"],
  ["replicaset", "ReplicaSet"],
]);

/** The target as it is written: `service/web`. */
export function targetOf({ target, namespace = "default" }: Pick<LoadOptions, "target" | "namespace">): LoadTarget {
  const slash = target.indexOf("/");
  return { kind: KINDS.get(target.slice(0, slash))!, namespace, name: target.slice(slash + 1) };
}

export function targetText({ kind, name }: LoadTarget): string {
  return `${kind.toLowerCase()}/${name}`;
}

/** Tells of a target that is not there, or has no pods, or not the container. */
export function checkTarget(
  target: LoadTarget,
  container: string | undefined,
  reading: LoadReading,
  reader: ScenarioOptions,
): void {
  // Files that could not be read have been told; that what they hold is missing is no further mistake.
  const { objects, pods, sink } = reading;
  if (sink.hasErrors && (objects.length === 0 || pods.length === 0)) return;
  const found = findTarget(target, objects, reader);
  const shapes = found === undefined ? undefined : shapesOf(found, target, reading, reader);
  if (shapes === undefined || container === undefined || shapes.length === 0) return;
  const names = [...new Set(shapes.flatMap(({ containers }) => containers))];
  if (names.includes(container)) return;
  const message = `${targetText(target)} has no container ${container}`;
  const expected = `one of ${names.join(", ")}`;
  reader.report(["container"], { code: "unknown-container", message, expected, ...suggestionFor(container, names) });
}

function findTarget(
  target: LoadTarget,
  objects: readonly StoredObject[],
  reader: ScenarioOptions,
): StoredObject | undefined {
  const ofKind = objects.filter(({ kind }) => kind === target.kind);
  const there = ofKind.filter((one) => namespaceIn(one) === target.namespace);
  const found = there.find((one) => nameOf(one) === target.name);
  if (found !== undefined) return found;
  const names = there.map(nameOf);
  const elsewhere = ofKind.find((one) => nameOf(one) === target.name);
  const prefix = target.kind.toLowerCase();
  const known = names.slice(0, 10).map((name) => `${prefix}/${name}`);
  const expected =
    elsewhere !== undefined
      ? `namespace: ${namespaceIn(elsewhere)}`
      : known.length === 0
        ? `a ${target.kind} in the manifests of the scenario or of an action`
        : `one of ${known.join(", ")}`;
  const message = `target: the scenario has no ${targetText(target)} in the namespace ${target.namespace}`;
  const near = suggestionFor(target.name, names).suggestion;
  const suggestion = near === undefined ? {} : { suggestion: `${prefix}/${near}` };
  reader.report(["target"], { code: "unknown-object", message, expected, ...suggestion });
  return undefined;
}

/** Shapes of the pods that would serve; undefined if there cannot be any, which is told. */
function shapesOf(
  found: StoredObject,
  target: LoadTarget,
  { pods }: LoadReading,
  reader: ScenarioOptions,
): readonly PodShape[] | undefined {
  const refuse = (why: string, expected: string) => {
    const message = `target: ${targetText(target)} has no pods: ${why}`;
    reader.report(["target"], { code: "target-without-pods", message, expected });
    return undefined;
  };
  if (found.kind === "Service") {
    const selector = Object.entries(found.object.spec?.selector ?? {});
    if (selector.length === 0) return refuse("it has no selector", "a Service with a selector, or a workload");
    const selected = pods.filter(
      ({ namespace, labels }) =>
        namespace === target.namespace &&
        selector.every(([key, value]) => Object.hasOwn(labels, key) && labels[key] === value),
    );
    const labels = selector.map(([key, value]) => `${key}: ${value}`).join(", ");
    if (selected.length === 0) return refuse("its selector meets no pod", `pods with the labels ${labels}`);
    return selected;
  }
  const { spec } = found.object as { readonly spec?: { readonly replicas?: number; readonly template?: unknown } };
  if (spec?.replicas === 0) return refuse("replicas is 0", "replicas of 1 or more");
  return templateShapes(found);
}

function nameOf({ object }: StoredObject): string {
  return object.metadata?.name ?? "";
}
