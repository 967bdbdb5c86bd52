// Plugins of all the shapes that the in-tree ones do not have. What they say hangs on names and numbers, so that each case
// comes about often and the same each time.

import { ClusterState } from "../../src/cluster/cluster-state.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { EXTENSION_POINTS } from "../../src/scheduling/framework/configuration.ts";
import { normalizeAscending } from "../../src/scheduling/framework/normalize-score.ts";
import type { CyclePod, PluginDefinition, SchedulerPlugin } from "../../src/scheduling/framework/plugin.ts";
import { failure, SUCCESS, unresolvable, unschedulable } from "../../src/scheduling/framework/status.ts";
import { COUNTING_LIMIT, countingPlugin } from "../scheduling/made-up-plugins.ts";

/** A number that follows from a pod's name. */
function numberOf({ name }: CyclePod): number {
  return Number(name.replace(/\D+/g, ""));
}

/** A filter that is asked node by node. */
const picky: SchedulerPlugin = {
  filter: (pod, { id }) => ((numberOf(pod) + id) % 4 === 0 ? unschedulable("picky") : SUCCESS),
  sign: () => undefined,
};

/** Fails on some nodes for some pods. */
const fragile: SchedulerPlugin = {
  filter(pod, { id }) {
    if (numberOf(pod) % 6 === 0 && id % 5 === 2) return failure("fragile");
    return id % 7 === 3 ? unresolvable("too fragile") : SUCCESS;
  },
  sign: () => "",
};

/** Ends the cycle in every way that preFilter can, or names nodes. */
function moody(cluster: ClusterState): SchedulerPlugin {
  return {
    preFilter(pod) {
      const names = [...cluster.nodeOrder].map((node) => cluster.nodes.record(node).name);
      switch (numberOf(pod) % 12) {
        case 0:
          return { kind: "rejected", status: unschedulable("moody") };
        case 1:
          return { kind: "rejected", status: unresolvable("very moody") };
        case 2:
          return { kind: "rejected", status: failure("mad") };
        case 3:
          return { kind: "ready", state: undefined, nodeNames: new Set(["ghost", ...names.slice(0, 3)]) };
        case 4:
          return { kind: "skip" };
        default:
          return { kind: "ready", state: undefined };
      }
    },
    filter: (pod, { id }) => (numberOf(pod) % 12 === 4 || id % 6 === 5 ? unschedulable("not in the mood") : SUCCESS),
    sign: () => undefined,
  };
}

/** Counts pods afresh; has no incremental form. */
function counting(cluster: ClusterState): SchedulerPlugin {
  return { ...countingPlugin(cluster), sign: () => undefined };
}

/** The same with an incremental form, and nothing to say of pods in the namespace `other`. */
function keeping(cluster: ClusterState): SchedulerPlugin {
  const plain = countingPlugin(cluster);
  return {
    ...plain,
    preFilter: (pod) => (pod.podClass.namespace === "other" ? { kind: "skip" } : plain.preFilter!(pod)),
    sign: () => undefined,
    incremental: {
      concerns: ({ namespace }) => namespace !== "other",
      admits: (_pod, node, state) => (state as Map<number, number>).get(node)! <= COUNTING_LIMIT,
    },
  };
}

/** Adds to what a nominated pod's coming costs: it cannot take all of them in. */
const brittle: SchedulerPlugin = {
  preFilter: () => ({ kind: "ready", state: undefined }),
  addPod: (_state, pod) => (numberOf(pod) % 5 === 1 ? failure("brittle") : SUCCESS),
  sign: () => "",
};

/** Scores by number, fails, skips. */
const choosy: SchedulerPlugin = {
  preScore(pod) {
    if (numberOf(pod) % 7 === 0) return { kind: "failed", status: failure("nothing to choose") };
    return numberOf(pod) % 7 === 1 ? { kind: "skip" } : { kind: "ready", state: 10 };
  },
  score: (_pod, { id }, state) => (id * 13 + (state as number)) % 50,
  scoreWithoutState: "nothing chosen",
  normalizeScore: normalizeAscending,
  sign: () => undefined,
};

/** Scores without preScore, between 0 and 100. */
const plainly: SchedulerPlugin = { score: (pod, { id }) => (numberOf(pod) * 7 + id * 31) % 101, sign: () => undefined };

/** Only prepares, and may fail in that. */
const preparing: SchedulerPlugin = {
  preScore: (pod) =>
    numberOf(pod) % 11 === 0
      ? { kind: "failed", status: failure("not prepared") }
      : { kind: "ready", state: undefined },
  sign: () => "",
};

/** Scores in columns what it counts, skips many pods, and has nothing to say of others. */
function tallying(cluster: ClusterState): SchedulerPlugin {
  const skips = (pod: CyclePod) => numberOf(pod) % 3 === 0;
  const scoreOf = (node: number) => (cluster.nodes.podCount(node) * 17) % 90;
  return {
    preScore: (pod) =>
      skips(pod) || pod.podClass.namespace === "other" ? { kind: "skip" } : { kind: "ready", state: 1 },
    score: (_pod, { id }) => scoreOf(id),
    normalizeScore: normalizeAscending,
    scoreWithoutState: ({ namespace }) => (namespace === "other" ? "nothing tallied" : undefined),
    sign: () => undefined,
    incremental: {
      concerns: ({ namespace }) => namespace !== "other",
      scoresNothing: skips,
      score(_pod, nodes, count, _state, scores) {
        for (let index = 0; index < count; index += 1) scores[index] = scoreOf(nodes[index]!);
      },
    },
  };
}

/** Plugins say by their methods where they stand; none looks at the cluster while it is made. */
const SOME_CLUSTER = new ClusterState(VERSION_BEHAVIOUR["1.36"]);

function ofCluster(name: string, create: (cluster: ClusterState) => SchedulerPlugin): PluginDefinition {
  const probe = create(SOME_CLUSTER);
  return {
    name,
    source: "this test",
    points: EXTENSION_POINTS.filter((point) => probe[point] !== undefined),
    create: (_args, { cluster }) => create(cluster),
  };
}

function ofItself(name: string, plugin: SchedulerPlugin): PluginDefinition {
  return ofCluster(name, () => plugin);
}

export const MADE_UP_PLUGINS: readonly PluginDefinition[] = Object.freeze([
  ofItself("Picky", picky),
  ofItself("Fragile", fragile),
  ofCluster("Moody", moody),
  ofCluster("Counting", counting),
  ofCluster("Keeping", keeping),
  ofItself("Brittle", brittle),
  ofItself("Choosy", choosy),
  ofItself("Plainly", plainly),
  ofItself("Preparing", preparing),
  ofCluster("Tallying", tallying),
]);
