// Every kind of answer to the question why a pod is where it is.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { explainPod } from "../../../src/simulation/explain/explain-pod.ts";
import { runSimulation } from "../../../src/simulation/run-simulation.ts";
import { answering } from "../../scheduling/extenders/made-up-extenders.ts";
import { FIXED_DELAYS, smallNode, smallPlan, smallPod, smallWorkload } from "../small-plan.ts";
import { answerOf, boundPod, planAsking } from "./small-questions.ts";

const NODE = smallNode("n1", { cpu: "2", memory: "4Gi" });
const HALF = smallPod({ cpu: "1" });

describe("a pod that waits", () => {
  const rows = [{ pod: HALF }, { pod: HALF }, { pod: HALF }];
  const plan = smallPlan([NODE], [smallWorkload("web", rows, { kind: "at-start" })], FIXED_DELAYS);

  it("is explained as the cluster stands, in the words of its last attempt", () => {
    const answer = answerOf(plan, {}, "web-2");
    const { failures } = { failures: runSimulation(plan).unplaced };
    expect(answer).toMatchObject({
      kind: "waiting",
      attempts: 1,
      lastAttempt: { message: failures[0]!.message },
      decision: { outcome: { kind: "unschedulable", message: failures[0]!.message } },
    });
  });

  it("has failed last where its binding did", () => {
    const { extender } = answering(() => ({ Error: "no licence" }), {
      filterVerb: "",
      prioritizeVerb: "",
      preemptVerb: "",
      bindVerb: "bind",
    });
    const binding = { ...plan, scheduler: { ...plan.scheduler, extenders: [extender] } };
    expect(answerOf(binding, {}, "web-0")).toMatchObject({
      kind: "waiting",
      lastAttempt: { message: "no licence" },
      decision: { outcome: { kind: "scheduled" } },
    });
  });

  it("may not wait yet, or not be there, at an earlier moment", () => {
    expect(answerOf(plan, { atUs: moment(1_500) }, "web-2")).toMatchObject({
      kind: "waiting",
      attempts: 0,
      lastAttempt: null,
    });
    const later = smallWorkload("web", [{ pod: HALF, listedAtSeconds: 60 }], { kind: "listed" });
    const answer = answerOf(smallPlan([NODE], [later]), { atUs: moment(5e6) }, "web-0");
    expect(answer).toEqual({ kind: "not-there-yet", arrivesAtSeconds: 60 });
  });

  it("speaks for its workload", () => {
    const owned = { ...HALF, metadata: { ...HALF.metadata, ownerReferences: [{ kind: "Job", name: "web" }] } };
    const workload = smallWorkload("web", [{ pod: owned }, { pod: owned }, { pod: owned }], { kind: "at-start" });
    const wishes = { atUs: undefined, node: undefined, top: 5 };
    const found = explainPod(smallPlan([NODE], [workload]), { kind: "job", namespace: undefined, name: "web" }, wishes);
    expect(found).toMatchObject({
      kind: "explained",
      explanation: { pod: { name: "web-2" }, workload: { name: "job/web", pods: 3, waiting: 1 } },
    });
  });
});

describe("a pod that was placed", () => {
  const nodes = [NODE, smallNode("n2", { cpu: "4", memory: "8Gi" })];
  const answer = answerOf(planAsking(nodes, HALF), { node: "n1" });

  it("is explained by the attempt that placed it", () => {
    expect(answer).toMatchObject({
      kind: "placed",
      phase: "running",
      decision: { outcome: { kind: "scheduled", node: "n2", path: "scored" }, search: { visited: 2, feasible: 2 } },
    });
  });

  it("is where the totals are highest, score by score", () => {
    if (answer.kind !== "placed") throw new Error(answer.kind);
    for (const { total, scores } of answer.decision.top) {
      expect(scores.reduce((sum, { score, weight }) => sum + score * weight, 0)).toBe(total);
    }
    expect(answer.decision.top.map(({ node }) => node)).toEqual(["n2", "n1"]);
    expect(answer.node?.scored).toEqual(answer.decision.top[1]);
  });
});

describe("a pod that made others go", () => {
  const low = smallWorkload("low", [{ pod: HALF }, { pod: HALF }], { kind: "at-start" });
  const dear = { pod: smallPod({ cpu: "1" }, { priority: 9 }), listedAtSeconds: 5 };
  const plan = smallPlan([NODE], [low, smallWorkload("dear", [dear], { kind: "listed" })], FIXED_DELAYS);

  it("is told with its victims, though it was placed by a later attempt", () => {
    const answer = answerOf(plan, {}, "dear-0");
    expect(answer).toMatchObject({ kind: "placed", decision: { outcome: { node: "n1", path: "tried-first" } } });
    expect(answer.kind === "placed" && answer.preempted?.candidates).toHaveLength(1);
    expect(answer).toMatchObject({ preempted: { atSeconds: 5.001, node: "n1" } });
  });
});

describe("a pod that nobody decides about", () => {
  it("was bound before the run", () => {
    expect(answerOf(planAsking([NODE], HALF, [boundPod("old", "n1")]), {}, "old")).toEqual({
      kind: "bound-before",
      node: "n1",
    });
  });

  it("is gated", () => {
    const gated = smallPod({ cpu: "1" }, { schedulingGates: [{ name: "x.io/wait" }] });
    expect(answerOf(planAsking([NODE], gated))).toMatchObject({ kind: "gated", plugin: "SchedulingGates" });
  });

  it("is another scheduler's", () => {
    const foreign = smallPod({ cpu: "1" }, { schedulerName: "other" });
    expect(answerOf(planAsking([NODE], foreign))).toEqual({
      kind: "other-scheduler",
      schedulerName: "other",
      profiles: ["default-scheduler"],
    });
  });

  it("was refused by admission", () => {
    const workload = smallWorkload("asked", [{ pod: HALF }], { kind: "at-start" });
    const refusals = new Map([[0, { plugin: "LimitRanger", message: "too much" }]]);
    const controlPlane = { kind: "instant" } as const;
    const plan = smallPlan([NODE], [{ ...workload, pods: { ...workload.pods, refusals } }], { controlPlane });
    expect(answerOf(plan)).toEqual({ kind: "refused", plugin: "LimitRanger", message: "too much", atSeconds: 0 });
  });
});

describe("a question that means nothing", () => {
  const plan = planAsking([NODE], HALF);
  const wishes = { atUs: undefined, node: undefined, top: 5 };

  it("is answered with the nearest name", () => {
    const pod = { kind: "pod", namespace: undefined, name: "asked-1" };
    expect(explainPod(plan, pod, wishes)).toEqual({ kind: "unknown-pod", nearest: "asked-0" });
    const node = { ...wishes, node: "n2" };
    expect(explainPod(plan, { ...pod, name: "asked-0" }, node)).toEqual({ kind: "unknown-node", nearest: "n1" });
  });
});
