// The contract of every plugin in the list: its definition says what it does, and its columnar form says exactly what
// its plain form says.

import { describe, expect, it } from "vitest";

import type { SchedulingClass } from "../../src/cluster/class-table.ts";
import { NONE } from "../../src/cluster/pod-table.ts";
import { KUBERNETES_VERSIONS } from "../../src/model/kubernetes-version.ts";
import { EXTENSION_POINTS } from "../../src/scheduling/framework/configuration.ts";
import { defaultPlugins, knownPlugins } from "../../src/scheduling/configuration/known-plugins.ts";
import { loadSchedulerConfiguration } from "../../src/scheduling/configuration/load-configuration.ts";
import { ImageView } from "../../src/scheduling/framework/image-view.ts";
import { LiveNode, type NodeView } from "../../src/scheduling/framework/node-view.ts";
import type {
  ColumnarForm,
  CyclePod,
  PluginDefinition,
  SchedulerPlugin,
} from "../../src/scheduling/framework/plugin.ts";
import { NO_RUN } from "../../src/scheduling/framework/run-facts.ts";
import type { Status } from "../../src/scheduling/framework/status.ts";
import { IN_TREE_PLUGINS, NOT_SIMULATED_PLUGINS } from "../../src/scheduling/plugins/in-tree-plugins.ts";
import { RandomWorld } from "./random-world.ts";

/** Arguments beside the defaults that lead a plugin down other ways. */
const ARGUMENTS: Readonly<Record<string, readonly unknown[]>> = {
  NodeResourcesFit: [
    {
      scoringStrategy: {
        type: "MostAllocated",
        resources: [
          { name: "memory", weight: 3 },
          { name: "example.com/gpu", weight: 2 },
          { name: "ephemeral-storage", weight: 1 },
        ],
      },
      ignoredResources: ["example.com/gpu"],
      ignoredResourceGroups: ["other.org"],
    },
    {
      scoringStrategy: {
        type: "RequestedToCapacityRatio",
        resources: [
          { name: "cpu", weight: 2 },
          { name: "memory", weight: 1 },
          { name: "other.org/nic", weight: 5 },
        ],
        requestedToCapacityRatio: {
          shape: [
            { utilization: 0, score: 2 },
            { utilization: 40, score: 10 },
            { utilization: 100, score: 0 },
          ],
        },
      },
    },
    {
      // So flat that scores of 1 are frequent: zeros are left out of the mean, ones are not.
      scoringStrategy: {
        type: "RequestedToCapacityRatio",
        resources: [
          { name: "cpu", weight: 3 },
          { name: "memory", weight: 1 },
        ],
        requestedToCapacityRatio: {
          shape: [
            { utilization: 0, score: 0 },
            { utilization: 100, score: 1 },
          ],
        },
      },
    },
  ],
  NodeResourcesBalancedAllocation: [
    {
      resources: [
        { name: "cpu", weight: 1 },
        { name: "memory", weight: 1 },
        { name: "example.com/gpu", weight: 1 },
      ],
    },
    { resources: [{ name: "memory", weight: 1 }] },
  ],
  NodeAffinity: [
    {
      addedAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: "disk", operator: "NotIn", values: ["hdd"] }] }],
        },
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 30, preference: { matchExpressions: [{ key: "gen", operator: "Exists" }] } },
        ],
      },
    },
  ],
};

const WORLDS = 200;
const PODS = 5;

/** A plugin in a random cluster, with the pods to ask about and the nodes in a random order. */
interface Trial {
  readonly plugin: SchedulerPlugin;
  readonly classes: readonly SchedulingClass[];
  readonly views: readonly NodeView[];
  readonly what: string;
}

/** A random cluster in which every plugin was made before its history began. */
interface World extends Omit<Trial, "plugin"> {
  readonly plugins: ReadonlyMap<string, SchedulerPlugin>;
}

/** The versions take turns, and so do the arguments. */
function makeWorld(seed: number): World {
  const version = KUBERNETES_VERSIONS[seed % KUBERNETES_VERSIONS.length]!;
  const world = new RandomWorld(version, `plugins ${seed}`);
  const { cluster, draw } = world;
  const images = new ImageView(cluster);
  const plugins = IN_TREE_PLUGINS.map((definition) => {
    const argumentLists = [undefined, ...(ARGUMENTS[definition.name] ?? [])];
    const args = argumentLists[Math.floor(seed / KUBERNETES_VERSIONS.length) % argumentLists.length];
    return [definition.name, definition.create(args, { cluster, images, run: NO_RUN })] as const;
  });
  world.addNodes(1 + draw.index(8));
  for (let step = 0; step < 10; step += 1) {
    world.change();
    if (step % 4 === 0) images.refresh();
  }
  const classes = Array.from({ length: PODS }, () => cluster.classOfPod(world.createPod()));
  const views = draw.shuffled([...cluster.nodeOrder]).map((node) => new LiveNode(cluster, node));
  images.refresh();
  return { plugins: new Map(plugins), classes, views, what: `${version} seed ${seed}` };
}

