// The two schedulers side by side on plugins that the in-tree ones are not: without columnar form, asked node by node or
// with counts of their own, refusing and failing wherever they may, before kept filters and behind them, and with pods that
// are nominated to nodes.

import { describe, expect, it } from "vitest";

import type { Node } from "../../src/model/objects.ts";
import { PENDING } from "../../src/cluster/pod-table.ts";
import { ColumnarScheduler } from "../../src/scheduling/columnar/columnar-scheduler.ts";
import { defaultSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";
import type { ExtensionPoint, SchedulerProfile } from "../../src/scheduling/framework/configuration.ts";
import type { Extender } from "../../src/scheduling/framework/extender.ts";
import type { Decision } from "../../src/scheduling/framework/decision.ts";
import { PlainScheduler } from "../../src/scheduling/framework/plain-scheduler.ts";
import { IN_TREE_PLUGINS } from "../../src/scheduling/plugins/in-tree-plugins.ts";
import type { RandomObjects } from "./random-objects.ts";
import { MADE_UP_PLUGINS } from "./made-up-definitions.ts";
import { RandomWorld } from "./random-world.ts";

const POINTS = ["preFilter", "filter", "preScore", "score"] as const;

/** Profiles with made-up plugins among the in-tree ones, somewhere in the order, and some plugins' points missing. */
function randomProfile(draw: RandomObjects, schedulerName: string): SchedulerProfile {
  const [profile] = defaultSchedulerConfiguration("1.36").profiles;
  const chosen = draw.some(MADE_UP_PLUGINS, 60);
  const plugins: Record<ExtensionPoint, readonly string[]> = { ...profile!.plugins };
  for (const point of POINTS) {
    const names = chosen.filter(({ points }) => points.includes(point)).map(({ name }) => name);
    const mixed = names.reduce<readonly string[]>((list, name) => {
      const at = draw.index(list.length + 1);
      return draw.chance(10) ? list : [...list.slice(0, at), name, ...list.slice(at)];
    }, plugins[point]);
    plugins[point] = draw.chance(15) ? mixed.filter(() => draw.chance(90)) : mixed;
  }
  const weights = Object.fromEntries(plugins.score.map((name) => [name, profile!.weights[name] ?? 1 + draw.index(5)]));
  return { ...profile!, schedulerName, plugins, weights, percentageOfNodesToScore: draw.pick([null, 30, 100]) };
}

const SCHEDULERS = ["first", "second"];

/** Extenders that filter by names or by objects, with words or without, that score, that fail and may be ignored or not. */
function randomExtender(draw: RandomObjects, index: number): Extender {
  const modulus = 2 + draw.index(4);
  const silent = draw.chance(30);
  const failing = draw.chance(30);
  const send: Extender["send"] = (verb, args) => {
    const names = namesIn(args);
    const last = Number(names.at(-1)?.replace(/\D+/g, "") ?? 0);
    if (failing && last % 5 === 0) return { kind: "failed", error: `extender ${index} is out` };
    if (verb === "prioritize") {
      return { kind: "answered", body: names.map((Host, row) => ({ Host, Score: (row * modulus) % 11 })) };
    }
    const left = names.toReversed().filter((name) => Number(name.replace(/\D+/g, "")) % modulus !== 0);
    const FailedNodes = Object.fromEntries(
      names.filter((name) => !left.includes(name)).map((name) => [name, "no, said the extender"]),
    );
    const items = left.map((name) => ({ metadata: { name } }));
    const body = Array.isArray(args["NodeNames"]) ? { NodeNames: left } : { Nodes: { items } };
    return { kind: "answered", body: { ...body, ...(silent ? {} : { FailedNodes }) } };
  };
  return {
    name: `http://extender-${index}`,
    filterVerb: draw.chance(80) ? "filter" : "",
    prioritizeVerb: draw.chance(60) ? "prioritize" : "",
    preemptVerb: "",
    bindVerb: "",
    weight: 1 + draw.index(5),
    nodeCacheCapable: draw.chance(50),
    ignorable: draw.chance(50),
    managedResources: new Set(draw.chance(30) ? ["example.com/gpu"] : []),
    send,
  };
}

function namesIn({ NodeNames, Nodes }: Readonly<Record<string, unknown>>): readonly string[] {
  if (Array.isArray(NodeNames)) return NodeNames as string[];
  return (Nodes as { readonly items: readonly Node[] }).items.map(({ metadata }) => metadata.name);
}

/** A decision in a form that compares: which plugin and reason comes first is nowhere told. */
function inAnyOrder(decision: Decision): unknown {
  if (decision.kind !== "unschedulable") return decision;
  const reasons = decision.reasons.map(({ plugin, reason, nodes }) => `${plugin}: ${nodes} ${reason}`);
  return { ...decision, plugins: [...decision.plugins].toSorted(), reasons: reasons.toSorted() };
}

function pendingIn({ cluster }: RandomWorld): readonly number[] {
  const pods = Array.from({ length: cluster.pods.size }, (_, pod) => pod);
  return pods.filter((pod) => cluster.pods.phaseOf(pod) === PENDING);
}

/** A pod that waits, or a new one. */
function podOf(world: RandomWorld): number {
  const pending = pendingIn(world);
  return pending.length > 0 && world.draw.chance(50) ? world.draw.pick(pending) : world.createPod();
}

/** A pending pod is nominated to a node, which may not be there, or loses its nomination. */
function nominate(world: RandomWorld, pod: number): void {
  const { cluster, draw } = world;
  const nodeName = draw.chance(30) ? undefined : draw.pick([...world.nodeNames, "ghost"]);
  cluster.apply({ kind: "pod-nominated", pod, nodeName }, world.now);
}

/** Plays a history; returns how often decisions went each way. */
function play(
  seed: number,
  nodes: number,
  steps: number,
  extend: (draw: RandomObjects) => readonly Extender[] = () => [],
): ReadonlyMap<string, number> {
  const world = new RandomWorld("1.36", `made up ${seed}`, SCHEDULERS);
  const { cluster, draw } = world;
  world.addNodes(nodes);
  const profiles = SCHEDULERS.map((name) => randomProfile(draw, name));
  const configuration = { ...defaultSchedulerConfiguration("1.36"), profiles, extenders: extend(draw) };
  const definitions = [...IN_TREE_PLUGINS, ...MADE_UP_PLUGINS];
  const plain = new PlainScheduler(cluster, configuration, definitions);
  const columnar = new ColumnarScheduler(cluster, configuration, definitions);
  const ways = new Map<string, number>();
  for (let step = 0; step < steps; step += 1) {
    world.pass();
    if (draw.chance(25)) world.change();
    const pending = pendingIn(world);
    if (pending.length > 0 && draw.chance(40)) nominate(world, draw.pick(pending));
    const pod = podOf(world);
    if (draw.chance(30)) nominate(world, pod);
    const cyclePod = { id: pod, name: cluster.pods.nameOf(pod), podClass: cluster.classOfPod(pod) };
    const { decision } = plain.schedule(cyclePod, world.now);
    const what = `seed ${seed}, step ${step}, ${cyclePod.name}`;
    expect(inAnyOrder(columnar.schedule(cyclePod, world.now)), what).toEqual(inAnyOrder(decision));
    if (decision.kind === "scheduled" && draw.chance(85)) world.assume(pod, decision.node);
    const way = decision.kind === "scheduled" ? decision.path : decision.kind;
    ways.set(way, (ways.get(way) ?? 0) + 1);
  }
  return ways;
}

/** Adds up how often decisions went each way. */
function sumOfWays() {
  const ways = new Map<string, number>();
  const add = (more: ReadonlyMap<string, number>) => {
    for (const [way, count] of more) ways.set(way, (ways.get(way) ?? 0) + count);
  };
  return { ways, add };
}

describe("made-up plugins", () => {
  it("are treated alike by both schedulers, in small clusters and in sampled ones", () => {
    const { ways, add } = sumOfWays();
    for (let seed = 0; seed < 60; seed += 1) add(play(seed, 1 + (seed % 8), 30));
    for (let seed = 60; seed < 64; seed += 1) add(play(seed, 110, 15));
    for (const way of ["scored", "only", "unschedulable", "error", "tried-first"]) {
      expect(ways.get(way), way).toBeGreaterThan(20);
    }
  });
});

describe("made-up extenders", () => {
  it("are asked alike by both schedulers", () => {
    const { ways, add } = sumOfWays();
    const extend = (draw: RandomObjects) =>
      Array.from({ length: 1 + draw.index(2) }, (_, index) => randomExtender(draw, index));
    for (let seed = 100; seed < 140; seed += 1) add(play(seed, 1 + (seed % 8), 25, extend));
    for (let seed = 140; seed < 143; seed += 1) add(play(seed, 110, 12, extend));
    for (const way of ["scored", "only", "unschedulable", "error", "tried-first"]) {
      expect(ways.get(way), way).toBeGreaterThan(4);
    }
  });
});
