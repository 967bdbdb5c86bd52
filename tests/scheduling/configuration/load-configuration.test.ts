// KubeSchedulerConfiguration: merging, expansion, defaults, and mistakes with their places and nearest names.

import { readFileSync } from "node:fs";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { KUBERNETES_VERSIONS } from "../../../src/model/kubernetes-version.ts";
import { EXTENSION_POINTS, type SchedulerConfiguration } from "../../../src/scheduling/framework/configuration.ts";
import {
  defaultSchedulerConfiguration,
  loadSchedulerConfiguration,
} from "../../../src/scheduling/configuration/load-configuration.ts";

const HEAD = { apiVersion: "kubescheduler.config.k8s.io/v1", kind: "KubeSchedulerConfiguration" };

function load(fields: object, version: (typeof KUBERNETES_VERSIONS)[number] = "1.36") {
  return loadSchedulerConfiguration({ ...HEAD, ...fields }, version);
}

/** The configuration of a document without mistakes. */
function read(fields: object): SchedulerConfiguration {
  const { configuration, problems } = load(fields);
  expect(problems).toEqual([]);
  return configuration;
}

/** The only profile, with these plugins. */
function profile(plugins: object) {
  return read({ profiles: [{ plugins }] }).profiles[0]!;
}

/** A problem with its place as text. */
interface PlacedProblem {
  readonly path: string;
  readonly stage?: string;
  readonly message?: string;
  readonly suggestion?: string;
}

function problemsOf(fields: object): readonly PlacedProblem[] {
  return load(fields).problems.map(({ place, ...problem }) => ({
    ...problem,
    path: place.reduce<string>((text, step) => {
      if (typeof step === "number") return `${text}[${step}]`;
      return text === "" ? step : `${text}.${step}`;
    }, ""),
  }));
}

const DEFAULT = defaultSchedulerConfiguration("1.36").profiles[0]!;

describe("without a document", () => {
  it("there is one profile with all defaults", () => {
    expect(defaultSchedulerConfiguration("1.36")).toMatchObject({
      percentageOfNodesToScore: 0,
      podInitialBackoffSeconds: 1,
      podMaxBackoffSeconds: 10,
      clientQps: 50,
      clientBurst: 100,
      profiles: [{ schedulerName: "default-scheduler", percentageOfNodesToScore: null, args: {} }],
    });
    expect(read({})).toEqual(defaultSchedulerConfiguration("1.36"));
  });

  it("plugins stand in their order, with their weights", () => {
    expect(DEFAULT.plugins.filter.slice(0, 6)).toEqual([
      "NodeUnschedulable",
      "NodeName",
      "TaintToleration",
      "NodeAffinity",
      "NodePorts",
      "NodeResourcesFit",
    ]);
    expect(DEFAULT.plugins.postFilter).toEqual(["DynamicResources", "DefaultPreemption"]);
    expect(DEFAULT.weights).toEqual({
      TaintToleration: 3,
      NodeAffinity: 2,
      NodeResourcesFit: 1,
      VolumeBinding: 1,
      PodTopologySpread: 2,
      InterPodAffinity: 2,
      DynamicResources: 2,
      NodeResourcesBalancedAllocation: 1,
      ImageLocality: 1,
    });
  });

  it.each(KUBERNETES_VERSIONS)("every point has plugins known to %s only", (version) => {
    const { plugins } = defaultSchedulerConfiguration(version).profiles[0]!;
    const all = new Set(EXTENSION_POINTS.flatMap((point) => plugins[point]));
    expect(all.has("DynamicResources")).toBe(version >= "1.34");
    expect(all.has("NodeDeclaredFeatures")).toBe(version >= "1.36");
    expect(plugins.score.includes("DynamicResources")).toBe(version >= "1.35");
  });
});

