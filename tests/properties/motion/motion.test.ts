// The short form of the properties of a cluster in motion; the long form is main.ts beside it. And that the oracle sees what it is
// there for, and that a written script replays what was tried.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { moment } from "../../../src/base/time.ts";

import type { Change } from "../../../src/cluster/change.ts";
import type { LivePodView } from "../../../src/cluster/live-pods.ts";

import { runSimulation } from "../../../src/simulation/run-simulation.ts";
import { Simulation } from "../../../src/simulation/simulation.ts";

import { loadAskedScenario } from "../../../src/cli/asked-scenario.ts";
import { NODE_FILES } from "../../../src/cli/file-system.ts";

import { load } from "../../scenario/memory-files.ts";
import { existingPods } from "./api-objects.ts";
import { BudgetWatch } from "./budget-watch.ts";

import { LatePods } from "./late-pods.ts";
import { anyMotionScript, type MotionScript } from "./motion-script.ts";
import { PreemptionWatch } from "./preemption-watch.ts";
import { scenarioOf } from "./scenario-of.ts";
import { unsettled } from "./settled.ts";
import { TimeWatch } from "./time-watch.ts";
import { tryScript } from "./try-script.ts";

const SEED = 7;
const SHORT = 12;

const WEB = {
  replicas: 3,
  cpuMilli: 500,
  graceSeconds: 2,
  readyAfterSeconds: 0,
  minReadySeconds: 0,
  isOnePerNode: false,
  priority: "none",
  memory: "requested",
  budget: { minAvailable: 3 },
  strategy: { type: "RollingUpdate" },
} as const;

const KEPT = { storageClass: "kept", whenDeleted: "Retain", whenScaled: "Retain" } as const;

const JOB = {
  completions: 2,
  parallelism: 1,
  backoffLimit: 1,
  mode: "NonIndexed",
  restartPolicy: "Never",
  exitAfterSeconds: 30,
  exitCode: 0,
  deadlineSeconds: null,
  keptSeconds: null,
  cpuMilli: 100,
  priority: "none",
} as const;

const SMALL: MotionScript = {
  seed: 1,
  nodes: 3,
  zones: ["a", "b"],
  cpu: 4,
  podsPerNode: 110,
  shutdownSeconds: 0,
  controlPlane: "measured",
  deployments: [WEB],
  statefulSets: [{ ...WEB, replicas: 2, budget: null, management: "OrderedReady", claims: KEPT }],
  replicaSets: [],
  jobs: [JOB],
  cronJobs: [],
  hasAgent: true,
  volumesPerZone: 2,
  quotas: [{ pods: "20" }],
  savedAtSeconds: 620,
  faults: [{ nodeCrash: { node: "m-1", at: "600s", for: "900s" } }],
  actions: [{ at: "60s", scale: { deployment: "web-1", replicas: 4 } }],
};

describe("any script of faults and actions", () => {
  it("leaves the cluster as Kubernetes would", () => {
    const tried = fc.property(anyMotionScript, (script) => {
      expect(tryScript(script).complaints).toEqual([]);
    });
    fc.assert(tried, { seed: SEED, numRuns: SHORT });
  });
});

describe("a script that does not come to rest", () => {
  it("is given up and complained of", () => {
    const { endedBy, complaints } = tryScript(SMALL, 500);
    expect([endedBy, complaints]).toEqual(["failure", [expect.stringMatching(/^it goes on and on: 500 events by /)]]);
  });
});

