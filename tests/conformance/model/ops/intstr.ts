// Operations of intstr.jsonl.

import { decodeStruct } from "../../../../src/model/api/decode.ts";
import { jsonText } from "../../../../src/model/go-text.ts";
import { INT_OR_STRING, struct } from "../../../../src/model/api/api-type.ts";
import {
  plainNumber,
  scaledDown,
  scaledUp,
  type IntOrPercent,
  type ScaledValue,
} from "../../../../src/model/int-or-percent.ts";
import { daemonSetSurge, daemonSetUnavailable } from "../../../../src/model/rollout/daemon-set-rollout.ts";
import {
  maxSurgeOf,
  maxUnavailableOf,
  minAvailableOf,
  newReplicaSetReplicas,
  replicaSetProportion,
  resolveFenceposts,
  type DeploymentRollout,
  type RollingUpdateBounds,
} from "../../../../src/model/rollout/deployment-rollout.ts";
import { statefulSetUnavailable } from "../../../../src/model/rollout/stateful-set-rollout.ts";
import { wholeAnswer, type Operations, type RecordedValue } from "../operation.ts";

interface RecordedDeployment {
  readonly spec: DeploymentRollout;
  readonly status?: { readonly replicas?: number };
}

interface RecordedReplicaSet {
  readonly metadata?: { readonly annotations?: Readonly<Record<string, string>> };
  readonly spec: { readonly replicas: number };
}

export const INTSTR_OPERATIONS: Operations = Object.freeze({
  scaled: wholeAnswer(({ value, total, roundUp }) => {
    const share = roundUp === true ? scaledUp : scaledDown;
    return named(share(present(value), total as number), "result", "error");
  }),
  json: wholeAnswer((input) => answerJson(input.raw as string)),
  fenceposts: wholeAnswer((input) => answerFenceposts(boundsOf(input), input.desired as number)),
  daemonSet: wholeAnswer((input) => {
    const strategy = { type: "RollingUpdate", rollingUpdate: boundsOf(input) };
    const scheduled = input.scheduled as number;
    return {
      ...named(daemonSetSurge(strategy, scheduled), "surge", "surgeError"),
      ...named(daemonSetUnavailable(strategy, scheduled), "unavailable", "unavailableError"),
    };
  }),
  statefulSet: wholeAnswer(({ maxUnavailable, replicas }) =>
    named(statefulSetUnavailable(present(maxUnavailable), replicas as number), "result", "error"),
  ),
  newReplicaSetReplicas: wholeAnswer((input) => {
    const sizes = (input.replicaSets as readonly RecordedReplicaSet[]).map(({ spec }) => spec.replicas);
    const { spec } = input.deployment as RecordedDeployment;
    return named(newReplicaSetReplicas(spec, sizes[0]!, sizes), "newReplicas", "error");
  }),
  proportion: wholeAnswer((input) => {
    const { spec, status } = input.deployment as RecordedDeployment;
    const replicaSet = input.replicaSet as RecordedReplicaSet;
    const share = { ...replicaSet.metadata, replicas: replicaSet.spec.replicas };
    const deployment = { ...spec, statusReplicas: status?.replicas ?? 0 };
    return { proportion: replicaSetProportion(share, deployment, input.toAdd as number, input.added as number) };
  }),
});

function present(value: unknown): IntOrPercent | undefined {
  return (value ?? undefined) as IntOrPercent | undefined;
}

function boundsOf({ maxSurge, maxUnavailable }: RecordedValue): RollingUpdateBounds {
  return {
    ...(maxSurge === null ? {} : { maxSurge: maxSurge as IntOrPercent }),
    ...(maxUnavailable === null ? {} : { maxUnavailable: maxUnavailable as IntOrPercent }),
  };
}

function named(scaled: ScaledValue, value: string, error: string): RecordedValue {
  return scaled.kind === "scaled" ? { [value]: scaled.value } : { [error]: scaled.message };
}

/** The recorder asked a Deployment of that size only where both bounds are set. */
function answerFenceposts(bounds: RollingUpdateBounds, desired: number): RecordedValue {
  const fenceposts = resolveFenceposts(bounds, desired);
  const resolved =
    fenceposts.kind === "resolved"
      ? { surge: fenceposts.surge, unavailable: fenceposts.unavailable }
      : { error: fenceposts.message };
  if (bounds.maxSurge === undefined || bounds.maxUnavailable === undefined) return resolved;
  const deployment = { replicas: desired, strategy: { type: "RollingUpdate", rollingUpdate: bounds } };
  return {
    ...resolved,
    maxSurge: maxSurgeOf(deployment),
    maxUnavailable: maxUnavailableOf(deployment),
    minAvailable: minAvailableOf(deployment),
  };
}

const HOLDER = struct("v1.Holder", { value: INT_OR_STRING });

/** A number counts as it is written, which reading it as JSON would lose: 1.0 is no whole number there. */
function answerJson(raw: string): RecordedValue {
  const read = readJson(raw);
  if (typeof read === "number" && !Number.isSafeInteger(read)) return { error: notInt32(`number ${raw.trim()}`) };
  const { value, problems } = decodeStruct({ value: read }, HOLDER);
  const [problem] = problems;
  // Inside a struct the decoder names the field.
  if (problem !== undefined) return { error: problem.message.replace(/Go struct field \S+/, "Go value") };
  const decoded = present(value.value) ?? (typeof read === "string" ? read : 0);
  return {
    intValue: plainNumber(decoded),
    json: jsonText(decoded),
    string: String(decoded),
    type: typeof decoded === "string" ? "string" : "int",
  };
}

/** A number that is not written as a whole one is read as none. */
function readJson(raw: string): unknown {
  const read: unknown = JSON.parse(raw);
  return typeof read === "number" && !/^-?[0-9]+$/.test(raw.trim()) ? Number.NaN : read;
}

function notInt32(found: string): string {
  return `json: cannot unmarshal ${found} into Go value of type int32`;
}
