// The conditions that the kubelet writes of a pod: initialized, containers ready, ready.
// Imitates pkg/kubelet/status/generate.go, v1.36.

import { quoted } from "../go-text.ts";
import {
  isSidecar,
  type ContainerStanding,
  type ContainerStandings,
  type PhasedContainer,
  type PhasedPodSpec,
} from "./container-state.ts";
import type { KubeletPhase } from "./pod-phase.ts";

export interface KubeletCondition {
  readonly type: "Initialized" | "ContainersReady" | "Ready";
  readonly status: "True" | "False";
  readonly reason: string;
  readonly message: string;
}

/** What the conditions are read from. */
export interface ReportedPod {
  readonly spec: PhasedPodSpec;
  readonly phase: KubeletPhase;
  /** Undefined: no status of any container is known. */
  readonly standings: ContainerStandings | undefined;
  /** Conditions that others have set, for readiness gates: status by type. */
  readonly gates: ReadonlyMap<string, string>;
}

const UNKNOWN_STATUSES = "UnknownContainerStatuses";

export function initializedCondition({ spec, phase, standings }: ReportedPod): KubeletCondition {
  const type = "Initialized";
  const { initContainers = [] } = spec;
  if (standings === undefined && initContainers.length > 0) return falseCondition(type, UNKNOWN_STATUSES);
  const { unknown, failing } = divided(initContainers, standings, isInitialized);
  if (phase === "Succeeded" && unknown.length === 0) return { ...trueCondition(type), reason: "PodCompleted" };
  // Sidecars that are started again do not undo it.
  if (hasStartedRegular(spec, standings)) return trueCondition(type);
  const message = joined(unknown, "incomplete", failing);
  return message === "" ? trueCondition(type) : falseCondition(type, "ContainersNotInitialized", message);
}

export function containersReadyCondition({ spec, phase, standings }: ReportedPod): KubeletCondition {
  const type = "ContainersReady";
  if (standings === undefined) return falseCondition(type, UNKNOWN_STATUSES);
  const lasting = [...(spec.initContainers ?? []).filter(isSidecar), ...spec.containers];
  const { unknown, failing } = divided(lasting, standings, (_container, { isReady }) => isReady);
  if (phase === "Succeeded" && unknown.length === 0) return falseCondition(type, "PodCompleted");
  if (phase === "Failed") return falseCondition(type, "PodFailed");
  const message = joined(unknown, "unready", failing);
  return message === "" ? trueCondition(type) : falseCondition(type, "ContainersNotReady", message);
}

export function readyCondition(pod: ReportedPod): KubeletCondition {
  const containersReady = containersReadyCondition(pod);
  if (containersReady.status !== "True") return { ...containersReady, type: "Ready" };
  const problems = (pod.spec.readinessGates ?? []).flatMap(({ conditionType }) => {
    const status = pod.gates.get(conditionType);
    if (status === "True") return [];
    const name = quoted(conditionType);
    if (status === undefined) return [`corresponding condition of pod readiness gate ${name} does not exist.`];
    return [`the status of pod readiness gate ${name} is not "True", but ${status}`];
  });
  if (problems.length === 0) return trueCondition("Ready");
  return falseCondition("Ready", "ReadinessGatesNotReady", problems.join(", "));
}

/** Names of containers without a status, and of those that `isFine` is not true of. */
function divided(
  containers: readonly PhasedContainer[],
  standings: ContainerStandings | undefined,
  isFine: (container: PhasedContainer, standing: ContainerStanding) => boolean,
): { readonly unknown: readonly string[]; readonly failing: readonly string[] } {
  const unknown: string[] = [];
  const failing: string[] = [];
  for (const container of containers) {
    const standing = standings?.get(container.name);
    if (standing === undefined) unknown.push(container.name);
    else if (!isFine(container, standing)) failing.push(container.name);
  }
  return { unknown, failing };
}

function isInitialized(container: PhasedContainer, { isStarted, isReady }: ContainerStanding): boolean {
  return isSidecar(container) ? isStarted === true : isReady;
}

/** A regular container runs or has just ended; one that waits for its next start does not tell. */
function hasStartedRegular({ containers }: PhasedPodSpec, standings: ContainerStandings | undefined): boolean {
  return containers.some(({ name }) => (standings?.get(name)?.state.kind ?? "waiting") !== "waiting");
}

function joined(unknown: readonly string[], how: string, failing: readonly string[]): string {
  const parts: string[] = [];
  if (unknown.length > 0) parts.push(`containers with unknown status: [${unknown.join(" ")}]`);
  if (failing.length > 0) parts.push(`containers with ${how} status: [${failing.join(" ")}]`);
  return parts.join(", ");
}

function trueCondition(type: KubeletCondition["type"]): KubeletCondition {
  return { type, status: "True", reason: "", message: "" };
}

function falseCondition(type: KubeletCondition["type"], reason: string, message = ""): KubeletCondition {
  return { type, status: "False", reason, message };
}
