// The requests of controllers to the replay's API server: what quota and rejections let through, and what the records say of it.

import { FOREGROUND_FINALIZER } from "../../../src/model/api-server/deletion.ts";
import { withOwnParts } from "../../../src/model/own-parts.ts";
import type { RefusalReason, Write, WriteResult } from "../../../src/components/controllers/controller.ts";
import type { StoredObject } from "../../../src/cluster/object-store.ts";
import { controllerOf } from "../../../src/components/controllers/owner-references.ts";
import { refusal, notFound, type Answer, type ApiStorage } from "./api-storage.ts";
import type { PodStatus } from "./live-pods.ts";
import type { Quota, RecordedEvent, RecordedWrite, Rejection } from "./record.ts";
import { namespaceOf, readAs, resourceOf, type KeptObject } from "./stored-object.ts";
import type { WallClock } from "./wall-clock.ts";
import { changedParts, creationParts, deletionParts, writeOf } from "./write-summary.ts";

/** What a request came to, as the records say it; an update that changes nothing is said, too. */
export type Outcome =
  | { readonly kind: "write"; readonly result: WriteResult; readonly write: RecordedWrite }
  | { readonly kind: "event"; readonly result: WriteResult; readonly event: RecordedEvent };

const DONE: WriteResult = { kind: "done", name: "" };

export class ControllerRequests {
  readonly #storage: ApiStorage;
  readonly #clock: WallClock;
  readonly #daemonPods = new Map<string, number>();
  #quota: Quota | undefined;
  #rejections: { readonly rejection: Rejection; left: number }[] = [];

  constructor(storage: ApiStorage, clock: WallClock, quota: Quota | null | undefined) {
    this.#storage = storage;
    this.#clock = clock;
    this.#quota = quota ?? undefined;
  }

  setQuota(quota: Quota | null | undefined): void {
    this.#quota = quota ?? undefined;
  }

  reject(rejection: Rejection): void {
    this.#rejections.push({ rejection, left: rejection.times });
  }

  request(write: Write): Outcome {
    switch (write.verb) {
      case "event":
        return { kind: "event", result: DONE, event: eventOf(write) };
      case "create":
        return this.#create(write.stored);
      case "update":
      case "patch":
        return this.#replace(write.verb, write.stored);
      case "updateStatus":
      case "patchStatus":
        return this.#replaceStatus(write.verb, write.stored);
      case "delete":
        return this.#delete(write.kind, write);
      case "delete-pod":
        return this.#delete("Pod", write);
      case "create-pod":
        return this.#createPod(write);
      case "patch-pod":
      case "update-pod":
        return this.#changePod(write);
      case "patch-pod-status":
        return this.#changePodStatus(write);
      case "update-scale":
        throw new Error("no workload is scaled by another object in these records");
    }
  }

