// What the pods of a class do once they are on a node: their containers in order, with probes, images and what the user says
// of their behaviour. Computed once per class. Knows no time.

import { US_PER_SECOND } from "../../base/time.ts";

import type { Container as ApiContainer, LifecycleHandler, Probe } from "../../model/api/types/container.ts";
import { containerBehaviour, type ContainerBehaviour } from "../../model/kubelet/container-behaviour.ts";
import { memoryLimitBytes, memoryOf } from "../../model/kubelet/container-memory.ts";
import type { RestartableContainer } from "../../model/kubelet/container-restart.ts";
import { hookSleepSeconds } from "../../model/kubelet/hook-sleep.ts";
import { isMirrorPod } from "../../model/kubelet/critical-pod.ts";
import { isSidecar, type PhasedPodSpec } from "../../model/kubelet/container-state.ts";
import { exceedsAtUs, type MemoryUse } from "../../model/kubelet/memory-use.ts";
import type { Container, Pod } from "../../model/objects.ts";

import type { OutcomeSpan } from "./probes/probe-ticks.ts";
import type { ProbeKind, ProbeSettings } from "./probes/probe-worker.ts";

/** Of pods that do not say. */
const GRACE_PERIOD_SECONDS = 30;
/** SIGKILL never comes sooner after SIGTERM, however long the hook before it took. */
const LEAST_STOP_US = 2 * US_PER_SECOND;

export interface ContainerProgramme {
  readonly name: string;
  readonly image: string;
  readonly role: "init" | "sidecar" | "regular";
  readonly behaviour: ContainerBehaviour;
  /** How each of its runs ends by itself; undefined: it does not. */
  readonly ownEnd: OwnEnd | undefined;
  /** What it uses of its node's memory while it runs: what it requests, unless the user says something else. */
  readonly memory: MemoryUse;
  readonly restarts: RestartableContainer;
  readonly probes: Readonly<Partial<Record<ProbeKind, ProbeSettings>>>;
  /** By how long it takes to stop once it is asked to, µs, per grace period; see `stopUs`. */
  readonly preStopUs: number;
  readonly neverPulls: boolean;
}

/** The end of a container that nobody asked for, and what its status says of it. */
export interface OwnEnd {
  /** Since its start, µs. */
  readonly afterUs: number;
  readonly exitCode: number;
  readonly reason: "Completed" | "Error" | "OOMKilled";
}

export interface PodProgramme {
  /** In the order in which they are started: init containers and sidecars, then the others. */
  readonly containers: readonly ContainerProgramme[];
  readonly spec: PhasedPodSpec;
  /** Nothing about it but its start and its lifetime takes time. */
  readonly isPlain: boolean;
  readonly graceSeconds: number;
  /** Undefined: none. */
  readonly deadlineUs: number | undefined;
  /** Images with a size that the user says. */
  readonly saysImageSizes: boolean;
  /** The user says how much memory a container uses. */
  readonly saysMemory: boolean;
  /** It shows a pod that the kubelet runs from a file: nothing stops when it goes. */
  readonly isMirror: boolean;
}

/** A container with the fields that the kubelet alone reads. */
type KubeletContainer = Container &
  Pick<ApiContainer, "startupProbe" | "livenessProbe" | "readinessProbe" | "lifecycle" | "imagePullPolicy">;

export function podProgramme(pod: Pod): PodProgramme {
  const { spec } = pod;
  const containers = [
    ...(spec.initContainers ?? []).map((container) =>
      programmeOf(container, isSidecar(container) ? "sidecar" : "init", pod),
    ),
    ...spec.containers.map((container) => programmeOf(container, "regular", pod)),
  ];
  return {
    containers,
    spec,
    isPlain: containers.every(isPlain),
    graceSeconds: spec.terminationGracePeriodSeconds ?? GRACE_PERIOD_SECONDS,
    deadlineUs: spec.activeDeadlineSeconds === undefined ? undefined : spec.activeDeadlineSeconds * US_PER_SECOND,
    saysImageSizes: containers.some(({ behaviour }) => behaviour.imageBytes !== undefined),
    isMirror: isMirrorPod(pod),
    saysMemory: containers.some(({ behaviour }) => behaviour.memoryUse !== undefined),
  };
}

function programmeOf(
  container: KubeletContainer,
  role: ContainerProgramme["role"],
  { metadata, spec }: Pod,
): ContainerProgramme {
  const { name, image = "", lifecycle, imagePullPolicy } = container;
  const behaviour = containerBehaviour(metadata.annotations, name, role !== "init");
  const limitBytes = memoryLimitBytes(container, spec);
  return {
    name,
    image,
    role,
    behaviour,
    ownEnd: ownEndOf(behaviour, limitBytes),
    memory: memoryOf(container, spec, behaviour.memoryUse),
    restarts: restartsOf(container, role, spec.restartPolicy),
    probes: probesOf(container),
    preStopUs: hookSeconds(lifecycle?.preStop) * US_PER_SECOND,
    neverPulls: imagePullPolicy === "Never",
  };
}

