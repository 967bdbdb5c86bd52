// What of a pod decides how much of its node's processors its containers get when all want more than there is: its class of service,
// and the shares of the pod and of each container. Pure functions of what the API shows.
// Imitates pkg/kubelet/cm/helpers_linux.go (MilliCPUToShares, ResourceConfigForPod) and pkg/kubelet/cm/qos_container_manager_linux.go
// (setCPUCgroupConfig), v1.36.

import { computedQualityOfService, type QualityOfService } from "../api/pod-quality-of-service.ts";
import type { Pod } from "../objects.ts";
import { effectivePodRequests } from "../pod-resources.ts";
import type { Quantity } from "../quantity/quantity.ts";
import { milliUnits } from "../quantity/whole-units.ts";
import { readResourceList } from "../resource-list.ts";
import { CPU } from "../resource-name.ts";
import type { AmountsAtAges } from "./amounts-at-ages.ts";
import { containerBehaviour } from "./container-behaviour.ts";
import { cpuLimitMilli } from "./cpu-limit.ts";

export interface ContainerClaim {
  readonly name: string;
  readonly shares: number;
  /** Thousandths of a core; Infinity: no limit. */
  readonly limitMilli: number;
  /** What it uses by itself (`plimsoll/cpu-use`); undefined: nothing. */
  readonly ownUse: AmountsAtAges | undefined;
  /** The most of it that it ever uses by itself. */
  readonly ownMostMilli: number;
}

export interface PodClaim {
  readonly quality: QualityOfService;
  readonly requestMilli: number;
  readonly shares: number;
  /** In the order of spec.containers. */
  readonly containers: readonly ContainerClaim[];
}

const LEAST_SHARES = 2;
const MOST_SHARES = 262_144;
const SHARES_PER_CORE = 1024;
const MILLI_PER_CORE = 1000;

/** The weight of a cgroup whose members ask for so much. */
export function cpuShares(requestMilli: number): number {
  const shares = Math.floor((requestMilli * SHARES_PER_CORE) / MILLI_PER_CORE);
  return Math.min(MOST_SHARES, Math.max(LEAST_SHARES, shares));
}

export function podClaim(pod: Pod): PodClaim {
  const requestMilli = milliOf(effectivePodRequests(pod).get(CPU), 0);
  const containers = pod.spec.containers.map((container): ContainerClaim => {
    const { name, resources } = container;
    const limitMilli = cpuLimitMilli(pod.spec, container);
    const ownUse = containerBehaviour(pod.metadata.annotations, name, true).cpuUse;
    const ownMostMilli = Math.min(limitMilli, Math.max(0, ...(ownUse ?? []).map(({ amount }) => amount)));
    const shares = cpuShares(milliOf(readResourceList(resources?.requests).get(CPU), 0));
    return { name, shares, limitMilli, ownUse, ownMostMilli };
  });
  const quality = computedQualityOfService(pod.spec);
  return { quality, requestMilli, shares: cpuShares(requestMilli), containers };
}

function milliOf(quantity: Quantity | undefined, otherwise: number): number {
  return quantity === undefined ? otherwise : milliUnits(quantity);
}
