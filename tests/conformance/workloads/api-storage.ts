// The small API server of the replay: it keeps objects, gives them what a server gives (defaults, uid, generation, version),
// marks and removes what is deleted, and tells what changed. What it decides are the project's own rules
// (src/model/api, src/model/api-server); admission plugins are none.

import { decodeStruct } from "../../../src/model/api/decode.ts";
import { TEMPLATE_GENERATION } from "../../../src/model/api/number-annotations.ts";
import type { ObjectMeta } from "../../../src/model/api/types/object-meta.ts";
import {
  beginDeletion,
  isOver,
  podEnd,
  type DeletionPropagation,
  type PodDeletion,
} from "../../../src/model/api-server/deletion.ts";
import { withSentStatus } from "../../../src/model/api-server/status-update.ts";
import type { RefusalReason } from "../../../src/components/controllers/controller.ts";
import type { ApiObject } from "./record.ts";
import {
  apiVersionOf,
  definitionOf,
  namespaceOf,
  readAs,
  resourceOf,
  stableText,
  type KeptObject,
} from "./stored-object.ts";
import type { WallClock } from "./wall-clock.ts";

export interface StorageChange {
  readonly type: "added" | "updated" | "deleted";
  readonly kind: string;
  /** As it is now, or was when it went. */
  readonly object: KeptObject;
  readonly before?: KeptObject;
}

export type Answer =
  | { readonly kind: "done"; readonly object: KeptObject; readonly before?: KeptObject; readonly removed: boolean }
  | { readonly kind: "refused"; readonly reason: RefusalReason; readonly message: string };

type Refusal = Extract<Answer, { kind: "refused" }>;

function isRefusal(found: KeptObject | Refusal): found is Refusal {
  return found.kind === "refused";
}

export interface DeleteOptions {
  readonly uid?: string | undefined;
  readonly propagation?: DeletionPropagation | undefined;
  readonly graceSeconds?: number | undefined;
}

type MaxUnavailable = number | string | undefined;

function rollingUpdateOf(draft: Record<string, unknown>): { maxUnavailable?: MaxUnavailable } | undefined {
  const { updateStrategy } = (draft["spec"] ?? {}) as { updateStrategy?: { rollingUpdate?: object } };
  return updateStrategy?.rollingUpdate;
}

/** A real server writes the template's generation as an annotation; the records' server did not (daemonset/033). */
function withoutTemplateGeneration(kind: string, draft: Record<string, unknown>): void {
  if (kind !== "DaemonSet") return;
  const metadata = draft["metadata"] as { annotations?: Record<string, string> };
  delete metadata.annotations?.[TEMPLATE_GENERATION];
  if (Object.keys(metadata.annotations ?? {}).length === 0) delete metadata.annotations;
}

export class ApiStorage {
  readonly #clock: WallClock;
  readonly #byKind = new Map<string, Map<string, KeptObject>>();
  readonly #listeners: ((change: StorageChange) => void)[] = [];
  readonly #generated = new Map<string, number>();
  #version = 0;
  #uids = 0;

  /** `uidOf` may know the uid that an object of a name had when it was recorded. */
  readonly #uidOf: (kind: string, name: string) => string | undefined;

  readonly #featureGates: ReadonlyMap<string, boolean>;

  constructor(
    clock: WallClock,
    featureGates: ReadonlyMap<string, boolean>,
    uidOf: (kind: string, name: string) => string | undefined,
  ) {
    this.#clock = clock;
    this.#featureGates = featureGates;
    this.#uidOf = uidOf;
  }

  onChange(listener: (change: StorageChange) => void): void {
    this.#listeners.push(listener);
  }

  find(kind: string, namespace: string, name: string): KeptObject | undefined {
    return this.#byKind.get(kind)?.get(`${namespace}/${name}`);
  }

  all(kind: string): Iterable<KeptObject> {
    return this.#byKind.get(kind)?.values() ?? [];
  }

  /** What a user writes: defaults are applied; a given status and creation time stay. */
  createManifest(manifest: ApiObject): Answer {
    const kind = definitionOf(manifest.kind);
    const decoded = kind === undefined ? structuredClone(manifest) : decodeStruct(manifest, kind.type).value;
    return this.create(manifest.kind, readAs(decoded));
  }