describe("plugins of a profile", () => {
  it("that are disabled at MultiPoint are gone everywhere", () => {
    const { plugins } = profile({ multiPoint: { disabled: [{ name: "NodeAffinity" }] } });
    expect(EXTENSION_POINTS.filter((point) => plugins[point].includes("NodeAffinity"))).toEqual([]);
  });

  it("that are disabled at one point stay at the others", () => {
    const { plugins } = profile({ score: { disabled: [{ name: "NodeAffinity" }] } });
    expect(plugins.score).not.toContain("NodeAffinity");
    expect(plugins.filter).toContain("NodeAffinity");
    expect(plugins.preScore).toContain("NodeAffinity");
  });

  it("may all be disabled at a point", () => {
    expect(profile({ filter: { disabled: [{ name: "*" }] } }).plugins.filter).toEqual([]);
  });

  it("that are enabled again at a point stand first there, with their new weight", () => {
    const { plugins, weights } = profile({ score: { enabled: [{ name: "ImageLocality", weight: 5 }] } });
    expect(plugins.score).toEqual([
      "ImageLocality",
      ...DEFAULT.plugins.score.filter((name) => name !== "ImageLocality"),
    ]);
    expect(weights).toEqual({ ...DEFAULT.weights, ImageLocality: 5 });
  });

  it("that are enabled again at MultiPoint keep their place and take the new weight, 1 without one", () => {
    const { plugins, weights } = profile({
      multiPoint: { enabled: [{ name: "TaintToleration" }, { name: "NodeAffinity", weight: 7 }] },
    });
    expect(plugins).toEqual(DEFAULT.plugins);
    expect(weights).toEqual({ ...DEFAULT.weights, TaintToleration: 1, NodeAffinity: 7 });
  });

  it("weigh 1 where they say 0", () => {
    expect(profile({ score: { enabled: [{ name: "ImageLocality", weight: 0 }] } }).weights["ImageLocality"]).toBe(1);
  });

  it("may be only those that MultiPoint names", () => {
    const needed = ["PrioritySort", "DefaultBinder", "NodeResourcesFit"].map((name) => ({ name }));
    const { plugins, weights } = profile({ multiPoint: { disabled: [{ name: "*" }], enabled: needed } });
    expect(plugins).toMatchObject({
      queueSort: ["PrioritySort"],
      bind: ["DefaultBinder"],
      score: ["NodeResourcesFit"],
    });
    expect(plugins.filter).toEqual(["NodeResourcesFit"]);
    expect(weights).toEqual({ NodeResourcesFit: 1 });
  });

  it("may be enabled at a point where MultiPoint's are disabled", () => {
    const { plugins } = profile({
      filter: { disabled: [{ name: "*" }], enabled: [{ name: "NodePorts" }, { name: "NodeName" }] },
    });
    expect(plugins.filter).toEqual(["NodePorts", "NodeName"]);
  });
});

describe("values of a profile", () => {
  it("may differ between profiles, and 0 means adaptive and not the global value", () => {
    const { percentageOfNodesToScore, profiles } = read({
      percentageOfNodesToScore: 30,
      profiles: [{ schedulerName: "a", percentageOfNodesToScore: 0 }, { schedulerName: "b" }],
    });
    expect([percentageOfNodesToScore, ...profiles.map((one) => one.percentageOfNodesToScore)]).toEqual([30, 0, null]);
  });

  it("hold arguments by plugin, complete", () => {
    const args = { scoringStrategy: { type: "MostAllocated" } };
    const { profiles } = read({
      profiles: [{ pluginConfig: [{ name: "NodeResourcesFit", args }, { name: "NodePorts" }] }],
    });
    const resources = ["cpu", "memory"].map((name) => ({ name, weight: 1 }));
    expect(profiles[0]!.args["NodeResourcesFit"]).toEqual({ scoringStrategy: { type: "MostAllocated", resources } });
    expect(profiles[0]!.args["InterPodAffinity"]).toEqual({ hardPodAffinityWeight: 1 });
    expect(profiles[0]!.args).not.toHaveProperty("NodePorts");
  });

  it("hold limits of the client", () => {
    expect(read({ clientConnection: { qps: 20, burst: 30 } })).toMatchObject({ clientQps: 20, clientBurst: 30 });
  });
});

describe("values at their limits", () => {
  it.each([
    ["percentages of 0 and 100", { percentageOfNodesToScore: 100, profiles: [{ percentageOfNodesToScore: 0 }] }],
    [
      "a percentage of 100 in a profile",
      { percentageOfNodesToScore: 0, profiles: [{ percentageOfNodesToScore: 100 }] },
    ],
    ["equal backoffs of 1 s", { podInitialBackoffSeconds: 1, podMaxBackoffSeconds: 1 }],
    ["parallelism 1, as the simulation has it", { parallelism: 1 }],
    ["one request of the client in a thousand seconds", { clientConnection: { qps: 0.001 } }],
    ["one request in the client's burst", { clientConnection: { qps: 0.5, burst: 1 } }],
    [
      "the heaviest weight",
      { profiles: [{ plugins: { score: { enabled: [{ name: "ImageLocality", weight: 1_000_000 }] } } }] },
    ],
    ["no extender", { extenders: [] }],
    ["no profile, which is the one by default", { profiles: [] }],
  ])("are right: %s", (_sentence, fields) => {
    expect(load(fields).problems).toEqual([]);
  });
});