  #create(stored: StoredObject): Outcome {
    const given: KeptObject = readAs(stored.object);
    const name = given.metadata.name ?? given.metadata.generateName ?? "";
    const answer =
      this.#refused("create", stored.kind, name) ?? this.#storage.create(stored.kind, { kind: stored.kind, ...given });
    const object = answer.kind === "done" ? answer.object : given;
    return outcome(
      writeOf("create", stored.kind, object.metadata.name ?? name, creationParts(stored.kind, object)),
      answer,
    );
  }

  #replace(verb: "update" | "patch", stored: StoredObject): Outcome {
    const given: KeptObject = readAs(stored.object);
    const name = given.metadata.name!;
    const answer =
      this.#refused(verb, stored.kind, name) ??
      this.#storage.update(stored.kind, { kind: stored.kind, ...given }, verb === "update");
    return outcome(writeOf(verb, stored.kind, name, changeParts(answer)), answer);
  }

  #replaceStatus(verb: "updateStatus" | "patchStatus", stored: StoredObject): Outcome {
    const given: KeptObject = readAs(stored.object);
    const name = given.metadata.name!;
    const answer =
      this.#refused(verb, stored.kind, name) ?? this.#storage.updateStatus(stored.kind, given, verb === "updateStatus");
    return outcome(writeOf(verb, stored.kind, name, {}), answer);
  }

  #delete(kind: string, write: Extract<Write, { verb: "delete" | "delete-pod" }>): Outcome {
    const { namespace, name, uid } = write;
    const before = this.#storage.find(kind, namespace, name);
    const propagation = this.#propagationOf(kind, write.propagation, before);
    const graceSeconds = write.verb === "delete-pod" ? write.graceSeconds : undefined;
    const answer =
      this.#refused("delete", kind, name) ??
      this.#storage.delete(kind, namespace, name, { uid, propagation, graceSeconds });
    const parts = {
      ...(before === undefined ? {} : deletionParts(kind, before)),
      propagation,
      ...(answer.kind === "done" && answer.removed ? { removed: true } : {}),
    };
    return outcome(writeOf("delete", kind, name, parts), answer);
  }

  /** The recorder's collector deletes all but pods in the foreground when their owner waits, whatever they own. */
  #propagationOf<Asked extends string | undefined>(
    kind: string,
    asked: Asked,
    object: KeptObject | undefined,
  ): Asked | "Foreground" {
    if (kind === "Pod" || asked !== "Background" || object === undefined) return asked;
    const owner = controllerOf(object.metadata);
    const holder = this.#storage.find(owner?.kind ?? "", namespaceOf(kind, object.metadata), owner?.name ?? "");
    return holder?.metadata.finalizers?.includes(FOREGROUND_FINALIZER) === true ? "Foreground" : asked;
  }

  #createPod(write: Extract<Write, { verb: "create-pod" }>): Outcome {
    const { namespace, template, owner, own, name, generateName } = write;
    const made = withOwnParts(template, own);
    const { name: _, ...metadata } = made.metadata;
    const fixedName = name ?? this.#daemonPodName(write);
    const pod: KeptObject = readAs({
      kind: "Pod",
      ...made,
      metadata: {
        ...metadata,
        namespace,
        ...(fixedName === undefined ? {} : { name: fixedName }),
        ...(generateName === undefined ? {} : { generateName }),
        ownerReferences: [owner],
      },
    });
    const shown = name ?? generateName ?? "";
    const answer = this.#refused("create", "Pod", shown) ?? this.#overQuota(shown) ?? this.#storage.create("Pod", pod);
    const object = answer.kind === "done" ? answer.object : pod;
    const said = answer.kind === "done" ? answer.object.metadata.name! : shown;
    return outcome(writeOf("create", "Pod", said, creationParts("Pod", object)), answer);
  }

  /** Daemon pods are named after their nodes, so that their names do not depend on who was first. */
  #daemonPodName({ owner, own, generateName }: Extract<Write, { verb: "create-pod" }>): string | undefined {
    if (owner.kind !== "DaemonSet" || own?.pinnedTo === undefined) return undefined;
    const prefix = `${generateName}${own.pinnedTo}-`;
    const number = (this.#daemonPods.get(prefix) ?? 0) + 1;
    this.#daemonPods.set(prefix, number);
    return `${prefix}${number}`;
  }

  #changePod(write: Extract<Write, { verb: "patch-pod" | "update-pod" }>): Outcome {
    const { namespace, name, uid, metadata } = write;
    const verb = write.verb === "patch-pod" ? "patch" : "update";
    const pod = this.#storage.find("Pod", namespace, name);
    const answer =
      this.#refused(verb, "Pod", name) ??
      (pod === undefined || pod.metadata.uid !== uid
        ? notFound("Pod", name)
        : this.#storage.update("Pod", { ...pod, metadata: { ...pod.metadata, ...withoutEmpty(metadata) } }, false));
    return outcome(writeOf(verb, "Pod", name, changeParts(answer)), answer);
  }

  #changePodStatus(write: Extract<Write, { verb: "patch-pod-status" }>): Outcome {
    const { namespace, name, uid, phase, condition } = write;
    const pod = this.#storage.find("Pod", namespace, name);
    const answer =
      this.#refused("patchStatus", "Pod", name) ??
      (pod === undefined || pod.metadata.uid !== uid
        ? notFound("Pod", name)
        : this.#storage.updateStatus(
            "Pod",
            { ...pod, status: withCondition(pod, phase, condition, this.#clock) },
            false,
          ));
    return outcome(writeOf("patchStatus", "Pod", name, {}), answer);
  }

  #refused(verb: string, kind: string, name: string): Answer | undefined {
    const found = this.#rejections.find(
      ({ rejection, left }) =>
        left > 0 &&
        rejection.verb === verb &&
        rejection.kind === kind &&
        (rejection.name === undefined || rejection.name === name),
    );
    if (found === undefined) return undefined;
    found.left -= 1;
    return rejectionAnswer(found.rejection, kind, name);
  }

  #overQuota(name: string): Answer | undefined {
    const limit = this.#quota?.pods;
    if (limit === undefined) return undefined;
    let used = 0;
    for (const { status } of this.#storage.all("Pod")) {
      const { phase } = (status ?? {}) as PodStatus;
      if (phase !== "Succeeded" && phase !== "Failed") used += 1;
    }
    if (used < limit) return undefined;
    const amounts = `requested: pods=1, used: pods=${used}, limited: pods=${limit}`;
    return refusal("Forbidden", `pods "${name}" is forbidden: exceeded quota: pods, ${amounts}`);
  }
}

