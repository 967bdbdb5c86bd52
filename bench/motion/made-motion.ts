// A cluster in motion made for measuring: workloads of every kind that come one after another, rollouts over the day, and nodes
// that fail. Written as a user would write a scenario, in memory; the same sizes give the same scenario.

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { loadScenario } from "../../src/scenario/load-scenario.ts";
import type { FileReader } from "../../src/scenario/file-reader.ts";
import type { Plan } from "../../src/scenario/plan.ts";
import { crashesOf } from "./made-crashes.ts";
import { workloadsOf, type MadeWorkload } from "./made-workloads.ts";

export interface MotionSizes {
  readonly nodes: number;
  /** Those that are there at once when nothing is being rolled out. */
  readonly pods: number;
  readonly horizonMinutes: number;
  /** How many of a hundred nodes crash, each once. */
  readonly failingPercent: number;
  readonly controlPlane: "measured" | "instant";
}

const ZONES = ["a", "b", "c"];
const POOL = "general";
/** One of so many Deployments is restarted. */
const RESTARTED_OF = 5;
const FILE = "motion.yaml";
/** Services and budgets, which are there from the start. */
const STANDING_FILE = "standing.yaml";

/** @throws Error if the scenario has a mistake, which is the benchmark's own. */
export function motionPlan(sizes: MotionSizes): Plan {
  const workloads = workloadsOf(sizes.nodes, sizes.pods);
  const standing = { apiVersion: "v1", kind: "List", items: workloads.flatMap((workload) => workload.standing) };
  const files = new Map([
    [FILE, JSON.stringify(scenarioOf(workloads, sizes))],
    [STANDING_FILE, JSON.stringify(standing)],
  ]);
  return madePlan(FILE, files);
}

/**
 * The plan of a scenario in memory, `files` by path.
 * @throws Error if the scenario has a mistake, which is the benchmark's own.
 */
export function madePlan(path: string, files: ReadonlyMap<string, string>): Plan {
  const sink = new DiagnosticSink();
  const plan = loadScenario(path, inMemory(files), sink);
  if (plan === undefined) throw new Error(`the made scenario has mistakes: ${sink.all[0]?.message}`);
  return plan;
}

function scenarioOf(workloads: readonly MadeWorkload[], sizes: MotionSizes): object {
  return {
    apiVersion: "plimsoll/v1alpha1",
    kind: "Scenario",
    metadata: { name: "motion" },
    spec: {
      controllers: "simulated",
      ...(sizes.controlPlane === "instant" ? { controlPlane: "instant" } : {}),
      horizon: `${sizes.horizonMinutes}m`,
      cluster: { nodePools: [poolOf(sizes.nodes)] },
      workloads: [{ manifests: [STANDING_FILE] }],
      actions: [...arrivalsOf(workloads, sizes), ...restartsOf(workloads, sizes)],
      faults: crashesOf(namesOf(sizes), sizes),
    },
  };
}

function poolOf(count: number): object {
  return { name: POOL, count, zones: ZONES, allocatable: { cpu: 16, memory: "64Gi", pods: 110 } };
}

/** The first tenth of the time: one workload after another is applied. */
function arrivalsOf(workloads: readonly MadeWorkload[], { horizonMinutes }: MotionSizes): readonly object[] {
  const gap = Math.max(1, Math.floor((horizonMinutes * 6) / workloads.length));
  return workloads.map(({ name, object }, index) => ({
    name: `apply-${name}`,
    at: `${index * gap + 1}s`,
    apply: { objects: [object] },
  }));
}

/** Rollouts from a quarter to three quarters of the time. */
function restartsOf(workloads: readonly MadeWorkload[], { horizonMinutes }: MotionSizes): readonly object[] {
  const deployments = workloads.filter(({ kind }) => kind === "Deployment");
  const restarted = deployments.filter((_, index) => index % RESTARTED_OF === 0);
  const gap = Math.floor((horizonMinutes * 30) / restarted.length);
  return restarted.map(({ name }, index) => ({
    name: `restart-${name}`,
    at: `${horizonMinutes * 15 + index * gap}s`,
    rolloutRestart: { deployment: name },
  }));
}

/** As the pool numbers them. */
function namesOf({ nodes }: MotionSizes): readonly string[] {
  const digits = String(nodes).length;
  return Array.from({ length: nodes }, (_, index) => `${POOL}-${String(index + 1).padStart(digits, "0")}`);
}

function inMemory(files: ReadonlyMap<string, string>): FileReader {
  const encoder = new TextEncoder();
  return {
    read: (path) => {
      const text = files.get(path);
      return text === undefined ? { kind: "missing", detail: path } : { kind: "bytes", bytes: encoder.encode(text) };
    },
    loadModule: () => ({ kind: "broken", detail: "no modules here" }),
    list: () => undefined,
  };
}