describe("a mistake", () => {
  const enabled = (point: string, ...names: readonly string[]) => ({
    profiles: [{ plugins: { [point]: { enabled: names.map((name) => ({ name })) } } }],
  });
  const args = (name: string, given: unknown) => ({ profiles: [{ pluginConfig: [{ name, args: given }] }] });

  it.each<[string, object, PlacedProblem]>([
    [
      "a field that is none",
      { percentageOfNodeToScore: 5 },
      { path: "percentageOfNodeToScore", suggestion: "percentageOfNodesToScore" },
    ],
    ["a client slower than any run is long", { clientConnection: { qps: 1e-7 } }, { path: "clientConnection.qps" }],
    [
      "a field of a profile that is none",
      { profiles: [{ schedulername: "a" }] },
      { path: "profiles[0].schedulername", suggestion: "schedulerName" },
    ],
    [
      "a point that is none",
      { profiles: [{ plugins: { filters: {} } }] },
      { path: "profiles[0].plugins.filters", suggestion: "filter" },
    ],
    ["a percentage above 100", { percentageOfNodesToScore: 101 }, { path: "percentageOfNodesToScore" }],
    ["a first backoff of 0", { podInitialBackoffSeconds: 0 }, { path: "podInitialBackoffSeconds" }],
    ["a largest backoff below the first", { podInitialBackoffSeconds: 20 }, { path: "podMaxBackoffSeconds" }],
    [
      "one name for two profiles",
      { profiles: [{ schedulerName: "a" }, { schedulerName: "a" }] },
      { path: "profiles[1].schedulerName" },
    ],
    [
      "a profile without a name among several",
      { profiles: [{ schedulerName: "a" }, {}] },
      { path: "profiles[1].schedulerName" },
    ],
    [
      "a plugin that is none",
      enabled("score", "ImageLocalty"),
      { path: "profiles[0].plugins.score.enabled[0].name", suggestion: "ImageLocality" },
    ],
    [
      "a plugin at a point where it does not stand",
      enabled("score", "NodeName"),
      { path: "profiles[0].plugins.score.enabled[0].name" },
    ],
    [
      "a plugin twice at a point",
      enabled("filter", "NodePorts", "NodePorts"),
      { path: "profiles[0].plugins.filter.enabled[1].name" },
    ],
    [
      "no order of the queue",
      { profiles: [{ plugins: { queueSort: { disabled: [{ name: "*" }] } } }] },
      { path: "profiles[0].plugins.queueSort" },
    ],
    [
      "nobody to bind",
      { profiles: [{ plugins: { bind: { disabled: [{ name: "DefaultBinder" }] } } }] },
      { path: "profiles[0].plugins.bind" },
    ],
    [
      "arguments twice",
      { profiles: [{ pluginConfig: [{ name: "NodePorts" }, { name: "NodePorts" }] }] },
      { path: "profiles[0].pluginConfig[1]" },
    ],
    [
      "an argument that is none",
      args("NodeResourcesFit", { scoreStrategy: {} }),
      { path: "profiles[0].pluginConfig[0].args.scoreStrategy", suggestion: "scoringStrategy" },
    ],
    [
      "an argument that is wrong",
      args("NodeResourcesFit", { scoringStrategy: { type: "Best" } }),
      { path: "profiles[0].pluginConfig[0].args.scoringStrategy.type" },
    ],
    [
      "arguments of another plugin",
      args("NodeResourcesFit", { kind: "NodeAffinityArgs" }),
      { path: "profiles[0].pluginConfig[0].args.kind" },
    ],
    ["another kind", { kind: "Pod" }, { path: "kind" }],
    ["an old version", { apiVersion: "kubescheduler.config.k8s.io/v1beta3" }, { path: "apiVersion" }],
  ])("is told with its place: %s", (_sentence, fields, expected) => {
    const problems = problemsOf(fields);
    expect(problems).toContainEqual(expect.objectContaining(expected));
    for (const { message } of problems) expect(message).not.toBe("");
  });

  it("does not hide another", () => {
    const problems = problemsOf({ parallelism: 0, percentageOfNodesToScore: 101, podInitialBackoffSeconds: 0 });
    expect(problems.map(({ path }) => path)).toEqual([
      "parallelism",
      "percentageOfNodesToScore",
      "podInitialBackoffSeconds",
    ]);
  });

  it.each([undefined, null, "text", 7, []])("is a document that is none: %j", (document) => {
    expect(loadSchedulerConfiguration(document, "1.36").problems.length).toBeGreaterThan(0);
  });
});

