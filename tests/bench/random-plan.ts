// Plans of runs drawn at random: small clusters that strain every rule, larger ones of which only a part is looked at; pods
// that come in every way, fail, wait, leave, and make room for others.

import type { Coefficient } from "../../src/base/coefficient.ts";
import { RandomStream } from "../../src/base/random/random-stream.ts";
import { moment, US_PER_SECOND } from "../../src/base/time.ts";
import { COEFFICIENTS as KUBELET_COEFFICIENTS } from "../../src/components/kubelet/coefficients.ts";
import { COEFFICIENTS as SCHEDULER_COEFFICIENTS } from "../../src/components/scheduler/coefficients.ts";
import { PodBatchBuilder } from "../../src/environment/pod-batch-builder.ts";
import { RUNS_FOREVER_US, type ArrivalRule, type Workload } from "../../src/environment/workload.ts";
import type { Pod } from "../../src/model/objects.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import type { SchedulerConfiguration } from "../../src/scheduling/framework/configuration.ts";
import { defaultSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";
import { RandomObjects } from "../contracts/random-objects.ts";

const SCHEDULERS = ["default-scheduler", "default-scheduler", "default-scheduler", "second", "unknown"];

/** A plan with so many nodes and about so many pods; the same seed gives the same plan. */
export function randomPlan(seed: string, nodeCount: number, podCount: number): Plan {
  const draw = new RandomObjects(new RandomStream(seed, "plan"), SCHEDULERS);
  const names = Array.from({ length: nodeCount }, (_, index) => `n${index}`);
  return {
    name: "random",
    description: "",
    kubernetes: "1.36",
    seed,
    horizonUs: draw.chance(30) ? moment((1 + draw.index(600)) * US_PER_SECOND) : null,
    warmUp: { kind: "none" },
    nodes: names.map((name) => ({ node: draw.node(name), pool: "nodes" })),
    kubelets: [],
    boundPods: draw.upTo(nodeCount, () => boundPod(draw, names)),
    workloads: ["first", "second", "third"]
      .slice(draw.index(3))
      .map((name) => randomWorkload(draw, name, 1 + draw.index(podCount), names)),
    objects: [],
    resourceQuotas: [],
    controlPlane: { kind: "instant" },
    faults: [],
    actions: [],
    ownPlugins: [],
    scheduler: randomConfiguration(draw),
    coefficients: [...SCHEDULER_COEFFICIENTS, ...KUBELET_COEFFICIENTS].map((known) => withOwnValue(draw, known)),
    thresholds: [],
    notes: [],
    inputs: [],
  };
}

/** A pod that asks for nothing which the reference does not know: other pods, volumes, room that others would have to make. */
function coveredPod(draw: RandomObjects, name: string, nodes: readonly string[]): Pod {
  const { metadata, spec } = draw.pod(name, nodes);
  const { affinity, topologySpreadConstraints: _spread, volumes = [], ...rest } = spec;
  const { ownerReferences: _owners, ...identity } = metadata;
  const nodeAffinity = affinity?.nodeAffinity;
  return {
    metadata: identity,
    spec: {
      ...rest,
      ...(nodeAffinity === undefined ? {} : { affinity: { nodeAffinity } }),
      volumes: volumes.filter(({ image }) => image !== undefined),
      preemptionPolicy: "Never",
    },
  };
}

function boundPod(draw: RandomObjects, nodes: readonly string[]): Pod {
  const pod = coveredPod(draw, "bound", nodes);
  return { ...pod, spec: { ...pod.spec, nodeName: draw.pick(nodes) } };
}

function randomWorkload(draw: RandomObjects, name: string, pods: number, nodes: readonly string[]): Workload {
  const batch = new PodBatchBuilder();
  const templates = Array.from({ length: 1 + draw.index(12) }, () => batch.template(coveredPod(draw, "", nodes)));
  for (let row = 0; row < pods; row += 1) {
    const listedAtUs = draw.index(60) * US_PER_SECOND + draw.pick([0, 0, 1, 500_000]);
    const lifetimeUs = draw.chance(30) ? RUNS_FOREVER_US : draw.index(90 * US_PER_SECOND);
    batch.add(`${name}-${row}`, draw.pick(templates), listedAtUs, lifetimeUs);
  }
  return { name, source: "random", pods: batch.build(), arrival: randomArrival(draw) };
}

function randomArrival(draw: RandomObjects): ArrivalRule {
  const perSecond = draw.pick([0.7, 3, 20, 200]);
  return draw.pick<ArrivalRule>([
    { kind: "at-start" },
    { kind: "listed" },
    { kind: "even", perSecond },
    { kind: "poisson", perSecond },
  ]);
}

function randomConfiguration(draw: RandomObjects): SchedulerConfiguration {
  const standard = defaultSchedulerConfiguration("1.36");
  const [profile] = standard.profiles;
  return {
    ...standard,
    percentageOfNodesToScore: draw.pick([0, 0, 20, 100]),
    podInitialBackoffSeconds: draw.pick([1, 3]),
    podMaxBackoffSeconds: draw.pick([7, 10]),
    clientQps: draw.pick([5, 50, 333]),
    clientBurst: draw.pick([1, 10, 100]),
    profiles: [profile!, { ...profile!, schedulerName: "second", percentageOfNodesToScore: draw.pick([null, 0, 60]) }],
  };
}

/** Medians stay below their 99th percentiles, so only costs are changed. */
function withOwnValue(draw: RandomObjects, coefficient: Coefficient): Coefficient {
  // The reference knows no images and no containers.
  if (coefficient.name === "kubelet.imageMegabytesPerSecond") return { ...coefficient, value: 1e12 };
  if (/^kubelet\.(?:containerStart|relist|imageRequest)Seconds$/.test(coefficient.name)) {
    return { ...coefficient, value: 0 };
  }
  if (/Median|P99/.test(coefficient.name)) return coefficient;
  return { ...coefficient, value: coefficient.value * draw.pick([1, 0.37, 7.3]) };
}
