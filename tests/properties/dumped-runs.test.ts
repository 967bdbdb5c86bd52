// A scenario made from a dump runs as the dump itself does; made anonymous, it differs in names alone.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";

import { SourceText } from "../../src/environment/documents/source-text.ts";

import { scenarioOfDump } from "../../src/scenario/init/new-scenario.ts";
import { loadScenario } from "../../src/scenario/load-scenario.ts";

import { Simulation } from "../../src/simulation/simulation.ts";

import { anyDump } from "../scenario/init/made-dump.ts";
import { MemoryFiles } from "../scenario/memory-files.ts";

const KEY = "0123456789abcdef0123456789abcdef";

interface Placement {
  /** Nodes by their place in the order of the scheduler. */
  readonly pods: readonly { readonly name: string; readonly node: number }[];
  readonly nodes: number;
  readonly attempts: readonly number[];
}

function filesOf(dump: string, key: string | undefined): Readonly<Record<string, string>> {
  const sink = new DiagnosticSink();
  const made = scenarioOfDump([new SourceText("dump.json", dump)], { name: "made", key }, sink);
  expect(sink.all.filter(({ severity }) => severity === "error")).toEqual([]);
  return Object.fromEntries(made!.files.map(({ path, content }) => [path, content]));
}

function run(files: Readonly<Record<string, string>>): Placement {
  const sink = new DiagnosticSink();
  const plan = loadScenario("scenario.yaml", new MemoryFiles(files), sink);
  expect(sink.all.filter(({ severity }) => severity === "error")).toEqual([]);
  const simulation = new Simulation(plan!);
  simulation.run();
  const { pods } = simulation.cluster;
  const placed = Array.from({ length: pods.size }, (_, pod) => ({ name: pods.nameOf(pod), node: pods.nodeOf(pod) }));
  const attempts = placed.map((_, pod) => pods.attemptsOf(pod));
  return { pods: placed, nodes: simulation.cluster.nodes.size, attempts };
}

function runDump(dump: string): Placement {
  const scenario =
    "apiVersion: plimsoll/v1alpha1\nkind: Scenario\nmetadata: { name: plain }\n" +
    "spec: { cluster: { manifests: [dump.json] } }\n";
  return run({ "scenario.yaml": scenario, "dump.json": dump });
}

/** Names of pods that plimsoll makes for a Deployment hold a hash of its template, which is smaller now. */
function withoutHashes({ pods, ...rest }: Placement): Placement {
  return {
    ...rest,
    pods: pods.map(({ name, node }) => ({ name: name.replace(/^web-[a-z0-9]{6,10}-[a-z0-9]{5}$/, "web"), node })),
  };
}

function nodesOf({ pods }: Placement): readonly number[] {
  return pods.map(({ node }) => node);
}

describe("a scenario made from a dump", () => {
  it("places the same pods on the same nodes as the dump", () => {
    let placedByUs = 0;
    fc.assert(
      fc.property(anyDump, (dump) => {
        const made = run(filesOf(dump, undefined));
        expect(withoutHashes(made)).toEqual(withoutHashes(runDump(dump)));
        placedByUs += made.pods.filter(({ node }, pod) => node >= 0 && made.attempts[pod]! > 0).length;
      }),
      { seed: 1, numRuns: 60 },
    );
    expect(placedByUs).toBeGreaterThan(20);
  });

  it("places corresponding pods on corresponding nodes with anonymous names", () => {
    fc.assert(
      fc.property(anyDump, (dump) => {
        const plain = run(filesOf(dump, undefined));
        const anonymous = run(filesOf(dump, KEY));
        expect(nodesOf(anonymous)).toEqual(nodesOf(plain));
        expect(anonymous.attempts).toEqual(plain.attempts);
      }),
      { seed: 1, numRuns: 20 },
    );
  });

  it("holds no secret, and no name of the cluster once it is anonymous", () => {
    const names = /acme|hunter2|payments|shop|team-a|10-0-3|eu-west|7d4b9c|hidden|10\.244|registry/;
    fc.assert(
      fc.property(anyDump, (dump) => {
        expect(Object.values(filesOf(dump, undefined)).join("")).not.toMatch(/hunter2|payments-robot|managedFields/);
        const { "scenario.schema.json": schema, ...anonymous } = filesOf(dump, KEY);
        expect(schema).toBeDefined();
        expect(
          Object.values(anonymous)
            .join("")
            .replaceAll(/^ *#.*$/gm, ""),
        ).not.toMatch(names);
      }),
      { seed: 1, numRuns: 10 },
    );
  });
});