const KILLED = 137;

/** It exits when the user says so, unless the kernel kills it before, as it uses more memory than it may. */
function ownEndOf({ exitAfterUs, exitCode, memoryUse }: ContainerBehaviour, limitBytes: number): OwnEnd | undefined {
  const killedAfterUs = memoryUse === undefined ? undefined : exceedsAtUs(memoryUse, limitBytes);
  if (killedAfterUs !== undefined && killedAfterUs < (exitAfterUs ?? Infinity)) {
    return { afterUs: killedAfterUs, exitCode: KILLED, reason: "OOMKilled" };
  }
  if (exitAfterUs === undefined) return undefined;
  return { afterUs: exitAfterUs, exitCode, reason: exitCode === 0 ? "Completed" : "Error" };
}

/** Hooks that do more than sleep count as over at once. */
function hookSeconds(hook: LifecycleHandler | undefined): number {
  return hook === undefined ? 0 : (hookSleepSeconds(hook) ?? 0);
}

/** An init container that failed is tried again unless the pod is never restarted; one that succeeded is not. */
function restartsOf(
  { restartPolicy, restartPolicyRules }: KubeletContainer,
  role: ContainerProgramme["role"],
  podPolicy: string | undefined,
): RestartableContainer {
  const own = restartPolicy ?? (role === "init" && podPolicy !== "Never" ? "OnFailure" : undefined);
  return {
    ...(own === undefined ? {} : { restartPolicy: own }),
    ...(restartPolicyRules === undefined ? {} : { restartPolicyRules }),
  };
}

function probesOf({ startupProbe, livenessProbe, readinessProbe }: KubeletContainer): ContainerProgramme["probes"] {
  return {
    ...(startupProbe === undefined ? {} : { startup: settingsOf(startupProbe) }),
    ...(livenessProbe === undefined ? {} : { liveness: settingsOf(livenessProbe) }),
    ...(readinessProbe === undefined ? {} : { readiness: settingsOf(readinessProbe) }),
  };
}

const PERIOD_SECONDS = 10;
const FAILURES = 3;

/** With the API server's defaults, which take a 0 for nothing said. */
function settingsOf(probe: Probe): ProbeSettings {
  return {
    initialDelaySeconds: probe.initialDelaySeconds ?? 0,
    periodSeconds: probe.periodSeconds || PERIOD_SECONDS,
    successThreshold: probe.successThreshold || 1,
    failureThreshold: probe.failureThreshold || FAILURES,
  };
}

/** Probes that succeed from the first time on change nothing: readiness is asked as soon as the container runs. */
function isPlain({ role, behaviour, ownEnd, probes: { startup, liveness, readiness } }: ContainerProgramme): boolean {
  const { readyAfterUs, unhealthyAfterUs, pullFails, imageBytes } = behaviour;
  if (role !== "regular" || ownEnd !== undefined || pullFails || imageBytes !== undefined) return false;
  if (startup !== undefined) return false;
  if (readiness !== undefined && readiness.initialDelaySeconds + readiness.successThreshold > 1) return false;
  const isAsked = liveness !== undefined || readiness !== undefined;
  return !isAsked || (readyAfterUs === 0 && unhealthyAfterUs === undefined);
}

/** What the probes of a run that began at `startedAtUs` are told. */
export function outcomesOf({ behaviour }: ContainerProgramme, startedAtUs: number): readonly OutcomeSpan[] {
  const { readyAfterUs, unhealthyAfterUs } = behaviour;
  const spans: OutcomeSpan[] = [];
  if (readyAfterUs > 0) spans.push({ outcome: "failure", untilUs: startedAtUs + readyAfterUs });
  if (unhealthyAfterUs === undefined) return [...spans, { outcome: "success", untilUs: Infinity }];
  if (unhealthyAfterUs > readyAfterUs) spans.push({ outcome: "success", untilUs: startedAtUs + unhealthyAfterUs });
  return [...spans, { outcome: "failure", untilUs: Infinity }];
}

/** How long a container takes to stop that is asked to with so much grace: its hook, then the process, at most until SIGKILL. */
export function stopUs({ preStopUs, behaviour }: ContainerProgramme, graceSeconds: number): number {
  const graceUs = graceSeconds * US_PER_SECOND;
  const hookUs = Math.min(preStopUs, graceUs);
  const leftUs = Math.max(graceUs - hookUs, LEAST_STOP_US);
  // Where nothing else is said, the process ends with its grace period, which no least time prolongs then.
  if (behaviour.stopsWithinUs === undefined) return Math.max(graceUs, preStopUs > 0 ? hookUs + leftUs : 0);
  return hookUs + Math.min(behaviour.stopsWithinUs, leftUs);
}

/** The longest of all containers. */
export function podStopUs({ containers }: PodProgramme, graceSeconds: number): number {
  return containers.reduce((longest, container) => {
    return container.role === "init" ? longest : Math.max(longest, stopUs(container, graceSeconds));
  }, 0);
}
