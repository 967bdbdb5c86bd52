// Two schedulers in one random world: each pod is decided by both, and goes where the plain one says.

import { invariant } from "../../src/base/invariant.ts";
import type { KubernetesVersion } from "../../src/model/kubernetes-version.ts";
import { ColumnarScheduler } from "../../src/scheduling/columnar/columnar-scheduler.ts";
import type { SchedulerConfiguration } from "../../src/scheduling/framework/configuration.ts";
import type { Decision } from "../../src/scheduling/framework/decision.ts";
import { loadSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";
import { PlainScheduler } from "../../src/scheduling/framework/plain-scheduler.ts";
import { IN_TREE_PLUGINS } from "../../src/scheduling/plugins/in-tree-plugins.ts";
import { RandomWorld } from "./random-world.ts";

/** Without topology spreading by default pods can be signed, so that batching has its day. */
const BATCHING = { name: "PodTopologySpread", args: { defaultingType: "List" } };

/** Profiles that go each another way through the cycle. */
const PROFILES = [
  { schedulerName: "default-scheduler" },
  { schedulerName: "batching", pluginConfig: [BATCHING] },
  {
    schedulerName: "packing",
    percentageOfNodesToScore: 30,
    pluginConfig: [
      BATCHING,
      { name: "NodeResourcesFit", args: { scoringStrategy: { type: "MostAllocated", resources: [{ name: "cpu" }] } } },
    ],
    plugins: { score: { enabled: [{ name: "ImageLocality", weight: 5 }], disabled: [{ name: "TaintToleration" }] } },
  },
  {
    schedulerName: "spreading",
    pluginConfig: [
      {
        name: "PodTopologySpread",
        args: {
          defaultingType: "List",
          defaultConstraints: [
            { maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "DoNotSchedule" },
            { maxSkew: 2, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway" },
            { maxSkew: 1, topologyKey: "disk", whenUnsatisfiable: "ScheduleAnyway", nodeTaintsPolicy: "Honor" },
          ],
        },
      },
    ],
  },
  { schedulerName: "unscored", plugins: { score: { disabled: [{ name: "*" }] } } },
  { schedulerName: "unfiltered", plugins: { filter: { disabled: [{ name: "*" }] } } },
  {
    schedulerName: "without-preparation",
    plugins: {
      preFilter: { disabled: [{ name: "NodeAffinity" }] },
      preScore: { disabled: [{ name: "NodeAffinity" }] },
      postFilter: { disabled: [{ name: "DefaultPreemption" }] },
    },
    pluginConfig: [
      {
        name: "NodeAffinity",
        args: {
          addedAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              { weight: 7, preference: { matchExpressions: [{ key: "gen", operator: "Exists" }] } },
            ],
          },
        },
      },
    ],
  },
];

/** Names that pods ask for; nobody has the last. */
export const SCHEDULERS = [
  ...PROFILES.map(({ schedulerName }) => schedulerName),
  "default-scheduler",
  "batching",
  "nobody",
];

export function configurationOf(version: KubernetesVersion): SchedulerConfiguration {
  const document = {
    apiVersion: "kubescheduler.config.k8s.io/v1",
    kind: "KubeSchedulerConfiguration",
    percentageOfNodesToScore: 60,
    profiles: PROFILES,
  };
  const { configuration, problems } = loadSchedulerConfiguration(document, version);
  invariant(problems.length === 0, "the profiles are valid", { problems: JSON.stringify(problems) });
  return configuration;
}

/** A decision in a form that compares: which plugin and reason comes first is nowhere told. */
function inAnyOrder(decision: Decision): unknown {
  if (decision.kind !== "unschedulable") return decision;
  const reasons = decision.reasons.map(({ plugin, reason, nodes }) => `${plugin}: ${nodes} ${reason}`);
  return { ...decision, plugins: [...decision.plugins].toSorted(), reasons: reasons.toSorted() };
}

/** What both said of one pod. */
export interface Comparison {
  readonly what: string;
  readonly plain: unknown;
  readonly columnar: unknown;
  /** How the plain one came to its decision: the path, or what else it was. */
  readonly way: string;
}

class SideBySide {
  readonly world: RandomWorld;
  readonly #plain: PlainScheduler;
  readonly #columnar: ColumnarScheduler;

  constructor(version: KubernetesVersion, seed: string) {
    this.world = new RandomWorld(version, seed, SCHEDULERS);
    const { cluster } = this.world;
    this.#plain = new PlainScheduler(cluster, configurationOf(version), IN_TREE_PLUGINS);
    this.#columnar = new ColumnarScheduler(cluster, configurationOf(version), IN_TREE_PLUGINS);
  }

  /** A new pod goes through both; now and then the decision is not carried out. */
  attempt(): Comparison {
    const { cluster, draw, now } = this.world;
    const pod = this.world.createPod();
    const cyclePod = { id: pod, name: cluster.pods.nameOf(pod), podClass: cluster.classOfPod(pod) };
    const gates = [this.#plain.preEnqueueRefusal(cyclePod), this.#columnar.preEnqueueRefusal(cyclePod)];
    const { decision } = this.#plain.schedule(cyclePod, now);
    const columnar = this.#columnar.schedule(cyclePod, now);
    if (decision.kind === "scheduled" && draw.chance(95)) this.world.assume(pod, decision.node);
    return {
      what: `${cyclePod.name} of ${cyclePod.podClass.schedulerName}`,
      plain: [gates[0], inAnyOrder(decision)],
      columnar: [gates[1], inAnyOrder(columnar)],
      way: decision.kind === "scheduled" ? decision.path : decision.kind,
    };
  }
}

/** Plays a history of so many steps, of which `changes` in a hundred are none of the scheduler's. */
export function* playHistory(
  version: KubernetesVersion,
  seed: string,
  nodes: number,
  steps: number,
  changes: number,
): Generator<Comparison> {
  const both = new SideBySide(version, seed);
  both.world.addNodes(nodes);
  for (let step = 0; step < steps; step += 1) {
    both.world.pass();
    if (both.world.draw.chance(changes)) both.world.change();
    else yield both.attempt();
  }
}
