// What a scheduled pod leaves behind in memory beyond its class: rows of tables and logs. Names are whoever's; here all pods
// share one.

import type { Benchmark, Goal, Measurement } from "../benchmark.ts";

import { largeNodes } from "./made-nodes.ts";
import { RECORDED_PODS } from "./made-pods.ts";
import { columnar, SchedulingWorld } from "./scheduling-world.ts";

const NODES = 5000;
/** Not a power of two by far, so that tables that double have room to spare. */
const PODS = 200_000;
const SMOKE_PART = 100;
const CASE = "200,000 pods on 5,000 nodes";
const PLIMSOLL = "plimsoll";
const BYTES_MAX = 80;

function liveBytes(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function measure(smoke: boolean): Measurement {
  const pods = smoke ? PODS / SMOKE_PART : PODS;
  const world = new SchedulingWorld(columnar, largeNodes(NODES), 0);
  const classId = world.classify(RECORDED_PODS.plain);
  // The plan and the columns of the class are made with its first pod; what the compiler keeps comes soon after.
  for (let pod = 0; pod < pods / 10; pod += 1) world.scheduleUnrecorded(classId);
  const before = liveBytes();
  const clock = process.cpuUsage();
  for (let pod = 0; pod < pods; pod += 1) world.scheduleUnrecorded(classId);
  const { user, system } = process.cpuUsage(clock);
  const bytes = liveBytes() - before;
  return { operations: pods, cpuUs: user + system, checksum: `${world.cluster.pods.size}`, liveBytes: bytes };
}

const atMostBytes: Goal = {
  text: `${CASE}: at most ${BYTES_MAX} live bytes a pod`,
  isMet: (figureOf) => {
    const bytes = figureOf(CASE, PLIMSOLL)?.bytesPerOperation ?? null;
    return bytes === null ? null : bytes <= BYTES_MAX;
  },
};

export const podBytesBenchmark: Benchmark = {
  name: "pod-bytes",
  question: "How many bytes a scheduled pod keeps alive beyond its class and its name",
  cases: [{ name: CASE, reference: null, variants: [{ kind: "in-process", name: PLIMSOLL, measure }] }],
  goals: [atMostBytes],
};
