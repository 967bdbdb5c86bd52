// What a scheduling cycle does, whichever form it has: the same cases for the plain scheduler and the columnar one, with
// plugins made up to bring each case about.

import { describe, expect, it } from "vitest";

import { moment, SIMULATION_START, type SimTime } from "../../src/base/time.ts";
import type { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { KubernetesVersion } from "../../src/model/kubernetes-version.ts";
import type { SchedulerConfiguration, SchedulerProfile } from "../../src/scheduling/framework/configuration.ts";
import type { Decision } from "../../src/scheduling/framework/decision.ts";
import { defaultSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";
import type { CyclePod, PluginDefinition, SchedulerPlugin } from "../../src/scheduling/framework/plugin.ts";
import { failure, unresolvable, unschedulable, type PluginStatus } from "../../src/scheduling/framework/status.ts";
import { node, pod, podAsking } from "../model/build-objects.ts";
import { definitionsOf, filterPlugin, profileOf, scorePlugin, type MadeUpPlugins } from "./made-up-plugins.ts";
import { SmallCluster } from "./small-cluster.ts";

/** What both forms can do. */
export interface AnyScheduler {
  preEnqueueRefusal(pod: CyclePod): PluginStatus | undefined;
  schedule(pod: CyclePod, at: SimTime): Decision;
}

export type MakeScheduler = (
  cluster: ClusterState,
  configuration: SchedulerConfiguration,
  definitions: readonly PluginDefinition[],
) => AnyScheduler;

export function clusterOf(nodes: number, version: KubernetesVersion = "1.36"): SmallCluster {
  return new SmallCluster(
    Array.from({ length: nodes }, (_, index) => node(`n${index}`, {})),
    version,
  );
}

export function configurationOf(
  profiles: readonly SchedulerProfile[],
  percentageOfNodesToScore = 0,
): SchedulerConfiguration {
  return { ...defaultSchedulerConfiguration("1.36"), percentageOfNodesToScore, profiles };
}

/** All nodes score alike: the first feasible one wins, so that the winner tells where the search began. */
export const ALIKE: MadeUpPlugins = {
  Any: filterPlugin("never", () => true),
  Alike: scorePlugin(() => 50),
};

/** A filter that leaves room for one pod on each node. */
export function onePodEach({ cluster }: SmallCluster): SchedulerPlugin {
  return filterPlugin("occupied", (id) => cluster.nodes.podCount(id) === 0);
}

function confinedTo(...names: string[]): SchedulerPlugin {
  return { preFilter: () => ({ kind: "ready", state: undefined, nodeNames: new Set(names) }) };
}

/** A scheduler over so many nodes, asked about the same pod again and again. */
interface Asking {
  readonly small: SmallCluster;
  readonly ask: () => Decision;
}

type Ask = (
  nodes: number,
  plugins: MadeUpPlugins,
  change?: Partial<SchedulerProfile>,
  percentageOfNodesToScore?: number,
) => Asking;

function askingBy(make: MakeScheduler, version: KubernetesVersion): Ask {
  return (nodes, plugins, change = {}, percentageOfNodesToScore = 0) => {
    const small = clusterOf(nodes, version);
    const configuration = configurationOf([{ ...profileOf(plugins), ...change }], percentageOfNodesToScore);
    const scheduler = make(small.cluster, configuration, definitionsOf(plugins));
    return { small, ask: () => scheduler.schedule(small.pod(pod()), SIMULATION_START) };
  };
}

function describeChoice(make: MakeScheduler, version: KubernetesVersion): void {
  const asking = askingBy(make, version);

  describe(`the choice at ${version}`, () => {
    it("takes the best by the weighted sum of scores", () => {
      const plugins = { Up: scorePlugin((id) => 10 * id), Down: scorePlugin((id) => 40 - 10 * id) };
      const best = (weights: Readonly<Record<string, number>>) => asking(5, plugins, { weights }).ask();
      expect(best({ Up: 3, Down: 2 })).toMatchObject({ node: 4, path: "scored", evaluated: 5, feasible: 5 });
      expect(best({ Up: 2, Down: 3 })).toMatchObject({ node: 0 });
    });

    it("breaks ties as the heap does, not by taking the first", () => {
      const { ask } = asking(5, { Peak: scorePlugin((id) => [1, 2, 9, 9, 3][id]!) });
      expect(ask()).toMatchObject({ node: 3 });
    });

    it("takes the only feasible node and says that there was no choice", () => {
      const plugins = { Third: filterPlugin("not the third", (id) => id === 2), Alike: scorePlugin(() => 50) };
      expect(asking(4, plugins).ask()).toEqual({
        kind: "scheduled",
        node: 2,
        path: "only",
        evaluated: 4,
        feasible: 1,
      });
    });
  });
}

function describeSearch(make: MakeScheduler, version: KubernetesVersion): void {
  const asking = askingBy(make, version);

  describe(`the search at ${version}`, () => {
    it("of a large cluster ends with enough nodes and goes on behind them, round and round", () => {
      const { ask } = asking(150, ALIKE);
      const rounds = Array.from({ length: 4 }, ask);
      expect(rounds).toMatchObject([{ node: 0 }, { node: 100 }, { node: 50 }, { node: 0 }]);
      expect(rounds[0]).toMatchObject({ evaluated: 100, feasible: 100 });
    });

    it("counts refusals up to the node that is one too many", () => {
      const { ask } = asking(300, { ...ALIKE, Even: filterPlugin("odd", (id) => id % 2 === 0) });
      // Adaptive: 48 % of 300 nodes, that is 144 even ones and the odd ones between them and behind the last.
      expect(ask()).toMatchObject({ node: 0, evaluated: 288, feasible: 144 });
      expect(ask()).toMatchObject({ node: 288 });
    });

    it("of a small cluster looks at all nodes and begins where it always began", () => {
      const { ask } = asking(99, ALIKE);
      expect([ask(), ask()]).toMatchObject([
        { node: 0, evaluated: 99 },
        { node: 0, evaluated: 99 },
      ]);
    });

    it("keeps its place when nodes go", () => {
      const { small, ask } = asking(150, ALIKE);
      ask();
      for (let index = 140; index < 150; index += 1) small.apply({ kind: "node-removed", name: `n${index}` });
      expect(ask()).toMatchObject({ node: 100 });
      for (let index = 20; index < 140; index += 1) small.apply({ kind: "node-removed", name: `n${index}` });
      // It stood at 200 of 140, that is 60: of 20 nodes that is the first.
      expect(ask()).toMatchObject({ node: 0, evaluated: 20 });
    });

    it.each([
      ["the profile's percentage before the global one", 50, 90, 250],
      ["the global percentage where the profile has none", null, 90, 450],
      ["the adaptive share where the profile says 0, whatever the global one is", 0, 90, 230],
    ])("finds %s", (_sentence, own, global, feasible) => {
      expect(asking(500, ALIKE, { percentageOfNodesToScore: own }, global).ask()).toMatchObject({ feasible });
    });

    it("ends with the first feasible node where nothing scores", () => {
      const plugins = { NotFirst: filterPlugin("first", (id) => id !== 0) };
      const { ask } = asking(5, plugins);
      expect(ask()).toEqual({ kind: "scheduled", node: 1, path: "only", evaluated: 2, feasible: 1 });
      expect(ask()).toMatchObject({ node: 2, evaluated: 1 });
    });

    it("takes nodes unseen where nothing filters", () => {
      const { ask } = asking(150, { Alike: scorePlugin(() => 1) });
      expect([ask(), ask()]).toMatchObject([
        { node: 0, evaluated: 100 },
        { node: 100, evaluated: 100 },
      ]);
    });

    it("looks at the nodes of a set alone, and moves on by as many", () => {
      const { ask } = asking(5, { ...ALIKE, Set: confinedTo("n3", "n1", "gone") });
      expect(ask()).toMatchObject({ node: 1, evaluated: 2, feasible: 2 });
      expect(ask()).toMatchObject({ node: 1 });
    });
  });
}

function describeFailures(make: MakeScheduler): void {
  const over = (small: SmallCluster, plugins: MadeUpPlugins) => {
    const scheduler = make(small.cluster, configurationOf([profileOf(plugins)]), definitionsOf(plugins));
    return (wanted = pod()) => scheduler.schedule(small.pod(wanted), SIMULATION_START);
  };

  describe("a pod that is not placed", () => {
    it("is nobody's if no profile has its scheduler's name", () => {
      expect(over(clusterOf(1), ALIKE)(pod({ schedulerName: "other" }))).toEqual({ kind: "ignored" });
    });

    it("is told that there is no node", () => {
      expect(over(clusterOf(0), ALIKE)()).toMatchObject({
        kind: "unschedulable",
        message: "no nodes available to schedule pods",
      });
    });

    it("is told each node's first refusal", () => {
      const plugins = {
        Even: filterPlugin("odd", (id) => id % 2 === 0),
        Small: filterPlugin("large", (id) => id < 0),
        Score: scorePlugin(() => 1),
      };
      expect(over(clusterOf(5), plugins)()).toMatchObject({
        evaluated: 5,
        message: "0/5 nodes are available: 2 odd, 3 large.",
      });
    });

    it("is told which nodes a set kept out", () => {
      const plugins = { Set: confinedTo("n1"), No: filterPlugin("no", () => false), Score: scorePlugin(() => 1) };
      expect(over(clusterOf(3), plugins)()).toMatchObject({
        evaluated: 1,
        plugins: ["No", "Set"],
        message: "0/3 nodes are available: 1 no, 2 node(s) didn't satisfy plugin(s) [Set].",
      });
    });

    it("is told of preFilter's refusal, for which no node was looked at", () => {
      const refusing: SchedulerPlugin = { preFilter: () => ({ kind: "rejected", status: unresolvable("never") }) };
      expect(over(clusterOf(3), { ...ALIKE, Refusing: refusing })()).toMatchObject({
        evaluated: 0,
        plugins: ["Refusing"],
        message: "0/3 nodes are available: never.",
        preFilter: { plugin: "Refusing", code: "UnschedulableAndUnresolvable", message: "never" },
      });
    });

    it("meets an error in preFilter", () => {
      const broken: SchedulerPlugin = { preFilter: () => ({ kind: "rejected", status: failure("broken") }) };
      expect(over(clusterOf(3), { ...ALIKE, Broken: broken })()).toEqual({
        kind: "error",
        message: 'running PreFilter plugin "Broken": broken',
      });
    });

    it("meets an error in preScore only if there is a choice", () => {
      const broken: SchedulerPlugin = { preScore: () => ({ kind: "failed", status: failure("broken") }) };
      expect(over(clusterOf(2), { ...ALIKE, Broken: broken })()).toEqual({
        kind: "error",
        message: 'running PreScore plugin "Broken": broken',
      });
      expect(over(clusterOf(1), { ...ALIKE, Broken: broken })()).toMatchObject({ kind: "scheduled", path: "only" });
    });
  });
}

function describeProfiles(make: MakeScheduler): void {
  describe("several profiles", () => {
    const names = ["default-scheduler", "second"];

    it("share the place where the next search begins", () => {
      const small = clusterOf(150);
      const profiles = names.map((name) => profileOf(ALIKE, {}, name));
      const scheduler = make(small.cluster, configurationOf(profiles), definitionsOf(ALIKE));
      const ask = (schedulerName: string) => scheduler.schedule(small.pod(pod({ schedulerName })), SIMULATION_START);
      expect([ask("default-scheduler"), ask("second"), ask("default-scheduler")]).toMatchObject([
        { node: 0 },
        { node: 100 },
        { node: 50 },
      ]);
    });

    it("keep pods out of the queue each by its own plugins", () => {
      const small = clusterOf(1);
      const plugins = { Gate: { preEnqueue: () => unschedulable("closed") } };
      const profiles = [profileOf({}), profileOf(plugins, {}, "second")];
      const scheduler = make(small.cluster, configurationOf(profiles), definitionsOf(plugins));
      const refusalOf = (schedulerName: string) => scheduler.preEnqueueRefusal(small.pod(pod({ schedulerName })));
      expect(refusalOf("second")).toEqual({ ...unschedulable("closed"), plugin: "Gate" });
      expect([refusalOf("default-scheduler"), refusalOf("nobody")]).toEqual([undefined, undefined]);
    });
  });
}

/** Nodes with room for one pod each; the higher its number, the better a node is liked. */
function onePodEachCycle(make: MakeScheduler, nodes: number, version: KubernetesVersion = "1.36") {
  const small = clusterOf(nodes, version);
  const sign: SchedulerPlugin["sign"] = ({ pod: { metadata } }) => JSON.stringify(metadata.labels ?? {});
  const plugins = { OnePodEach: { ...onePodEach(small), sign }, Number: scorePlugin((id) => id % 101) };
  const scheduler = make(small.cluster, configurationOf([profileOf(plugins)]), definitionsOf(plugins));
  const ask = (wanted = podAsking({ cpu: "1" }), atUs = 0) => scheduler.schedule(small.pod(wanted), moment(atUs));
  /** Asks, and puts the pod where it is told. */
  const place = () => {
    const decision = ask();
    if (decision.kind === "scheduled") small.place(podAsking({ cpu: "1" }), small.nameOf(decision.node));
    return decision;
  };
  return { small, ask, place };
}

function describeBatching(make: MakeScheduler): void {
  describe("an equal pod right behind one that filled its node", () => {
    it("goes to the runner-up unseen, until none is left", () => {
      const { ask, place } = onePodEachCycle(make, 3);
      expect([place(), place(), place()]).toEqual([
        { kind: "scheduled", node: 2, path: "scored", evaluated: 3, feasible: 3 },
        { kind: "scheduled", node: 1, path: "tried-first", evaluated: 1, feasible: 1 },
        { kind: "scheduled", node: 0, path: "tried-first", evaluated: 1, feasible: 1 },
      ]);
      expect(ask()).toMatchObject({ kind: "unschedulable", message: "0/3 nodes are available: 3 occupied." });
    });

    it("is searched a node for if the runner-up is full too", () => {
      const { small, ask, place } = onePodEachCycle(make, 4);
      place();
      small.place(podAsking({ cpu: "1" }), "n2");
      expect(ask()).toEqual({ kind: "scheduled", node: 1, path: "scored", evaluated: 4, feasible: 2 });
    });

    it("is searched a node for if the runner-up is gone", () => {
      const { small, ask, place } = onePodEachCycle(make, 4);
      place();
      small.apply({ kind: "node-removed", name: "n2" });
      expect(ask()).toMatchObject({ node: 1, path: "scored", evaluated: 3 });
    });

    it("is searched a node for if the node taken last is gone", () => {
      const { small, ask } = onePodEachCycle(make, 4);
      ask();
      small.apply({ kind: "node-removed", name: "n3" });
      expect(ask()).toMatchObject({ node: 2, path: "scored", evaluated: 3 });
    });

    it("is searched a node for if half a second has passed, if it differs, or before 1.35", () => {
      const late = onePodEachCycle(make, 3);
      late.place();
      expect(late.ask(undefined, 500_001)).toMatchObject({ node: 1, path: "scored" });
      const other = onePodEachCycle(make, 3);
      other.place();
      expect(other.ask(pod({}, { labels: { app: "other" } }))).toMatchObject({ node: 1, path: "scored" });
      const old = onePodEachCycle(make, 3, "1.34");
      old.place();
      expect(old.ask()).toMatchObject({ node: 1, path: "scored" });
    });

    it("moves the next search on by one more if the runner-up failed and the search did not meet it", () => {
      const { small, ask, place } = onePodEachCycle(make, 150);
      expect(place()).toMatchObject({ node: 99 });
      small.place(podAsking({ cpu: "1" }), "n98");
      expect(ask()).toMatchObject({ node: 100, evaluated: 101, feasible: 100 });
      // From 201 of 150, that is 51: 101 others and the two full ones end at n3.
      expect(ask()).toMatchObject({ feasible: 100, evaluated: 102 });
    });
  });
}

/** All cases, for one form of the scheduler. */
export function describeSchedulingCycle(make: MakeScheduler): void {
  // At 1.36 runners-up are kept for batching, at 1.34 only the best node is.
  for (const version of ["1.34", "1.36"] as const) {
    describeChoice(make, version);
    describeSearch(make, version);
  }
  describeFailures(make);
  describeProfiles(make);
  describeBatching(make);
}
