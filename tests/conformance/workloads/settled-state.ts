// The state in which the controllers leave everything at an instant, in the records' words.

import { encodeStruct } from "../../../src/model/api/encode.ts";
import type { StructType } from "../../../src/model/api/api-type.ts";
import type { ApiStorage } from "./api-storage.ts";
import type { PodStatus } from "./live-pods.ts";
import type { RecordedNames } from "./recorded-names.ts";
import type { SettledPatch } from "./record.ts";
import { definitionOf, stableText, type KeptObject } from "./stored-object.ts";
import type { WallClock } from "./wall-clock.ts";
import { ownerOf, revisionLabelOf } from "./write-summary.ts";

type Fields = Readonly<Record<string, unknown>>;

export interface SettledState {
  /** By `Kind/name`. */
  readonly objects: Fields;
  /** Counts by owner. */
  readonly pods: Fields;
}

const KINDS: readonly string[] = [
  "Deployment",
  "ReplicaSet",
  "ReplicationController",
  "StatefulSet",
  "DaemonSet",
  "Job",
  "CronJob",
  "PodDisruptionBudget",
];
const WITH_REPLICAS: ReadonlySet<string> = new Set(["Deployment", "ReplicaSet"]);
const REVISION = "deployment.kubernetes.io/revision";

export class StateReader {
  readonly #storage: ApiStorage;
  readonly #clock: WallClock;
  readonly #names: RecordedNames;

  constructor(storage: ApiStorage, clock: WallClock, names: RecordedNames) {
    this.#storage = storage;
    this.#clock = clock;
    this.#names = names;
  }

  read(): SettledState {
    const objects: Record<string, unknown> = {};
    for (const kind of KINDS) {
      for (const object of this.#storage.all(kind)) {
        objects[`${kind}/${this.#names.recorded(object.metadata.name!)}`] = this.#object(kind, object);
      }
    }
    return { objects, pods: this.#pods() };
  }

  #object(kind: string, object: KeptObject): Fields {
    const { metadata, spec, status = {} } = object;
    const revision = metadata.annotations?.[REVISION];
    const replicas = WITH_REPLICAS.has(kind) ? spec?.["replicas"] : undefined;
    return {
      ...(replicas === undefined ? {} : { "spec.replicas": replicas }),
      ...(WITH_REPLICAS.has(kind) && revision !== undefined ? { revision } : {}),
      ...(metadata.deletionTimestamp === undefined ? {} : { deleting: true }),
      status: this.#status(kind, status),
    };
  }

  #status(kind: string, status: Fields): Fields {
    const type = definitionOf(kind)!.type.fields.get("status")!.type as StructType;
    const encoded = encodeStruct(status, type);
    const told: Record<string, unknown> = {};
    for (const [field, value] of Object.entries(encoded)) {
      if (value === null || value === undefined) continue;
      if (field === "conditions") {
        const conditions = this.#conditions(value as readonly Fields[]);
        if (Object.keys(conditions).length > 0) told[field] = conditions;
      } else if (field === "active" && Array.isArray(value)) told[field] = value.map(({ name }: Fields) => name);
      else if (field.endsWith("Time")) told[`${field}Us`] = this.#clock.momentOf(value as string);
      else if (field === "disruptedPods") told[field] = this.#moments(value as Fields);
      else told[field] = value;
    }
    return this.#names.recordedIn(told) as Fields;
  }

  #conditions(conditions: readonly Fields[]): Fields {
    return Object.fromEntries(
      conditions.map(({ type, status, reason = "", message = "", lastTransitionTime, lastUpdateTime }) => [
        type as string,
        [
          status,
          reason,
          message,
          this.#clock.momentOf(lastTransitionTime as string | undefined),
          ...(lastUpdateTime === undefined || lastUpdateTime === null
            ? []
            : [this.#clock.momentOf(lastUpdateTime as string)]),
        ],
      ]),
    );
  }

  #moments(values: Fields): Fields {
    return Object.fromEntries(
      Object.entries(values).map(([key, value]) => [key, this.#clock.momentOf(value as string)]),
    );
  }

  #pods(): Fields {
    const counts = new Map<string, Record<string, number>>();
    for (const pod of this.#storage.all("Pod")) {
      const key = this.#names.recorded(groupOf(pod, this.#names));
      const count = counts.get(key) ?? {};
      counts.set(key, count);
      count["total"] = (count["total"] ?? 0) + 1;
      const life = lifeOf(pod);
      count[life] = (count[life] ?? 0) + 1;
    }
    return Object.fromEntries(counts);
  }
}

function groupOf(pod: KeptObject, names: RecordedNames): string {
  const owner = ownerOf(pod);
  if (owner === "") return "none";
  if (!/^(StatefulSet|DaemonSet)\//.test(owner)) return owner;
  return `${owner} ${names.recorded(revisionLabelOf(pod) ?? "")}`;
}

function lifeOf({ metadata, status }: KeptObject): string {
  const { phase = "Pending", conditions = [] } = (status ?? {}) as PodStatus;
  if (metadata.deletionTimestamp !== undefined) return "terminating";
  if (phase !== "Running") return phase.toLowerCase();
  return conditions.some(({ type, status: is }) => type === "Ready" && is === "True") ? "ready" : "running";
}

/** A JSON merge patch that makes `after` of `before`; undefined if they are equal. */
export function patchBetween(before: SettledState, after: SettledState): SettledPatch | undefined {
  const objects = mergePatchBetween(before.objects, after.objects);
  const pods = Object.fromEntries(
    [...new Set([...Object.keys(before.pods), ...Object.keys(after.pods)])].flatMap((key) =>
      stableText(before.pods[key]) === stableText(after.pods[key]) ? [] : [[key, after.pods[key] ?? null]],
    ),
  );
  if (objects === undefined && Object.keys(pods).length === 0) return undefined;
  return {
    ...(objects === undefined ? {} : { objects: objects as Fields }),
    ...(Object.keys(pods).length === 0 ? {} : { pods }),
  };
}

function mergePatchBetween(before: unknown, after: unknown): unknown {
  if (!isObject(before) || !isObject(after))
    return stableText(before) === stableText(after) ? undefined : (after ?? null);
  const patch: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const inner = Object.hasOwn(after, key) ? mergePatchBetween(before[key], after[key]) : null;
    if (inner !== undefined) patch[key] = inner;
  }
  return Object.keys(patch).length === 0 ? undefined : patch;
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