describe("a script that is written down", () => {
  it("is read by the program's loader, and replays the same events", () => {
    const folder = mkdtempSync(join(tmpdir(), "plimsoll-motion-"));
    try {
      for (const [path, text] of Object.entries(scenarioOf(SMALL))) writeFileSync(join(folder, path), text);
      const sink = new DiagnosticSink();
      const plan = loadAskedScenario(join(folder, "s.yaml"), undefined, NODE_FILES, sink);
      expect(sink.all).toEqual([]);
      expect(runSimulation(plan!).run.fingerprint).toBe(tryScript(SMALL).fingerprint);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

/** The small script at its end, when nothing is wrong. */
function settled(): { readonly simulation: Simulation; readonly pod: (prefix: string) => LivePodView } {
  const simulation = new Simulation(load(scenarioOf(SMALL)).plan!);
  expect(simulation.run().endedBy).toBe("quiescence");
  const pod = (prefix: string) => existingPods(simulation.cluster).find(({ name }) => name.startsWith(prefix))!;
  return { simulation, pod };
}

const { simulation: template } = settled();

describe("the oracle", () => {
  const { nodes, objects, pods } = template.cluster;
  const set = [...objects.list("ReplicaSet")][0]!.metadata!.name!;
  const node = nodes.record(nodes.find("m-2")!).object;
  const spent = objects.find("PodDisruptionBudget", "default", "web-1")!;
  const job = objects.find("Job", "default", "job-1")!;
  const claim = objects.find("PersistentVolumeClaim", "default", "data-db-1-0")!;
  const volume = objects.find("PersistentVolume", "", claim.spec!.volumeName!)!;
  const taints = [{ key: "tried", effect: "NoExecute" as const }];

  it("finds nothing wrong where nothing is", () => {
    expect(unsettled(template.cluster)).toEqual([]);
  });

  it.each<[string, RegExp, (pod: (prefix: string) => LivePodView) => Change]>([
    [
      "pods without their owner",
      /^web-1-.* stays though ReplicaSet/,
      () => ({ kind: "object-removed", name: { kind: "ReplicaSet", namespace: "default", name: set } }),
    ],
    ["a pod too few", /^web-1-.* has 3 pods and wants 4$/, (pod) => ({ kind: "pod-deleted", pod: pod("web-1").id })],
    [
      "a pod of a set too few",
      /^db-1 wants db-1-0,db-1-1 and has db-1-1$/,
      (pod) => ({ kind: "pod-deleted", pod: pod("db-1-0").id }),
    ],
    ["a node without its agent", /^agent has 0 pods for m-/, (pod) => ({ kind: "pod-deleted", pod: pod("agent").id })],
    [
      "a pod that is never ready",
      /never becomes ready/,
      (pod) => ({ kind: "pod-ready", pod: pod("web-1").id, ready: "False" }),
    ],
    ["a pod that never goes", /is going for ever on/, (pod) => ({ kind: "pod-terminating", pod: pod("web-1").id })],
    ["a node that went with its pods", /stays on m-2, which is gone/, () => ({ kind: "node-removed", name: "m-2" })],
    [
      "a taint that nobody bears",
      /stays on m-2 in spite of tried/,
      () => ({ kind: "node-updated", node: { ...node, spec: { ...node.spec, taints } } }),
    ],
    [
      "a pod that waits beside room",
      /^late waits though it fits on m-/,
      (pod) => ({ kind: "pod-created", classId: pods.classOf(pod("web-1").id), name: "late" }),
    ],
    [
      "a budget that says what is not",
      /^the budget web-1 says 0 healthy/,
      () => {
        const object = { ...spent, status: { ...spent.status!, currentHealthy: 0 } };
        return { kind: "object-stored", stored: { kind: "PodDisruptionBudget", object } };
      },
    ],
    [
      "a service that sends elsewhere",
      /^the service web-1 sends to/,
      (pod) => ({ kind: "pod-ready", pod: pod("web-1").id, ready: "False" }),
    ],
    [
      "a Job that has not done what it says",
      /^job-1 is complete with 1 of 2$/,
      () => ({
        kind: "object-stored",
        stored: { kind: "Job", object: { ...job, status: { ...job.status, succeeded: 1 } } },
      }),
    ],
    [
      "what stays without its owners",
      /^the Job job-1 stays though all its owners are gone$/,
      () => {
        const ownerReferences = [{ apiVersion: "batch/v1", kind: "CronJob", name: "c", uid: "gone", controller: true }];
        return {
          kind: "object-stored",
          stored: { kind: "Job", object: { ...job, metadata: { ...job.metadata, ownerReferences } } },
        };
      },
    ],
    [
      "a volume of somebody else",
      /^the claim data-db-1-0 has the volume .*, which is of nobody$/,
      () => {
        const object = { ...volume, spec: { ...volume.spec, claimRef: {} } };
        return { kind: "object-stored", stored: { kind: "PersistentVolume", object } };
      },
    ],
    [
      "a quota that says what is not",
      /^the quota team says 9000 m of pods, and there are 8000 m$/,
      (pod) => ({ kind: "pod-deleted", pod: pod("web-1").id }),
    ],
  ])("sees %s", (_, complaint, changeOf) => {
    const { simulation, pod } = settled();
    simulation.cluster.apply(changeOf(pod), simulation.engine.now);
    expect(unsettled(simulation.cluster)).toContainEqual(expect.stringMatching(complaint));
  });

  it("sees an eviction that the budget does not allow", () => {
    const { simulation, pod } = settled();
    const { cluster, engine } = simulation;
    const watch = new BudgetWatch(cluster);
    cluster.observe(watch);
    const condition = { status: "True", reason: "EvictionByEvictionAPI" } as const;
    const [first, second] = existingPods(cluster).filter(({ name }) => name.startsWith("web-1"));
    for (const { id } of [first!, second!]) {
      cluster.apply({ kind: "pod-condition", pod: id, type: "DisruptionTarget", condition }, engine.now);
      cluster.apply({ kind: "pod-terminating", pod: id }, engine.now);
    }
    expect(pod("web-1").name).toBe(first!.name);
    expect(watch.complaints).toEqual([expect.stringMatching(/leaves 2 ready pods of web-1, and its budget needs 3/)]);
    expect(watch.evictions).toBe(2);
  });

  it("sees a pod that is driven out for nobody", () => {
    const { simulation, pod } = settled();
    const { cluster, engine } = simulation;
    const watch = new PreemptionWatch(cluster);
    cluster.observe(watch);
    const condition = { status: "True", reason: "PreemptionByScheduler" } as const;
    cluster.apply({ kind: "pod-condition", pod: pod("web-1").id, type: "DisruptionTarget", condition }, engine.now);
    expect(watch.complaints).toEqual([expect.stringMatching(/^web-1-.* is driven out, and nobody above it waits$/)]);
  });

  it("sees more pods than a quota allows", () => {
    const { simulation, pod } = settled();
    const { cluster, engine } = simulation;
    const classId = pods.classOf(pod("web-1").id);
    for (let more = 0; more < 20; more += 1)
      cluster.apply({ kind: "pod-created", classId, name: `more-${more}` }, engine.now);
    const watch = new TimeWatch(cluster, simulation.overfull, new LatePods(cluster));
    watch.look(engine.now);
    expect(watch.complaints).toContain("there is more pods than team allows");
  });

  it("knows that a pod counts again whose end is asked for once more after it should have been gone", () => {
    const { simulation, pod } = settled();
    const { cluster, engine } = simulation;
    const late = new LatePods(cluster);
    cluster.observe(late);
    const asked = pod("web-1").id;
    const ask = (second: number, graceSeconds: number) =>
      cluster.apply({ kind: "pod-terminating", pod: asked, graceSeconds }, moment(engine.now + second * 1e6));
    ask(0, 20);
    ask(39, 15);
    expect(late.askedAgain.size).toBe(0);
    ask(60, 1);
    expect([...late.askedAgain]).toEqual([asked]);
  });

  it("sees pods on a node that is gone once their time is over, and not before", () => {
    const { simulation } = settled();
    const watch = new TimeWatch(simulation.cluster, simulation.overfull, new LatePods(simulation.cluster));
    simulation.cluster.apply({ kind: "node-removed", name: "m-2" }, simulation.engine.now);
    const { now } = simulation.engine;
    for (const second of [0, 60, 120]) watch.look(moment(now + second * 1e6));
    expect(watch.complaints).toEqual([]);
    watch.look(moment(now + 140e6));
    expect(watch.complaints[0]).toMatch(/stays on m-2, which is gone, for more than 130 s/);
  });
});