  /** A new object; its name may be left to the server. */
  create(kind: string, given: KeptObject): Answer {
    const draft = { apiVersion: apiVersionOf(kind), kind, ...structuredClone(given) } as Record<string, unknown>;
    const metadata = (draft["metadata"] ??= {}) as { -readonly [Field in keyof ObjectMeta]: ObjectMeta[Field] };
    const { status } = given;
    const definition = definitionOf(kind);
    if (namespaceOf(kind, metadata) !== "") metadata.namespace ??= "default";
    metadata.name ??= this.#generatedName(kind, metadata.generateName ?? "");
    metadata.uid ??= this.#newUid(kind, metadata.name);
    metadata.creationTimestamp ??= this.#clock.timestamp;
    definition?.applyDefaults(draft);
    const maxUnavailable = rollingUpdateOf(draft)?.maxUnavailable;
    definition?.prepareForCreate(draft);
    this.#keepGated(kind, draft, maxUnavailable);
    withoutTemplateGeneration(kind, draft);
    if (definition === undefined) metadata.generation = 1;
    const namespace = namespaceOf(kind, metadata);
    if (this.find(kind, namespace, metadata.name) !== undefined) {
      return refusal("AlreadyExists", `${resourceOf(kind)} "${metadata.name}" already exists`);
    }
    if (status !== undefined) draft["status"] = structuredClone(status);
    const object = this.#keep(kind, readAs(draft));
    this.#tell({ type: "added", kind, object });
    return { kind: "done", object, removed: false };
  }

  /** Replaces all but the status. `isVersionBound`: only if nobody changed it since the given version. */
  update(kind: string, given: KeptObject, isVersionBound: boolean): Answer {
    const old = this.#present(kind, given, isVersionBound);
    if (isRefusal(old)) return old;
    const draft = structuredClone(given) as Record<string, unknown>;
    const { uid, creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds, generation } = old.metadata;
    draft["metadata"] = defined({
      ...given.metadata,
      uid,
      creationTimestamp,
      deletionTimestamp,
      deletionGracePeriodSeconds,
      generation,
    });
    const definition = definitionOf(kind);
    if (old.status === undefined) delete draft["status"];
    else draft["status"] = old.status;
    const maxUnavailable = rollingUpdateOf(draft)?.maxUnavailable;
    definition?.prepareForUpdate?.(draft, old);
    this.#keepGated(kind, draft, maxUnavailable);
    withoutTemplateGeneration(kind, draft);
    return this.#replace(kind, old, sharing(draft, old) as KeptObject);
  }

