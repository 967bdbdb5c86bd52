// Takes over of an object what its shape names, and nothing else. Whatever the value, nothing is thrown: objects of
// kinds whose rules are not known come here unchecked.

import { unreachable } from "../../base/invariant.ts";

import { TEMPLATE_GENERATION } from "../../model/api/number-annotations.ts";
import { behaviourNamed, behaviourValueOf, isBehaviourValue } from "../../model/kubelet/container-behaviour.ts";
import { hookSleepSeconds } from "../../model/kubelet/hook-sleep.ts";
import { PRICE_PER_HOUR } from "../../model/node-price.ts";

import type { ObjectShape, Shape } from "./shape.ts";

export type PlainObject = Readonly<Record<string, unknown>>;

/** Annotations that say how Kubernetes or plimsoll treats an object. Their values are numbers, times and yes or no. */
const KEPT_ANNOTATIONS: ReadonlySet<string> = new Set([
  "plimsoll/arrives-at",
  "plimsoll/runs-for",
  PRICE_PER_HOUR,
  "batch.kubernetes.io/cronjob-scheduled-timestamp",
  "cluster-autoscaler.kubernetes.io/safe-to-evict",
  "cluster-autoscaler.kubernetes.io/scale-down-disabled",
  "controller.kubernetes.io/pod-deletion-cost",
  TEMPLATE_GENERATION,
  "deployment.kubernetes.io/revision",
  "karpenter.sh/do-not-disrupt",
  "pv.kubernetes.io/bind-completed",
  "pv.kubernetes.io/bound-by-controller",
  "storageclass.beta.kubernetes.io/is-default-class",
  "storageclass.kubernetes.io/is-default-class",
]);

/** What is kept of mappings with a key: parts of label requirements, taints and tolerations. */
const KEYED_FIELDS = Object.freeze(["key", "operator", "value", "values", "effect", "tolerationSeconds", "timeAdded"]);

/** The kept part of an object, its fields in the order of the shape; undefined if nothing of it is worth keeping. */
export function trimmedObject(value: unknown, shape: ObjectShape): PlainObject | undefined {
  if (!isObject(value)) return undefined;
  const kept: Record<string, unknown> = {};
  for (const [name, fieldShape] of shape.fields) {
    if (!Object.hasOwn(value, name)) continue;
    const part = trimmed(value[name], fieldShape);
    if (part !== undefined) kept[name] = part;
  }
  const { needsOneOf } = shape;
  if (needsOneOf.length > 0 && !needsOneOf.some((name) => Object.hasOwn(kept, name))) return undefined;
  // An empty mapping may mean something (a selector of everything); one that only became empty does not.
  return Object.keys(kept).length === 0 && Object.keys(value).length > 0 ? undefined : kept;
}

function trimmed(value: unknown, shape: Shape): unknown {
  switch (shape.kind) {
    case "plain":
      return isPlain(value) ? value : undefined;
    case "text":
      return typeof value === "string" || typeof value === "number" ? value : undefined;
    case "word":
      return shape.words.find((word) => word === value);
    case "command":
      return isObject(value) ? { command: keptCommand(value["command"]) } : undefined;
    case "list":
      return trimmedList(value, shape.of);
    case "labels":
    case "amounts":
      return filtered(value, (_, part) => isScalar(part));
    case "annotations":
      return nonEmpty(filtered(value, (name, part) => isKeptAnnotation(name, part)));
    case "keyed":
      return filtered(value, (name, part) => KEYED_FIELDS.includes(name) && isPlain(part));
    case "object":
      return trimmedObject(value, shape);
    default:
      return unreachable(shape);
  }
}

function keptCommand(value: unknown): readonly string[] {
  const command = Array.isArray(value) ? value.map(String) : [];
  const seconds = hookSleepSeconds({ exec: { command } });
  return seconds === undefined ? ["true"] : ["sleep", String(seconds)];
}

function trimmedList(value: unknown, of: Shape): readonly unknown[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const kept = value.map((item: unknown) => trimmed(item, of)).filter((item) => item !== undefined);
  return kept.length === 0 && value.length > 0 ? undefined : kept;
}

function filtered(value: unknown, keeps: (name: string, part: unknown) => boolean): PlainObject | undefined {
  if (!isObject(value)) return undefined;
  return Object.fromEntries(Object.entries(value).filter(([name, part]) => keeps(name, part)));
}

/** What a user says of containers is kept where it is understood: no other text gets in. */
function isKeptAnnotation(name: string, value: unknown): boolean {
  if (KEPT_ANNOTATIONS.has(name)) return isScalar(value);
  const behaviour = behaviourNamed(name);
  if (behaviour === undefined || typeof value !== "string") return false;
  return isBehaviourValue(behaviourValueOf(behaviour.annotation), value);
}

function nonEmpty(value: PlainObject | undefined): PlainObject | undefined {
  return value === undefined || Object.keys(value).length === 0 ? undefined : value;
}

function isPlain(value: unknown): boolean {
  return Array.isArray(value) ? value.every(isScalar) : isScalar(value);
}

function isScalar(value: unknown): boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

export function isObject(value: unknown): value is PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