const worlds = Array.from({ length: WORLDS }, (_, seed) => makeWorld(seed));

function trialsOf({ name }: PluginDefinition): readonly Trial[] {
  return worlds.map(({ plugins, ...world }) => ({ ...world, plugin: plugins.get(name)! }));
}

function cyclePod(podClass: SchedulingClass): CyclePod {
  return { id: NONE, name: "pod", podClass };
}

/** What preFilter handed on, or undefined. */
function filterState(plugin: SchedulerPlugin, pod: CyclePod): unknown {
  const outcome = plugin.preFilter?.(pod);
  return outcome?.kind === "ready" ? outcome.state : undefined;
}

/** Every node's status by the plain form, in the order of `views`. */
function statuses({ plugin, views }: Trial, podClass: SchedulingClass): readonly Status[] {
  const pod = cyclePod(podClass);
  const state = filterState(plugin, pod);
  return views.map((view) => plugin.filter!(pod, view, state));
}

/** What preScore handed on, or undefined where it ends the scoring of this plugin. */
function scoreState({ plugin, views }: Trial, podClass: SchedulingClass): { readonly state: unknown } | undefined {
  const outcome = plugin.preScore?.(cyclePod(podClass), views) ?? { kind: "ready", state: undefined };
  return outcome.kind === "ready" ? { state: outcome.state } : undefined;
}

/** Raw scores by the plain form, or undefined where preScore ends the scoring of this plugin. */
function rawScores(current: Trial, podClass: SchedulingClass): readonly number[] | undefined {
  const prepared = scoreState(current, podClass);
  if (prepared === undefined) return undefined;
  return current.views.map((view) => current.plugin.score!(cyclePod(podClass), view, prepared.state));
}

function normalised({ plugin, views }: Trial, raw: readonly number[], state?: unknown): readonly number[] {
  const scores = Float64Array.from(raw);
  plugin.normalizeScore?.(
    scores,
    views.map(({ id }) => id),
    state,
  );
  return [...scores];
}

/** Node ids of the views in a column that is longer than need be. */
function column(views: readonly NodeView[]): Int32Array {
  return Int32Array.from([...views.map(({ id }) => id), -7, -7]);
}

function expectSameFilter(current: Trial, form: ColumnarForm): number {
  let refused = 0;
  for (const podClass of current.classes) {
    const plain = statuses(current, podClass);
    const passing = current.views.filter((_, index) => plain[index]!.code === "Success").map(({ id }) => id);
    const failing = current.views.filter((_, index) => plain[index]!.code !== "Success").map(({ id }) => id);
    const nodes = column(current.views);
    const rejected: number[] = [];
    const kept = form.filter!(podClass, nodes, current.views.length, (node) => rejected.push(node));
    expect([...nodes.subarray(0, kept)], current.what).toEqual(passing);
    expect(rejected, current.what).toEqual(failing);
    expect([...nodes.subarray(current.views.length)]).toEqual([-7, -7]);
    if (form.filterIsIdle?.(podClass) === true) expect(failing, `${current.what} is idle`).toEqual([]);
    refused += failing.length;
  }
  return refused;
}

function expectSameScores(current: Trial, form: ColumnarForm): number {
  let told = 0;
  for (const podClass of current.classes) {
    const raw = rawScores(current, podClass);
    if (raw === undefined) continue;
    const scores = new Float64Array(current.views.length + 2).fill(-7);
    form.score!(podClass, column(current.views), current.views.length, scores);
    expect([...scores.subarray(0, current.views.length)], current.what).toEqual(raw);
    expect([...scores.subarray(current.views.length)]).toEqual([-7, -7]);
    told += new Set(raw).size > 1 ? 1 : 0;
  }
  return told;
}

/** Others look at more than the class and the node, and have no columnar form; schedulers.test.ts tries them. */
const columnar = IN_TREE_PLUGINS.filter(({ name }) => worlds[0]!.plugins.get(name)!.columnar !== undefined);
/** Filters that refuse nothing in these worlds: no pod has claims, and no node lacks a feature. */
const CONTENT_HERE: ReadonlySet<string> = new Set(["DynamicResources", "NodeDeclaredFeatures"]);

const withFilter = columnar.filter(({ points }) => points.includes("filter"));
const withScore = IN_TREE_PLUGINS.filter(({ points }) => points.includes("score"));
const withColumnarScore = columnar.filter(({ points }) => points.includes("score"));

