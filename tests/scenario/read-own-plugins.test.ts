// The scheduler plugins that a scenario brings, named in its profiles.

import { describe, expect, it } from "vitest";

import type { ModuleContent } from "../../src/scenario/file-reader.ts";
import { runSimulation } from "../../src/simulation/run-simulation.ts";
import { load, places, POD, scenario } from "./memory-files.ts";

const SPEC = "  scheduler: { configuration: k.yaml, plugins: [price.js] }\n  workloads: [{ manifests: [a.yaml] }]\n";
const HEAD = "apiVersion: kubescheduler.config.k8s.io/v1\nkind: KubeSchedulerConfiguration\n";
const ENABLED = `${HEAD}profiles:\n  - plugins: { multiPoint: { enabled: [{ name: Price, weight: 7 }] } }\n`;
const CONFIGURED = `${ENABLED}    pluginConfig: [{ name: Price, args: { label: cost, limits: [1, two] } }]\n`;

function exporting(create: (args: unknown) => unknown, points: readonly string[] = ["score"]): ModuleContent {
  return { kind: "module", exports: { price: { name: "Price", points, create } } };
}

function loadWith(module: ModuleContent, configuration = ENABLED, spec = SPEC) {
  const files = { "s.yaml": scenario(spec), "k.yaml": configuration, "price.js": "// text", "a.yaml": POD };
  return load(files, { "price.js": module });
}

const fine = exporting(() => ({ score: () => 50 }));

describe("a plugin of the scenario", () => {
  it("can be named in profiles like any other, at its points, with a weight", () => {
    const { plan, told } = loadWith(fine);
    expect(told).toEqual([]);
    const [profile] = plan!.scheduler.profiles;
    expect(profile!.plugins.score.at(-1)).toBe("Price");
    expect(profile!.plugins.filter).not.toContain("Price");
    expect(profile!.weights["Price"]).toBe(7);
    expect(plan!.ownPlugins.map(({ name }) => name)).toEqual(["Price"]);
    expect(plan!.inputs.map(({ path }) => path)).toContain("price.js");
  });

  it("is handed its arguments as they are written, and decides", () => {
    const handed: unknown[] = [];
    const { plan, told } = loadWith(
      exporting((args) => {
        handed.push(args);
        return {
          score: (_pod: unknown, { record }: { record: { name: string } }) => (record.name === "pool-2" ? 100 : 0),
        };
      }),
      CONFIGURED,
    );
    expect(told).toEqual([]);
    const { pods } = runSimulation(plan!);
    expect(pods.placed).toBe(1);
    expect(handed).toEqual([{ label: "cost", limits: [1, "two"] }]);
  });

  it("is told where no profile names it", () => {
    const { plan, told } = loadWith(fine, `${HEAD}profiles: [{}]\n`);
    expect(plan).toBeDefined();
    expect(places(told)).toEqual(["unused-plugin 7:39"]);
  });

  it("may have a name that every object knows", () => {
    const content: ModuleContent = {
      kind: "module",
      exports: { odd: { name: "constructor", points: ["score"], create: () => ({ score: () => 1 }) } },
    };
    const { plan } = loadWith(content, ENABLED.replace("Price", "constructor"));
    expect(runSimulation(plan!).pods.placed).toBe(1);
  });
});

describe("mistakes", () => {
  it("in a module are told at its place, or where the scenario names it", () => {
    const broken = { kind: "broken", detail: "SyntaxError: no" } as const;
    const [atFile] = loadWith({ ...broken, place: { line: 3, column: 4 } }).errors;
    expect(atFile).toMatchObject({
      code: "broken-module",
      message: "the module price.js cannot be loaded: SyntaxError: no",
      position: { file: "price.js", line: 3, column: 4 },
    });
    const { errors } = loadWith(broken);
    // A profile names its plugin, which nobody could know: that is told once.
    expect(errors).toMatchObject([{ code: "broken-module", position: { file: "s.yaml", line: 7 } }]);
  });

  it("in its exports are told where the scenario names it", () => {
    expect(loadWith(exporting(() => ({}), ["scor"])).errors[0]).toMatchObject({
      code: "bad-plugin",
      suggestion: "score",
      path: "spec.scheduler.plugins[0]",
    });
    const taken = {
      kind: "module",
      exports: { a: { name: "BestFit", points: ["score"], create: () => ({}) } },
    } as const;
    expect(loadWith(taken).errors[0]!.message).toBe("the name BestFit of the export a is taken");
  });

  it("are files that are not there, and standard input", () => {
    const gone = SPEC.replace("price.js", "prices.js");
    expect(loadWith(fine, ENABLED, gone).errors[0]).toMatchObject({ code: "missing-file", suggestion: "price.js" });
    expect(loadWith(fine, ENABLED, SPEC.replace("price.js", '"-"')).errors[0]).toMatchObject({ code: "broken-module" });
  });

  it("are points of a profile at which the plugin does not stand", () => {
    const filtering = ENABLED.replace("multiPoint", "filter");
    expect(loadWith(fine, filtering).errors.map(({ message }) => message)).toEqual([
      'plugin "Price" does not extend FilterPlugin plugin',
    ]);
  });

  it("of a plugin while the run goes on end it", () => {
    const { plan } = loadWith(exporting(() => ({ score: () => 200 })));
    expect(() => runSimulation(plan!)).toThrow(
      /^plugin Price failed in score, asked about pod default\/a and node pool-/,
    );
  });
});