  /** Puts back what the server drops only while its gate is closed: what the draft had `before` that. */
  #keepGated(kind: string, draft: Record<string, unknown>, before: MaxUnavailable): void {
    if (kind !== "StatefulSet" || before === undefined) return;
    const rollingUpdate = rollingUpdateOf(draft);
    if (this.#featureGates.get("MaxUnavailableStatefulSet") === true && rollingUpdate !== undefined) {
      rollingUpdate.maxUnavailable = before;
    }
  }

  /** Replaces the status and nothing else. */
  updateStatus(kind: string, given: KeptObject, isVersionBound: boolean): Answer {
    const old = this.#present(kind, given, isVersionBound);
    if (isRefusal(old)) return old;
    return this.#replace(kind, old, sharing(withSentStatus(old, given), old) as KeptObject);
  }

  delete(kind: string, namespace: string, name: string, options: DeleteOptions): Answer {
    const old = this.find(kind, namespace, name);
    if (old === undefined) return notFound(kind, name);
    if (options.uid !== undefined && options.uid !== old.metadata.uid) {
      const message = `Precondition failed: UID in precondition: ${options.uid}, UID in object meta: ${old.metadata.uid}`;
      return refusal("Conflict", `Operation cannot be fulfilled on ${resourceOf(kind)} "${name}": ${message}`);
    }
    const { graceSeconds, deadlineUs } = this.#endOf(kind, old, options.graceSeconds);
    const outcome = beginDeletion(old.metadata, {
      graceSeconds,
      deletionTimestamp: this.#clock.timestampAt(deadlineUs),
      ...(options.propagation === undefined ? {} : { propagation: options.propagation }),
    });
    if (outcome.kind === "unchanged") return { kind: "done", object: old, before: old, removed: false };
    if (outcome.kind === "removed") return this.#remove(kind, old, old);
    return this.#replace(kind, old, { ...old, metadata: outcome.metadata });
  }

  #endOf(kind: string, pod: KeptObject, askedSeconds: number | undefined): PodDeletion {
    const { nowUs } = this.#clock;
    if (kind !== "Pod") return { deadlineUs: nowUs, graceSeconds: 0 };
    const { nodeName, terminationGracePeriodSeconds } = (pod.spec ?? {}) as {
      nodeName?: string;
      terminationGracePeriodSeconds?: number;
    };
    const phase = ((pod.status ?? {}) as { phase?: string }).phase ?? "";
    const deadlineUs = this.#clock.momentOf(pod.metadata.deletionTimestamp);
    const pending =
      deadlineUs === undefined ? undefined : { deadlineUs, graceSeconds: pod.metadata.deletionGracePeriodSeconds ?? 0 };
    const ending = { nodeName, phase, ownGraceSeconds: terminationGracePeriodSeconds, pending };
    return podEnd(ending, askedSeconds, nowUs);
  }

  #present(kind: string, { metadata }: KeptObject, isVersionBound: boolean): KeptObject | Refusal {
    const name = metadata.name ?? "";
    const old = this.find(kind, namespaceOf(kind, metadata), name);
    if (old === undefined || (metadata.uid !== undefined && metadata.uid !== old.metadata.uid)) {
      return notFound(kind, name);
    }
    const { resourceVersion } = metadata;
    if (!isVersionBound || resourceVersion === undefined || resourceVersion === old.metadata.resourceVersion)
      return old;
    const message = "the object has been modified; please apply your changes to the latest version and try again";
    return refusal("Conflict", `Operation cannot be fulfilled on ${resourceOf(kind)} "${name}": ${message}`);
  }

  #replace(kind: string, old: KeptObject, next: KeptObject): Answer {
    if (isOver(next.metadata) && old.metadata.deletionTimestamp !== undefined) return this.#remove(kind, next, old);
    if (withoutVersion(old) === withoutVersion(next)) return { kind: "done", object: old, before: old, removed: false };
    const object = this.#keep(kind, next);
    this.#tell({ type: "updated", kind, object, before: old });
    return { kind: "done", object, before: old, removed: false };
  }

  #remove(kind: string, last: KeptObject, old: KeptObject): Answer {
    const { name = "" } = last.metadata;
    this.#byKind.get(kind)!.delete(`${namespaceOf(kind, last.metadata)}/${name}`);
    this.#tell({ type: "deleted", kind, object: last, before: old });
    return { kind: "done", object: last, before: old, removed: true };
  }

  #keep(kind: string, object: KeptObject): KeptObject {
    this.#version += 1;
    const kept = { ...object, metadata: { ...object.metadata, resourceVersion: `${this.#version}` } };
    if (!this.#byKind.has(kind)) this.#byKind.set(kind, new Map());
    this.#byKind.get(kind)!.set(`${namespaceOf(kind, kept.metadata)}/${kept.metadata.name}`, kept);
    return kept;
  }

  #tell(change: StorageChange): void {
    for (const listener of this.#listeners) listener(change);
  }

  #generatedName(kind: string, prefix: string): string {
    const key = `${kind} ${prefix}`;
    const number = (this.#generated.get(key) ?? 0) + 1;
    this.#generated.set(key, number);
    return `${prefix}${`${number}`.padStart(5, "0")}`;
  }

  #newUid(kind: string, name: string): string {
    this.#uids += 1;
    const own = `${this.#uids}`.padStart(12, "0");
    return `${this.#uidOf(kind, name) ?? "00000000"}-0000-4000-8000-${own}`;
  }
}

export function refusal(reason: RefusalReason, message: string): Refusal {
  return { kind: "refused", reason, message };
}

export function notFound(kind: string, name: string): Refusal {
  return refusal("NotFound", `${resourceOf(kind)} "${name}" not found`);
}

/** The same as `next`, with the parts of `old` that did not change: controllers know by identity what they have seen. */
function sharing(next: unknown, old: unknown): unknown {
  if (typeof next !== "object" || next === null || Array.isArray(next)) return next;
  if (stableText(next) === stableText(old)) return old;
  if (typeof old !== "object" || old === null) return next;
  return Object.fromEntries(
    Object.entries(next).map(([key, value]) => [key, sharing(value, (old as Readonly<Record<string, unknown>>)[key])]),
  );
}

function withoutVersion({ metadata, ...rest }: KeptObject): string {
  const { resourceVersion: _, ...others } = metadata;
  return stableText({ ...rest, metadata: others });
}

function defined<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
