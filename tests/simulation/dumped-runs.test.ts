// A run that is dumped in its middle and read again: nothing happens of itself, and what is done to it has the same consequences.

import { beforeAll, describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { moment } from "../../src/base/time.ts";
import type { Delta } from "../../src/cluster/change.ts";
import { DELETED, RUNNING } from "../../src/cluster/pod-table.ts";
import { SourceText } from "../../src/environment/documents/source-text.ts";
import { scenarioOfDump } from "../../src/scenario/init/new-scenario.ts";
import { loadScenario } from "../../src/scenario/load-scenario.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { Simulation } from "../../src/simulation/simulation.ts";
import { MemoryFiles } from "../scenario/memory-files.ts";
import { dumpOf } from "./cluster-dump.ts";

const HEAD = "apiVersion: plimsoll/v1alpha1\nkind: Scenario\nmetadata: { name: shop }\n";

const POOLS = ["a", "b"]
  .map(
    (zone) =>
      `      - { name: ${zone}, count: 3, zones: [${zone}], allocatable: { cpu: 8, memory: 32Gi, pods: 110 } }\n`,
  )
  .join("");

const LABELLED = (app: string, more = "") =>
  `selector: { matchLabels: { app: ${app} } }, template: { metadata: { labels: { app: ${app} }${more} }, `;

const CONTAINER = "{ name: main, image: web, resources: { requests: { cpu: 100m } }";
const PROBE = "readinessProbe: { httpGet: { port: 80 }, initialDelaySeconds: 20 }";

const MANIFESTS = [
  `kind: Deployment\napiVersion: apps/v1\nmetadata: { name: web }\nspec: { replicas: 6, minReadySeconds: 30, ${LABELLED("web")} spec: { containers: [${CONTAINER}, ${PROBE} }] } } }`,
  "kind: Service\napiVersion: v1\nmetadata: { name: web }\nspec: { selector: { app: web }, ports: [{ port: 80 }] }",
  "kind: PodDisruptionBudget\napiVersion: policy/v1\nmetadata: { name: web }\nspec: { minAvailable: 5, selector: { matchLabels: { app: web } } }",
  `kind: StatefulSet\napiVersion: apps/v1\nmetadata: { name: db }\nspec: { serviceName: db, replicas: 2, ${LABELLED("db")} spec: { containers: [${CONTAINER} }] } } }`,
  `kind: DaemonSet\napiVersion: apps/v1\nmetadata: { name: agent }\nspec: { ${LABELLED("agent")} spec: { containers: [${CONTAINER} }] } } }`,
  `kind: Job\napiVersion: batch/v1\nmetadata: { name: import }\nspec: { completions: 5, parallelism: 1, template: { metadata: { annotations: { plimsoll/exit-after: 8m } }, spec: { restartPolicy: Never, containers: [${CONTAINER} }] } } }`,
].join("\n---\n");

const CRASH = (at: string) => `  faults: [{ nodeCrash: { node: a-1, at: ${at}, for: 15m } }]\n`;

function planOf(spec: string, files: Readonly<Record<string, string>>): Plan {
  const sink = new DiagnosticSink();
  const plan = loadScenario("shop.yaml", new MemoryFiles({ "shop.yaml": HEAD + spec, ...files }), sink);
  expect(sink.all.filter(({ severity }) => severity === "error" || severity === "warning")).toEqual([]);
  return plan!;
}

function freshPlan(faults = ""): Plan {
  return planOf(
    `spec:\n  controllers: simulated\n  horizon: 2h\n${faults}  cluster:\n    nodePools:\n${POOLS}  workloads: [{ manifests: [web.yaml] }]\n`,
    { "web.yaml": MANIFESTS },
  );
}

function dumpedPlan(dump: string, faults = ""): Plan {
  return planOf(`spec:\n  controllers: simulated\n  horizon: 90m\n${faults}  cluster: { manifests: [dump.yaml] }\n`, {
    "dump.yaml": dump,
  });
}

/** Names of pods that come and go, of workloads that are not Jobs. */
function comings(simulation: Simulation, untilUs: number): readonly string[] {
  const heard: string[] = [];
  const { cluster } = simulation;
  const hear = ({ change: { kind }, pod }: Delta) => {
    const isLoud = kind === "pod-created" || kind === "pod-terminating" || kind === "pod-deleted";
    if (isLoud && !cluster.pods.nameOf(pod).startsWith("import")) heard.push(`${kind} ${cluster.pods.nameOf(pod)}`);
  };
  cluster.observe({ hear });
  simulation.run(moment(untilUs));
  return heard;
}

function outagesOf(simulation: Simulation, endUs: number, afterSeconds: number) {
  return simulation.motion!.availability.findings(moment(endUs)).workloads.flatMap(({ kind, name, outages }) =>
    outages
      .filter(({ fromSeconds }) => fromSeconds > afterSeconds)
      .map(({ fromSeconds, toSeconds, fewestServing, cause }) => ({
        who: `${kind} ${name}`,
        fromSeconds,
        toSeconds,
        fewestServing,
        cause,
      })),
  );
}

/** The Job's third pod runs then, since three to four minutes. */
const DUMPED_US = 1_200e6;

let whole: DumpedList;

beforeAll(() => {
  const fresh = new Simulation(freshPlan());
  fresh.run(moment(DUMPED_US));
  whole = dumpOf(fresh) as DumpedList;
});

interface DumpedList {
  readonly items: readonly { readonly kind: string }[];
}

function withoutRevisions(): object {
  return { ...whole, items: whole.items.filter(({ kind }) => kind !== "ControllerRevision") };
}

/** What `plimsoll init` makes of it. */
function keptOf(dump: object, key?: string): string {
  const texts = [new SourceText("dump.json", JSON.stringify(dump))];
  const made = scenarioOfDump(texts, { name: "made", key }, new DiagnosticSink());
  expect(made?.files.map(({ path }) => path)).toEqual(["scenario.yaml", "cluster.yaml", "scenario.schema.json"]);
  return made!.files[1]!.content;
}

it.each([
  ["without its ControllerRevisions", () => JSON.stringify(withoutRevisions())],
  ["with anonymous names", () => keptOf(whole, "0123456789abcdef")],
  ["as init keeps it without its ControllerRevisions", () => keptOf(withoutRevisions())],
])("a dump %s stays as still as the whole one", (_name, dump) => {
  const again = new Simulation(dumpedPlan(dump()));
  const before = again.preexisting;
  again.run(moment(900e6));
  const { workloads } = again.motion!.availability.findings(moment(900e6));
  expect(workloads.map(({ belowDesiredSeconds }) => belowDesiredSeconds)).toEqual([0, 0, 0, 0]);
  // Only the Job goes on.
  expect(again.cluster.pods.size - before).toBeLessThanOrEqual(2);
});

describe.each([
  ["a run that is dumped after twenty minutes", () => JSON.stringify(whole)],
  ["what init keeps of such a dump", () => keptOf(whole)],
])("%s", (_name, make) => {
  let dump: string;

  beforeAll(() => {
    dump = make();
  });

  it("goes on without a pod that comes or goes, and with all replicas from its first moment on", () => {
    const again = new Simulation(dumpedPlan(dump));
    expect(comings(again, 900e6)).toEqual([]);
    const { workloads } = again.motion!.availability.findings(moment(900e6));
    const found = workloads.map(({ kind, name, desired, serving, belowDesiredSeconds }) => [
      `${kind} ${name}`,
      desired,
      serving,
      belowDesiredSeconds,
    ]);
    expect(found).toEqual([
      ["DaemonSet agent", 6, 6, 0],
      ["Deployment web", 6, 6, 0],
      ["Service web", 6, 6, 0],
      ["StatefulSet db", 2, 2, 0],
    ]);
  });

  it("does of a Job what was left to do", () => {
    const again = new Simulation(dumpedPlan(dump));
    again.run();
    const job = again.cluster.objects.find("Job", "default", "import");
    expect(job?.status).toMatchObject({ succeeded: 5 });
    const { pods } = again.cluster;
    const made = Array.from({ length: pods.size }, (_, pod) => pod).filter((pod) => {
      return pod >= again.preexisting && pods.nameOf(pod).startsWith("import");
    });
    // The third ran already.
    expect(made).toHaveLength(2);
    expect(pods.startedAtUs(made[0]!)).toBeLessThan(300e6);
  });

  it("recovers from a crash as it would have", () => {
    const unbroken = new Simulation(freshPlan(CRASH("30m")));
    unbroken.run(moment(4_200e6));
    const again = new Simulation(dumpedPlan(dump, CRASH("10m")));
    again.run(moment(3_000e6));
    const expected = outagesOf(unbroken, 4_200e6, 1_500);
    const found = outagesOf(again, 3_000e6, 1);
    expect(expected.length).toBeGreaterThan(0);
    const named = ({ who, fewestServing, cause }: (typeof found)[number]) => [who, fewestServing, cause];
    expect(found.map(named)).toEqual(expected.map(named));
    for (const [index, { fromSeconds, toSeconds }] of found.entries()) {
      // Where in their periods leases are is another matter.
      expect(Math.abs(fromSeconds + 1_200 - expected[index]!.fromSeconds)).toBeLessThan(15);
      expect(Math.abs(toSeconds! + 1_200 - expected[index]!.toSeconds!)).toBeLessThan(15);
    }
    const { pods } = again.cluster;
    const serving = Array.from({ length: pods.size }, (_, pod) => pod).filter((pod) => pods.phaseOf(pod) === RUNNING);
    expect(serving.length).toBeGreaterThanOrEqual(14);
    expect(pods.phaseOf(0)).not.toBe(DELETED);
  });
});

it("a dump of a cluster whose node is silent says that this is why replicas are missing", () => {
  const broken = new Simulation(freshPlan(CRASH("18m")));
  broken.run(moment(DUMPED_US));
  const sink = new DiagnosticSink();
  const spec = "spec:\n  controllers: simulated\n  horizon: 90m\n  cluster: { manifests: [dump.yaml] }\n";
  const files = new MemoryFiles({ "shop.yaml": HEAD + spec, "dump.yaml": JSON.stringify(dumpOf(broken)) });
  const again = new Simulation(loadScenario("shop.yaml", files, sink)!);
  again.run(moment(60e6));
  const { workloads } = again.motion!.availability.findings(moment(60e6));
  const short = workloads.filter(({ serving, desired }) => serving < desired);
  expect(short.map(({ name }) => name)).toContain("web");
  for (const { missingReplicaSeconds } of short)
    expect(missingReplicaSeconds.map(({ cause }) => cause)).toEqual(["failure"]);
});
