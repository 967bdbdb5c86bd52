// What the containers of a class of pods use by themselves: what the user says of CPU and memory over their age, and where their
// limits cut that off. Computed once per class. Knows no time.

import { atMost, type AmountsAtAges } from "./amounts-at-ages.ts";
import { containerBehaviour } from "./container-behaviour.ts";
import { cpuLimitMilli } from "./cpu-limit.ts";
import { memoryOf } from "./container-memory.ts";
import { isSidecar } from "./container-state.ts";
import type { MemoryUse } from "./memory-use.ts";
import type { Container, Pod } from "../objects.ts";

/** Of a container that is not among those that serve: no usage is recorded of it. */
export const NO_PLACE = -1;

export interface ContainerUse {
  readonly name: string;
  /** In spec.containers; NO_PLACE: it is a sidecar. */
  readonly place: number;
  /** Beside its load; undefined: nothing. */
  readonly cpu: AmountsAtAges | undefined;
  /** Infinity: there is none. */
  readonly cpuLimitMilli: number;
  readonly memory: MemoryUse;
  /** From that age on neither changes by itself, µs. */
  readonly settledAgeUs: number;
}

/** Of those that run as long as the pod, sidecars last. */
export function containerUses(pod: Pod): readonly ContainerUse[] {
  const { containers, initContainers = [] } = pod.spec;
  return [
    ...containers.map((container, place) => useOf(container, place, pod)),
    ...initContainers.filter(isSidecar).map((container) => useOf(container, NO_PLACE, pod)),
  ];
}

function useOf(container: Container, place: number, { metadata, spec }: Pod): ContainerUse {
  const behaviour = containerBehaviour(metadata.annotations, container.name, true);
  const limitMilli = cpuLimitMilli(spec, container);
  const cpu = behaviour.cpuUse === undefined ? undefined : atMost(behaviour.cpuUse, limitMilli);
  const memory = memoryOf(container, spec, behaviour.memoryUse);
  const settledAgeUs = Math.max(cpu?.at(-1)?.ageUs ?? 0, memory.at(-1)?.ageUs ?? 0);
  return { name: container.name, place, cpu, cpuLimitMilli: limitMilli, memory, settledAgeUs };
}