describe.each(IN_TREE_PLUGINS)("the definition of $name", (definition) => {
  const plugin = worlds[0]!.plugins.get(definition.name)!;

  it("says its name, its source with a version, and the points at which it stands", () => {
    expect(definition.name).toMatch(/^[A-Z][A-Za-z]+$/);
    expect(definition.source).toMatch(/^plugins\/[a-z]+\/[a-z_]+\.go v1\.36/);
    const isReserving = plugin.planClaims !== undefined || plugin.reserveDevices !== undefined;
    const methods = EXTENSION_POINTS.filter(
      (point) => plugin[point] !== undefined || (point === "reserve" && isReserving),
    );
    expect([...definition.points].toSorted()).toEqual([...methods].toSorted());
    expect(knownPlugins("1.36").get(definition.name)).toEqual(expect.arrayContaining([...definition.points]));
  });

  it("is tried with arguments that kube-scheduler takes", () => {
    for (const args of [undefined, {}, ...(ARGUMENTS[definition.name] ?? [])]) {
      const profiles = [{ pluginConfig: [{ name: definition.name, args }] }];
      const head = { apiVersion: "kubescheduler.config.k8s.io/v1", kind: "KubeSchedulerConfiguration" };
      expect(loadSchedulerConfiguration({ ...head, profiles }, "1.36").problems).toEqual([]);
    }
  });

  it("has a columnar form of filter and score if it has them, and of nothing else; or none at all", () => {
    if (plugin.columnar === undefined) return;
    expect(plugin.columnar.filter !== undefined).toBe(plugin.filter !== undefined);
    expect(plugin.columnar.score !== undefined).toBe(plugin.score !== undefined);
    expect(plugin.columnar.locality !== undefined).toBe(plugin.score !== undefined);
    // Only scores that look at all candidates are normalised, and those always are.
    expect(plugin.normalizeScore !== undefined).toBe(plugin.columnar.locality === "candidates");
  });
});

describe.each(withFilter)("the filter of $name", (definition) => {
  const list = trialsOf(definition);

  it("says in columns what it says node by node, order kept, each refusal told", () => {
    let refused = 0;
    for (const current of list) refused += expectSameFilter(current, current.plugin.columnar!);
    expect(refused > 0).toBe(!CONTENT_HERE.has(definition.name));
  });

  it("refuses nothing where preFilter says that it need not be asked", () => {
    for (const current of list) {
      for (const podClass of current.classes) {
        if (current.plugin.preFilter?.(cyclePod(podClass)).kind !== "skip") continue;
        const codes = statuses(current, podClass).map(({ code }) => code);
        expect(
          codes.filter((code) => code !== "Success"),
          current.what,
        ).toEqual([]);
      }
    }
  });

  it("says the same where preFilter was not run, unless it says that it cannot", () => {
    for (const current of list) {
      if (current.plugin.filterWithoutState !== undefined) continue;
      for (const podClass of current.classes) {
        const alone = current.views.map((view) => current.plugin.filter!(cyclePod(podClass), view, undefined));
        expect(alone, current.what).toEqual(statuses(current, podClass));
      }
    }
  });
});

describe.each(withScore)("the score of $name", (definition) => {
  it("is a whole number from 0 to 100, once normalised", () => {
    for (const current of trialsOf(definition)) {
      for (const podClass of current.classes) {
        const prepared = scoreState(current, podClass);
        if (prepared === undefined) continue;
        const scores = normalised(current, rawScores(current, podClass)!, prepared.state);
        const wrong = scores.filter((score) => !Number.isInteger(score) || score < 0 || score > 100);
        expect(wrong, current.what).toEqual([]);
      }
    }
  });
});

describe.each(withColumnarScore)("the score of $name over columns", (definition) => {
  const list = trialsOf(definition);

  it("says in columns what it says node by node", () => {
    let told = 0;
    for (const current of list) told += expectSameScores(current, current.plugin.columnar!);
    // DynamicResources has nothing to say of pods without claims.
    expect(told > 0).toBe(definition.name !== "DynamicResources");
  });

  it("is uniform where it says so, whatever the candidates", () => {
    for (const current of list) {
      for (const podClass of current.classes) {
        const uniform = current.plugin.columnar!.uniformScore?.(podClass);
        const raw = rawScores(current, podClass);
        if (uniform === undefined || raw === undefined) continue;
        for (const candidates of [raw, raw.slice(1), raw.slice(0, 2), raw.slice(-1)]) {
          expect(new Set([...normalised(current, candidates), uniform]).size, current.what).toBe(1);
        }
      }
    }
  });
});

describe("the list of plugins", () => {
  it("has every plugin of every version's default profile, simulated or named as not simulated, and no other", () => {
    const listed = [...IN_TREE_PLUGINS.map(({ name }) => name), ...NOT_SIMULATED_PLUGINS];
    expect(new Set(listed).size).toBe(listed.length);
    const known = new Set(KUBERNETES_VERSIONS.flatMap((version) => defaultPlugins(version).map(({ name }) => name)));
    expect(new Set(listed)).toEqual(known);
  });

  it("stands in the order of the default profile", () => {
    const order = defaultPlugins("1.36").map(({ name }) => name);
    const simulated = order.filter((name) => IN_TREE_PLUGINS.some((plugin) => plugin.name === name));
    expect(IN_TREE_PLUGINS.map(({ name }) => name)).toEqual(simulated);
  });
});