describe("any document", () => {
  /** JSON in which the words of a configuration turn up everywhere. */
  const words = fc.constantFrom(
    ..."profiles plugins pluginConfig name args enabled disabled multiPoint score queueSort * NodeResourcesFit".split(
      " ",
    ),
    ..."PrioritySort scoringStrategy weight extenders __proto__ constructor".split(" "),
  );
  const { value } = fc.letrec<{ readonly value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 6 },
      fc.oneof(words, fc.integer({ min: -2, max: 120 }), fc.boolean(), fc.constant(null)),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(words, tie("value"), { maxKeys: 5 }),
    ),
  }));

  it("is judged without throwing, and is refused by kube-scheduler only with a problem", () => {
    fc.assert(
      fc.property(value, fc.constantFrom(...KUBERNETES_VERSIONS), (document, version) => {
        const profiles = [{ pluginConfig: [{ name: "NodeResourcesFit", args: document }], plugins: document }];
        for (const one of [document, { ...HEAD, profiles: document }, { ...HEAD, profiles, extenders: [document] }]) {
          const { problems, refusal } = loadSchedulerConfiguration(one, version);
          expect(problems.some(({ stage }) => stage !== "simulate")).toBe(refusal !== undefined);
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

interface RecordedProfile {
  readonly schedulerName: string;
  readonly percentageOfNodesToScore: number | null;
  readonly plugins: Readonly<Record<string, readonly (string | { readonly name: string; readonly weight: number })[]>>;
}

interface RecordedLoad {
  readonly case: string;
  readonly input: { readonly configuration: unknown };
  readonly expected: {
    readonly stage?: string;
    readonly error?: string;
    readonly percentageOfNodesToScore: number;
    readonly podInitialBackoffSeconds: number;
    readonly podMaxBackoffSeconds: number;
    readonly profiles: readonly RecordedProfile[];
  };
}

const recorded = readFileSync(new URL("./data/schedulerconfig.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as RecordedLoad);

/** A loaded profile as the records show one. */
function shown({
  schedulerName,
  percentageOfNodesToScore,
  plugins,
  weights,
}: SchedulerConfiguration["profiles"][number]) {
  const score = plugins.score.map((name) => ({ name, weight: weights[name] }));
  return { schedulerName, percentageOfNodesToScore, plugins: { ...plugins, score } };
}

describe("kube-scheduler", () => {
  it.each(recorded)("agrees in $case", ({ input, expected }) => {
    const { configuration, refusal, problems } = loadSchedulerConfiguration(input.configuration, "1.36");
    if (expected.error !== undefined) {
      expect(refusal).toEqual(expected);
      expect(problems[0]!.stage).toBe(expected.stage);
      return;
    }
    expect(refusal).toBeUndefined();
    const { percentageOfNodesToScore, podInitialBackoffSeconds, podMaxBackoffSeconds, profiles } = configuration;
    expect({ percentageOfNodesToScore, podInitialBackoffSeconds, podMaxBackoffSeconds }).toEqual({
      percentageOfNodesToScore: expected.percentageOfNodesToScore,
      podInitialBackoffSeconds: expected.podInitialBackoffSeconds,
      podMaxBackoffSeconds: expected.podMaxBackoffSeconds,
    });
    expect(profiles.map(shown)).toMatchObject(
      expected.profiles.map((one) => ({
        schedulerName: one.schedulerName,
        percentageOfNodesToScore: one.percentageOfNodesToScore,
        plugins: Object.fromEntries(EXTENSION_POINTS.map((point) => [point, one.plugins[point] ?? []])),
      })),
    );
  });
});
