// Replicas by metrics of pods. The rows are those of replica_calculator_test.go, v1.36, whose pods have each container twice, which
// doubles both sides.

import { describe, expect, it } from "vitest";

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import {
  averageReplicas,
  knownRequests,
  utilizationReplicas,
  type PodsAtHand,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/pod-replicas.ts";
import { DEFAULT_SETTINGS } from "../../../../src/components/controllers/horizontal-pod-autoscaler/settings.ts";
import { pod, type PodWish } from "./small-autoscaling.ts";

interface Row {
  readonly current: number;
  /** Percent, or an average in milli. */
  readonly target: number;
  /** By pod; null: no sample. */
  readonly usage: readonly (number | null)[];
  readonly requests?: readonly string[];
  readonly states?: Readonly<Record<number, PodWish>>;
  readonly down?: number;
  readonly up?: number;
}

const UNREADY: PodWish = { ready: { status: "False", sinceUs: -1_000_000_000 } };

function atHand(
  { current, usage, requests = [], states = {}, down = 0.1, up = 0.1 }: Row,
  count = usage.length,
): PodsAtHand {
  const pods: LivePod[] = [];
  const samples = new Map<string, { timestampUs: number; windowUs: number; valueMilli: number }>();
  usage.forEach((milli, index) => {
    const name = `web-${index}`;
    if (index < count) pods.push(pod(name, { requests: { cpu: requests[index] ?? "1" }, ...states[index] }));
    if (milli !== null) samples.set(name, { timestampUs: 0, windowUs: 0, valueMilli: milli });
  });
  const tolerances = { scaleDown: down, scaleUp: up };
  return { pods, samples, currentReplicas: current, tolerances, settings: DEFAULT_SETTINGS, nowUs: 0 };
}

function byUtilization(row: Row, count?: number): unknown {
  const aim = { resource: "cpu", container: "", percent: row.target };
  const requestsOf = knownRequests(aim, { countsPodLevel: true, needsContainer: true });
  const outcome = utilizationReplicas(atHand(row, count), aim, requestsOf);
  return outcome.kind === "failed" ? outcome.message : outcome.replicas;
}

describe("utilisation", () => {
  it.each<[string, Row, number]>([
    ["scales up", { current: 3, target: 30, usage: [300, 500, 700] }, 5],
    [
      "counts an unready pod with nothing when it scales up",
      { current: 3, target: 30, usage: [300, 500, 700], states: { 0: UNREADY } },
      4,
    ],
    [
      "does not turn around for unready pods",
      { current: 3, target: 30, usage: [400, 500, 700], states: { 1: UNREADY, 2: UNREADY } },
      3,
    ],
    [
      "ignores pods that failed",
      { current: 2, target: 30, usage: [500, 700, null], states: { 2: { phase: "Failed" } } },
      4,
    ],
    ["scales down", { current: 5, target: 50, usage: [100, 300, 500, 250, 250] }, 3],
    [
      "ignores unready pods when it scales down",
      { current: 5, target: 50, usage: [100, 300, 500, 250, 250], states: { 3: UNREADY, 4: UNREADY } },
      2,
    ],
    [
      "stays within a tenth",
      { current: 3, target: 100, usage: [1010, 1030, 1020], requests: ["900m", "1", "1100m"] },
      3,
    ],
    [
      "leaves no tenth where it has no tolerance",
      { current: 3, target: 100, usage: [909, 1010, 1111], requests: ["900m", "1", "1100m"], down: 0, up: 0 },
      4,
    ],
    ["has a tolerance of its own down", { current: 3, target: 100, usage: [660, 640, 650], down: 0.34 }, 2],
    ["and a wider one", { current: 3, target: 100, usage: [660, 640, 650], down: 0.36 }, 3],
    ["has one of its own up", { current: 3, target: 100, usage: [1890, 1910, 1900], up: 2 }, 3],
    ["takes missing pods for busy when it scales down", { current: 4, target: 100, usage: [400, 95, null, null] }, 3],
    ["takes missing pods for idle when it scales up", { current: 2, target: 100, usage: [1900, null] }, 2],
    [
      "takes them for as busy as the target above 100 %",
      { current: 4, target: 300, usage: [200, 100, 100, null], requests: ["1", "1", "2", "2"], states: { 0: UNREADY } },
      2,
    ],
    [
      "counts both, missing and unready",
      { current: 3, target: 50, usage: [100, 2000, null], states: { 0: UNREADY } },
      4,
    ],
    ["does not grow when it scales down", { current: 2, target: 50, usage: [100, 100, null] }, 2],
  ])("%s", (_case, row, replicas) => {
    expect(byUtilization(row)).toBe(replicas);
  });

  it("fails in the controller's words", () => {
    const row = { current: 1, target: 50, usage: [100] };
    expect(byUtilization(row, 0)).toBe("no pods returned by selector while calculating replica count");
    expect(byUtilization({ ...row, usage: [null] })).toBe(
      "did not receive metrics for targeted pods (pods might be unready)",
    );
    expect(byUtilization({ ...row, requests: ["0"] })).toBe("no metrics returned matched known pods");
    expect(byUtilization({ ...row, states: { 0: { requests: {} } } })).toBe(
      "missing request for cpu in container main of Pod web-0",
    );
  });

  it("does not count samples of pods that are not there", () => {
    expect(byUtilization({ current: 1, target: 50, usage: [100, 2000] }, 1)).toBe(1);
  });
});

describe("an average", () => {
  it("is of all that have samples, ready or not", () => {
    const twenty = { current: 3, target: 15_000, usage: [20_000, 10_000, 30_000] };
    expect(averageReplicas(atHand(twenty), "", twenty.target)).toMatchObject({ replicas: 4, averageMilli: 20_000 });
    const unready = { ...twenty, usage: [50_000, 10_000, 30_000], states: { 2: UNREADY } };
    expect(averageReplicas(atHand(unready), "", unready.target)).toMatchObject({ replicas: 6 });
  });

  it("counts missing pods with the target when it scales down", () => {
    const row = { current: 2, target: 1000, usage: [500, null] };
    expect(averageReplicas(atHand(row), "", row.target)).toMatchObject({ replicas: 2 });
  });
});