function rejectionAnswer({ reason, message = "" }: Rejection, kind: string, name: string): Answer {
  const resource = resourceOf(kind);
  switch (reason) {
    case "InternalError":
      return refusal(reason, `Internal error occurred: ${message}`);
    case "Conflict":
      return refusal(
        reason,
        `Operation cannot be fulfilled on ${resource} "${name}": the object has been modified; please apply your changes to the latest version and try again`,
      );
    case "NamespaceTerminating":
      return refusal(
        reason,
        `${resource} "${name}" is forbidden: unable to create new content in namespace default because it is being terminated`,
      );
    case "NotFound":
      return notFound(kind, name);
    case "Forbidden":
      return refusal(reason, `${resource} "${name}" is forbidden: ${message}`);
    case "AlreadyExists":
      return refusal(reason, `${resource} "${name}" already exists`);
    case "Timeout":
      return refusal(
        reason,
        message === "" ? "Timeout: request did not complete within the allotted timeout" : `Timeout: ${message}`,
      );
    case "TooManyRequests":
      return refusal(reason, message);
    default:
      return refusal(reason as RefusalReason, message);
  }
}

function outcome(write: RecordedWrite, answer: Answer): Outcome {
  if (answer.kind === "refused") return { kind: "write", result: answer, write: { ...write, error: answer.message } };
  const stored: StoredObject = readAs({ kind: write.kind, object: answer.object });
  return { kind: "write", result: { kind: "done", name: answer.object.metadata.name!, stored }, write };
}

function changeParts(answer: Answer): Readonly<Record<string, unknown>> {
  if (answer.kind === "refused" || answer.before === undefined) return {};
  const changed = changedParts(answer.before, answer.object);
  return { changed, ...(answer.removed ? { removed: true } : {}) };
}

function eventOf({ kind, name, type, reason, message }: Extract<Write, { verb: "event" }>): RecordedEvent {
  return { object: `${kind}/${name}`, type, reason, message };
}

/** Lists without items are none. */
function withoutEmpty(metadata: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(metadata).map(([key, value]) => [
      key,
      Array.isArray(value) && value.length === 0 ? undefined : value,
    ]),
  );
}

function withCondition(
  { status }: KeptObject,
  phase: string | undefined,
  condition: Extract<Write, { verb: "patch-pod-status" }>["condition"],
  clock: WallClock,
): Readonly<Record<string, unknown>> {
  const conditions = ((status ?? {}) as PodStatus).conditions ?? [];
  const added =
    condition === undefined
      ? conditions
      : [
          ...conditions.filter(({ type }) => type !== condition.type),
          { ...condition, lastTransitionTime: clock.timestamp },
        ];
  return { ...status, ...(phase === undefined ? {} : { phase }), conditions: added };
}
