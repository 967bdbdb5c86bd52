// What of a pod serves requests: its container, the processor that this may use, and when it stops taking requests once its end was
// asked for. Pure functions of what the API shows.
// Sources: k8s.io/api/core/v1/types.go, pkg/kubelet/cm/helpers_linux.go (MilliCPUToQuota, QuotaPeriod 100 ms), v1.36.

import { US_PER_SECOND } from "../../base/time.ts";

import type { Processor } from "../../queueing/traffic-model.ts";

import { amountSteps, nextStepUs, stepAt, type AmountStep } from "../../model/kubelet/amount-steps.ts";
import type { AmountsAtAges } from "../../model/kubelet/amounts-at-ages.ts";
import { containerBehaviour } from "../../model/kubelet/container-behaviour.ts";
import { containerUses, type ContainerUse } from "../../model/kubelet/container-uses.ts";
import { cpuLimitMilli, sharesPodLimit } from "../../model/kubelet/cpu-limit.ts";
import { hookSleepSeconds } from "../../model/kubelet/hook-sleep.ts";
import type { Pod } from "../../model/objects.ts";
import type { Container as ApiContainer } from "../../model/api/types/container.ts";

const QUOTA_PERIOD_US = 100_000;
const MILLI_PER_CORE = 1000;

/** The place of that container in the pod's spec; that of the first where none has the name. */
export function servingPlace(pod: Pod, name: string | undefined): number {
  const place = pod.spec.containers.findIndex((container) => container.name === name);
  return Math.max(0, place);
}

type ServingContainer = Pod["spec"]["containers"][number] & Pick<ApiContainer, "lifecycle">;

/** The container that serves: the one of the name, else the pod's first. */
export function servingContainer(pod: Pod, name: string | undefined): ServingContainer | undefined {
  const { containers } = pod.spec;
  return name === undefined ? containers[0] : containers.find((container) => container.name === name);
}

/** How a container is at an age. */
export interface Pace {
  /** Of work on requests: 1 at full speed. */
  readonly speed: number;
  /** What of its limit is used beside requests, thousandths of a core. */
  readonly ownMilli: number;
}

/**
 * What the container may use of a node's cores for requests where neighbours leave enough: all of them at one moment, and in each
 * period of 100 ms as much as its limit, or the pod's, allows beside what is used by itself; without a limit all there is.
 */
export function processorOf(pod: Pod, container: string | undefined, nodeCpuMilli: number, pace: Pace): Processor {
  const { speed, ownMilli } = pace;
  const cores = nodeCpuMilli / MILLI_PER_CORE;
  const limitMilli = cpuLimitMilli(pod.spec, servingContainer(pod, container));
  if (limitMilli >= nodeCpuMilli) return { speed, cores };
  // The limit is one of time, in which less is done at a lower speed.
  const workUs = (leftForRequests(limitMilli, ownMilli) / MILLI_PER_CORE) * QUOTA_PERIOD_US * speed;
  return { speed, cores, quota: { workUs, periodUs: QUOTA_PERIOD_US } };
}

/** Threads are alike to the kernel: neither requests nor other work go before the other. */
export function leftForRequests(allowed: number, own: number): number {
  return Math.max(allowed - own, allowed / 2);
}

/**
 * How long after its end was asked for the container goes on taking requests: until its preStop hook is over, if it heeds SIGTERM
 * (`plimsoll/stops-within` says so); undefined: as long as it runs.
 */
export function takesRequestsForUs(pod: Pod, container: string | undefined): number | undefined {
  const serving = servingContainer(pod, container);
  if (serving === undefined) return 0;
  const behaviour = containerBehaviour(pod.metadata.annotations, serving.name, true);
  if (behaviour.stopsWithinUs === undefined) return undefined;
  const hook = serving.lifecycle?.preStop;
  const sleepSeconds = hook === undefined ? undefined : hookSleepSeconds(hook);
  return Math.round((sleepSeconds ?? 0) * US_PER_SECOND);
}

/**
 * How the container is over its age, since its start: how fast it works (`plimsoll/warm-up`), and what of its limit it uses by itself
 * (`plimsoll/cpu-use`); of the pod's limit the pod's other containers do, too, as if all had started with it. Without a limit only
 * neighbours on the node notice that.
 */
export class PaceOverAge {
  readonly #speeds: readonly AmountStep[];
  readonly #own: readonly (readonly AmountStep[])[];

  constructor(pod: Pod, container: string | undefined) {
    const serving = servingContainer(pod, container);
    const behaviour = serving && containerBehaviour(pod.metadata.annotations, serving.name, true);
    this.#speeds = amountSteps(behaviour?.warmUp ?? ALWAYS(1));
    this.#own = usesOfItsLimit(pod, serving).flatMap(({ cpu }) => (cpu === undefined ? [] : [amountSteps(cpu)]));
  }

  at(ageUs: number): Pace {
    const ownMilli = this.#own.reduce((sum, steps) => sum + stepAt(steps, ageUs), 0);
    return { speed: stepAt(this.#speeds, ageUs), ownMilli };
  }

  /** The first age after one from which on it is otherwise, µs; Infinity: it stays as it is. */
  nextAgeUs(ageUs: number): number {
    return this.#own.reduce((next, steps) => Math.min(next, nextStepUs(steps, ageUs)), nextStepUs(this.#speeds, ageUs));
  }
}

/** Of containers whose use counts for the limit of the one that serves. */
function usesOfItsLimit(pod: Pod, serving: ServingContainer | undefined): readonly ContainerUse[] {
  if (serving === undefined || cpuLimitMilli(pod.spec, serving) === Infinity) return [];
  const all = containerUses(pod);
  return sharesPodLimit(pod.spec, serving) ? all : all.filter(({ name }) => name === serving.name);
}

const ALWAYS = (amount: number): AmountsAtAges => [{ ageUs: 0, amount }];
