// An autoscaler in a cluster without components, whose status tests write.

import { moment, seconds } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { AutoscalingProbe } from "../../../src/metrics/autoscaling/autoscaling-probe.ts";
import type { HorizontalPodAutoscaler, MetricSpec } from "../../../src/model/api/types/autoscaling-v2.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";

const CPU_AT_50: MetricSpec = {
  type: "Resource",
  resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 50 } },
};

export interface Seen {
  readonly current: number;
  readonly desired: number;
  readonly cpu?: number;
  /** When it last changed the size of its target. */
  readonly scaled?: string;
}

export function autoscaler(name: string, seen?: Seen): HorizontalPodAutoscaler {
  const current = seen?.cpu === undefined ? {} : { averageUtilization: seen.cpu };
  const status =
    seen === undefined
      ? undefined
      : {
          currentReplicas: seen.current,
          desiredReplicas: seen.desired,
          currentMetrics: seen.cpu === undefined ? [] : [{ type: "Resource", resource: { name: "cpu", current } }],
          conditions: [],
          ...(seen.scaled === undefined ? {} : { lastScaleTime: seen.scaled }),
        };
  return {
    metadata: { name, namespace: "shop" },
    spec: { scaleTargetRef: { kind: "Deployment", name }, minReplicas: 2, maxReplicas: 6, metrics: [CPU_AT_50] },
    ...(status === undefined ? {} : { status }),
  };
}

export function autoscalingWorld() {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const probe = new AutoscalingProbe(cluster);
  cluster.observe(probe);
  return {
    cluster,
    probe,
    put: (atSeconds: number, object: HorizontalPodAutoscaler): void => {
      cluster.apply(
        { kind: "object-stored", stored: { kind: "HorizontalPodAutoscaler", object } },
        moment(seconds(atSeconds)),
      );
    },
    /** The Deployment of that name wants so many from now on. */
    ask: (atSeconds: number, name: string, replicas: number): void => {
      const object = { metadata: { name, namespace: "shop" }, spec: { replicas } };
      cluster.apply({ kind: "object-stored", stored: { kind: "Deployment", object } }, moment(seconds(atSeconds)));
    },
    /** The controller tells of it; `reach`: the API gets its event. */
    rescale: (
      atSeconds: number,
      name: string,
      to: number,
      reason: string,
      reach: "said" | "recorded" = "said",
    ): void => {
      const message = `New size: ${to}; reason: ${reason}`;
      const about = { kind: "HorizontalPodAutoscaler", namespace: "shop", name };
      const event = { ...about, type: "Normal", reason: "SuccessfulRescale", message } as const;
      cluster.apply({ kind: `event-${reach}`, event }, moment(seconds(atSeconds)));
    },
  };
}
