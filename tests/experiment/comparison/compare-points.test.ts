// Points held against one another by the figures of their runs.

import { describe, expect, it } from "vitest";

import { buildSweepResult } from "../../../src/experiment/build-sweep-result.ts";
import type { FinishedRun, RunRecord } from "../../../src/experiment/execution/run-record.ts";
import { smallNode, smallPlan } from "../../simulation/small-plan.ts";
import { finishedRun } from "../made-runs.ts";

const PLACED = "plimsoll_pods_placed value";
const LATENCY = "scheduler_pod_scheduling_sli_duration_seconds p(99)";
const plan = smallPlan([smallNode("n1", { cpu: "4", memory: "8Gi" })], []);

/** Replications of two points; the second places `more` and takes `longer`. */
function runs(more: number, longer: number, replications = 10): readonly (readonly RunRecord[])[] {
  const point = (index: number): readonly FinishedRun[] =>
    Array.from({ length: replications }, (_, replication) => {
      // Chance that both meet: much larger than the differences, and gone in pairs.
      const chance = ((replication * 7919) % 13) * 10;
      const noise = ((replication * 104729 + index * 31) % 7) / 100;
      return finishedRun(index, replication, {
        [PLACED]: 1000 + chance + (index === 1 ? more : 0),
        [LATENCY]: 5 + chance + noise + (index === 1 ? longer : 0),
        "kube_pod_status_unschedulable value": replication,
        "plimsoll_requested_ratio{resource=cpu} value": 0.5 + index,
      });
    });
  return [point(0), point(1)];
}

function compared(table: readonly (readonly RunRecord[])[], indifference = 0) {
  const points = [0, 1].map((index) => ({ index, assignments: [], levels: [index] }));
  const factors = [{ name: "policy", paths: [], levels: ["a", "b"], isNumeric: false }];
  const design = { factors, points };
  const asked = { plan, design, seed: "s", confidence: 0.95, replications: "", command: "", indifference };
  return buildSweepResult(asked, { runs: table, complete: true });
}

describe("a comparison", () => {
  it("judges paired differences of headline figures that have a better direction", () => {
    const { comparison, figures } = compared(runs(5, 0.5));
    expect(comparison!.figures.map((column) => figures[column]!.key)).toEqual([PLACED, LATENCY]);
    expect(comparison!.pairs[0]!.judgements.map(({ verdict }) => verdict.kind)).toEqual(["better", "worse"]);
    expect(comparison!.pairs[0]!.judgements[0]!.difference).toMatchObject({ estimate: 5, count: 10 });
    expect(comparison!.answer.kind).toBe("trade-off");
  });

  it("divides the confidence among its judgements", () => {
    const { comparison } = compared(runs(5, 0.5));
    expect(comparison).toMatchObject({ confidence: 0.95, judgements: 2, confidenceOfEach: 0.975 });
  });

  it("judges how many pods are placed only where some wait", () => {
    const judged = (waiting: number) => {
      const point = (index: number) =>
        [0, 1, 2, 3, 4].map((replication) =>
          finishedRun(index, replication, {
            [PLACED]: 7 + index,
            [LATENCY]: replication + index * 3,
            "plimsoll_pods_waiting value": replication === 4 ? waiting : 0,
          }),
        );
      const { comparison, figures } = compared([point(0), point(1)]);
      return comparison!.figures.map((column) => figures[column]!.key);
    };
    expect(judged(0)).toEqual([LATENCY]);
    expect(judged(1)).toEqual([PLACED, LATENCY]);
  });

  it("calls latencies alike that are within the steps in which they are counted", () => {
    const key = (figure: string) => `http_request_duration_seconds{class=all,source=s,target=t} ${figure}`;
    const verdictOf = (figure: string, seconds: number) => {
      const point = (index: number) =>
        Array.from({ length: 10 }, (_, replication) =>
          finishedRun(index, replication, { [key(figure)]: 0.2 + replication / 1e5 + (index === 1 ? seconds : 0) }),
        );
      const points = [0, 1].map((index) => ({ index, assignments: [], levels: [index] }));
      const design = { factors: [{ name: "policy", paths: [], levels: ["a", "b"], isNumeric: false }], points };
      const asked = { plan, design, seed: "s", confidence: 0.95, replications: "", command: "", indifference: 0 };
      const { comparison } = buildSweepResult(asked, { runs: [point(0), point(1)], complete: true });
      return comparison!.pairs[0]!.judgements.map(({ verdict }) => verdict.kind);
    };
    expect([verdictOf("p(99)", 0.0012), verdictOf("p(99)", 0.004)]).toEqual([["no-difference"], ["worse"]]);
  });

  it("leaves out what is the same in all runs", () => {
    const still = (index: number) =>
      [0, 1, 2, 3, 4].map((replication) =>
        finishedRun(index, replication, { [PLACED]: 7, [LATENCY]: replication + index * 3 }),
      );
    const { comparison, figures } = compared([still(0), still(1)]);
    expect(comparison!.figures.map((column) => figures[column]!.key)).toEqual([LATENCY]);
    expect(comparison!.judgements).toBe(1);
  });

  it("lets differences pass that do not matter", () => {
    const { comparison } = compared(runs(5, 0), 0.02);
    expect(comparison!.pairs[0]!.judgements[0]!.verdict.kind).toBe("no-difference");
  });

  it("pairs replications, and leaves out those that one side lacks", () => {
    const [first, second] = runs(5, 0);
    const lost: RunRecord = { kind: "failed", point: 0, replication: 3, seed: "s/3", reason: "lost" };
    const { comparison } = compared([first!.with(3, lost), second!]);
    expect(comparison!.pairs[0]!.judgements[0]).toMatchObject({ pairsLost: 1, difference: { estimate: 5, count: 9 } });
  });

  it("is not there unless it is asked for", () => {
    const asked = {
      plan,
      design: { factors: [], points: [] },
      seed: "s",
      confidence: 0.95,
      replications: "",
      command: "",
    };
    expect(buildSweepResult(asked, { runs: [], complete: true }).comparison).toBeNull();
  });
});
