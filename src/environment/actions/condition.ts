// Conditions that actions wait for: that a Deployment is available, a rollout over, a node ready. Pure functions of what the API
// shows, as `kubectl wait` and `kubectl rollout status` judge it.
// Imitates kubectl v1.36: pkg/cmd/wait/condition.go, pkg/polymorphichelpers/rollout_status.go.

import { z } from "zod";

import type { Change, Delta } from "../../cluster/change.ts";
import type { StoredKind } from "../../cluster/object-store.ts";

import { textOption } from "../option-types.ts";
import { STATES, type Condition, type State, type WaitedFor } from "./planned-condition.ts";
import type { UserClient } from "./ports.ts";

const SUBJECTS = Object.keys(STATES) as readonly WaitedFor[];
const ALL_STATES = [...new Set(SUBJECTS.flatMap((subject): readonly State[] => STATES[subject]))];

export const CONDITION_OPTION = z
  .strictObject({
    deployment: textOption("Name of a Deployment").optional(),
    statefulSet: textOption("Name of a StatefulSet").optional(),
    daemonSet: textOption("Name of a DaemonSet").optional(),
    job: textOption("Name of a Job").optional(),
    pod: textOption("Name of a pod").optional(),
    node: textOption("Name of a node").optional(),
    namespace: textOption("Its namespace; absent: default").optional(),
    is: z.enum(ALL_STATES as [State, ...State[]]).meta({ description: `What it must be: ${ALL_STATES.join(", ")}` }),
  })
  .meta({ description: "A condition: deployment, statefulSet, daemonSet, job, pod or node, and what it must be" });

export type ConditionOptions = z.infer<typeof CONDITION_OPTION>;

/** What is wrong with a condition, in words, and the field. */
export interface ConditionProblem {
  readonly field: string | undefined;
  readonly message: string;
  readonly expected: string;
}

/** The condition, or what is wrong with it. */
export function readCondition(options: ConditionOptions): Condition | ConditionProblem {
  const named = SUBJECTS.filter((subject) => options[subject] !== undefined);
  const [subject] = named;
  if (subject === undefined || named.length > 1) {
    const message = named.length === 0 ? "the condition names nothing" : "the condition names more than one thing";
    return { field: undefined, message, expected: `one of ${SUBJECTS.join(", ")}` };
  }
  const states: readonly State[] = STATES[subject];
  if (!states.includes(options.is)) {
    return { field: "is", message: `a ${subject} is never ${options.is}`, expected: `one of ${states.join(", ")}` };
  }
  const namespace = subject === "node" ? "" : (options.namespace ?? "default");
  return { subject, namespace, name: options[subject]!, is: options.is };
}

const KINDS: Readonly<Record<Exclude<WaitedFor, "pod" | "node">, StoredKind>> = Object.freeze({
  deployment: "Deployment",
  statefulSet: "StatefulSet",
  daemonSet: "DaemonSet",
  job: "Job",
});

/** The stored kind of what it is about; undefined for pods and nodes. */
export function storedKindOf({ subject }: Condition): StoredKind | undefined {
  return subject === "pod" || subject === "node" ? undefined : KINDS[subject];
}

/** As people write it: `deployment web is available`. */
export function conditionText({ subject, namespace, name, is }: Condition): string {
  const place = namespace === "" || namespace === "default" ? "" : ` in ${namespace}`;
  return `${subject} ${name}${place} is ${is}`;
}

/** Whether what happened may have changed it. */
export function mayChange(condition: Condition, { change }: Delta): boolean {
  if (condition.subject === "pod") return change.kind.startsWith("pod-");
  if (condition.subject === "node") return change.kind.startsWith("node-");
  const kind = storedKindOf(condition);
  return concerns(change, kind!, condition);
}

function concerns(change: Change, kind: StoredKind, { name }: Condition): boolean {
  if (change.kind === "object-stored")
    return change.stored.kind === kind && change.stored.object.metadata?.name === name;
  return change.kind === "object-removed" && change.name.kind === kind && change.name.name === name;
}

/** Whether it holds now. */
export function holds(condition: Condition, client: UserClient): boolean {
  switch (condition.subject) {
    case "deployment":
      return deploymentIs(condition, client);
    case "statefulSet":
      return statefulSetIs(condition, client);
    case "daemonSet":
      return daemonSetIs(condition, client);
    case "job":
      return jobIs(condition, client);
    case "pod":
      return podIs(condition, client);
    case "node":
      return nodeIs(condition, client);
  }
}

function deploymentIs({ namespace, name, is }: Condition, client: UserClient): boolean {
  const deployment = client.find("Deployment", namespace, name);
  if (deployment === undefined) return is === "gone";
  const { metadata, spec, status = {} } = deployment;
  if ((metadata?.generation ?? 0) > (status.observedGeneration ?? 0)) return false;
  if (is === "available") return conditionIsTrue(status.conditions, "Available");
  const updated = status.updatedReplicas ?? 0;
  if (is === "gone" || updated < (spec?.replicas ?? 1)) return false;
  return (status.replicas ?? 0) <= updated && (status.availableReplicas ?? 0) >= updated;
}

function statefulSetIs({ namespace, name, is }: Condition, client: UserClient): boolean {
  const set = client.find("StatefulSet", namespace, name);
  if (set === undefined) return is === "gone";
  const { metadata, spec, status } = set;
  const observed = status?.observedGeneration ?? 0;
  if (is === "gone" || observed === 0 || (metadata?.generation ?? 0) > observed) return false;
  const replicas = spec?.replicas ?? 1;
  if ((status?.readyReplicas ?? 0) < replicas) return false;
  const partition = spec?.updateStrategy?.rollingUpdate?.partition;
  if (spec?.updateStrategy?.type === "RollingUpdate" && partition !== undefined && partition > 0) {
    return (status?.updatedReplicas ?? 0) >= replicas - partition;
  }
  return status?.updateRevision === status?.currentRevision;
}

function daemonSetIs({ namespace, name, is }: Condition, client: UserClient): boolean {
  const set = client.find("DaemonSet", namespace, name);
  if (set === undefined) return is === "gone";
  const { metadata, status } = set;
  if (is === "gone" || (metadata?.generation ?? 0) > (status?.observedGeneration ?? 0)) return false;
  const desired = status?.desiredNumberScheduled ?? 0;
  return (status?.updatedNumberScheduled ?? 0) >= desired && (status?.numberAvailable ?? 0) >= desired;
}

function jobIs({ namespace, name, is }: Condition, client: UserClient): boolean {
  const job = client.find("Job", namespace, name);
  if (job === undefined) return is === "gone";
  return is !== "gone" && conditionIsTrue(job.status?.conditions, is === "complete" ? "Complete" : "Failed");
}

function podIs({ namespace, name, is }: Condition, client: UserClient): boolean {
  const pod = client.findPod(namespace, name);
  if (pod === undefined) return is === "gone";
  return is === "ready" && pod.condition("Ready")?.status === "True";
}

/** A node of which nothing is said is as its kubelet left it: ready. */
function nodeIs({ name, is }: Condition, client: UserClient): boolean {
  const node = client.findNode(name);
  if (node === undefined) return is === "gone";
  const ready = node.status?.conditions?.find(({ type }) => type === "Ready")?.status ?? "True";
  return is === (ready === "True" ? "ready" : "not-ready");
}

function conditionIsTrue(
  conditions: readonly { readonly type?: string; readonly status?: string }[] | undefined,
  type: string,
): boolean {
  return conditions?.some((condition) => condition.type === type && condition.status === "True") === true;
}
