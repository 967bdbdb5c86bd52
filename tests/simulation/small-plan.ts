// Small plans for tests: a few nodes, one workload, everything else at its default.

import { moment } from "../../src/base/time.ts";
import { COEFFICIENTS as API_COEFFICIENTS } from "../../src/components/api-server/coefficients.ts";
import { COEFFICIENTS as KUBELET_COEFFICIENTS } from "../../src/components/kubelet/coefficients.ts";
import { COEFFICIENTS as SCHEDULER_COEFFICIENTS } from "../../src/components/scheduler/coefficients.ts";
import { RUNS_FOREVER_US, type ArrivalRule, type Workload } from "../../src/environment/workload.ts";
import type { Node, Pod, PodSpec, QuantityMap } from "../../src/model/objects.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { defaultSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";

const EVERY_COEFFICIENT = [...SCHEDULER_COEFFICIENTS, ...API_COEFFICIENTS, ...KUBELET_COEFFICIENTS];

/** A node with what it can allocate, and 110 pods. */
export function smallNode(name: string, allocatable: QuantityMap, labels: Record<string, string> = {}): Node {
  return { metadata: { name, labels }, status: { allocatable: { pods: "110", ...allocatable } } };
}

/** A pod that asks for this much. */
export function smallPod(requests: QuantityMap, spec: Partial<PodSpec> = {}): Pod {
  return {
    metadata: { name: "template", namespace: "default" },
    spec: { containers: [{ name: "main", resources: { requests } }], ...spec },
  };
}

/** One row of a workload. */
export interface Row {
  readonly pod: Pod;
  readonly listedAtSeconds?: number;
  readonly lifetimeSeconds?: number;
}

/** The rows as pods `NAME-0`, `NAME-1` … */
export function smallWorkload(name: string, rows: readonly Row[], arrival: ArrivalRule): Workload {
  return {
    name,
    source: "manifests",
    arrival,
    pods: {
      templates: rows.map(({ pod }) => pod),
      origins: rows.map(() => "new"),
      refusals: new Map(),
      names: rows.map((_, index) => `${name}-${index}`),
      template: Int32Array.from(rows, (_, index) => index),
      listedAtUs: Float64Array.from(rows, ({ listedAtSeconds = 0 }) => listedAtSeconds * 1e6),
      lifetimeUs: Float64Array.from(rows, ({ lifetimeSeconds }) =>
        lifetimeSeconds === undefined ? RUNS_FOREVER_US : lifetimeSeconds * 1e6,
      ),
    },
  };
}

/** A plan with these nodes and workloads; `changes` go on top. */
export function smallPlan(nodes: readonly Node[], workloads: readonly Workload[], changes: Partial<Plan> = {}): Plan {
  return {
    name: "small",
    description: "a small plan",
    kubernetes: "1.36",
    seed: "1",
    horizonUs: null,
    warmUp: { kind: "none" },
    nodes: nodes.map((node) => ({ node, pool: "nodes" })),
    kubelets: [],
    boundPods: [],
    workloads,
    objects: [],
    resourceQuotas: [],
    controlPlane: { kind: "measured" },
    faults: [],
    actions: [],
    scheduler: defaultSchedulerConfiguration("1.36"),
    ownPlugins: [],
    coefficients: EVERY_COEFFICIENT,
    thresholds: [],
    notes: [],
    inputs: [],
    ...changes,
  };
}

/** The horizon of a plan, in seconds. */
export function horizon(seconds: number): Pick<Plan, "horizonUs"> {
  return { horizonUs: moment(seconds * 1e6) };
}

const FIXED_VALUES: Readonly<Record<string, number>> = {
  "scheduler.cycleFixedUs": 1_000,
  "scheduler.cyclePerNodeUs": 0,
  "scheduler.cycleSelectedPerNodeUs": 0,
  "scheduler.cycleSelectedPerClusterNodeUs": 0,
  "scheduler.cycleConstrainedPerClusterNodeUs": 0,
  "scheduler.cycleBackToBackShare": 1,
  "scheduler.watchDelayUs": 1_000,
  "apiServer.watchMedianUs": 1_000,
  "apiServer.watchP99Us": 1_000,
  "apiServer.bindMedianUs": 3_000,
  "apiServer.bindP99Us": 3_000,
  "apiServer.answerUs": 0,
  "apiServer.clientUs": 0,
  "kubelet.podStartMedianSeconds": 1,
  "kubelet.podStartP99Seconds": 1,
};

/** Rounded to whole microseconds, it is nothing. */
const NEXT_TO_NOTHING_US = 0.25;

function isOfOtherCalls(name: string): boolean {
  return name.startsWith("apiServer.") && /(Median|P99)Us$/.test(name);
}

/**
 * All delays at fixed values, so that times can be worked out by hand: bind 3 ms, start 1 s, cycle 1 ms, watch 1 ms. Other
 * requests take no time.
 */
export const FIXED_DELAYS: Pick<Plan, "coefficients"> = {
  coefficients: EVERY_COEFFICIENT.map((coefficient) => ({
    ...coefficient,
    value:
      FIXED_VALUES[coefficient.name] ?? (isOfOtherCalls(coefficient.name) ? NEXT_TO_NOTHING_US : coefficient.value),
  })),
};
