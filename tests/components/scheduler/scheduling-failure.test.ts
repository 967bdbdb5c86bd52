// What others hear of an attempt in which no node took the pod.

import { expect, it } from "vitest";

import { failureOf } from "../../../src/components/scheduler/scheduling-failure.ts";
import type { Decision } from "../../../src/scheduling/framework/decision.ts";
import { hopeless, preemptingOn, refusedBy } from "./scripted-loop.ts";

type Unschedulable = Extract<Decision, { kind: "unschedulable" }>;

function heard(decision: Decision, podName = "web-0") {
  return failureOf(decision as Unschedulable, podName);
}

it("is which plugins refused it, why, and in which words", () => {
  expect(heard(refusedBy(["NodePorts"]))).toEqual({
    plugins: ["NodePorts"],
    reasons: [],
    message: "refused by NodePorts",
  });
});

it("is how many victims preemption found, if it was tried", () => {
  expect(heard(hopeless()).preemption).toEqual({ victims: 0 });
  expect(heard(preemptingOn(0, [3, 4], [])).preemption).toEqual({ victims: 2 });
});

it.each([
  ['waiting for "web-0-scratch"', 'waiting for "POD-scratch"'],
  ['persistentvolumeclaim "data-web-0" not found', 'persistentvolumeclaim "data-POD" not found'],
  ['persistentvolumeclaim "web" not found', 'persistentvolumeclaim "web" not found'],
  ["node(s) had no web-0-disk", "node(s) had no web-0-disk"],
])("is a reason that pods of one kind share: %s", (reason, shared) => {
  const reasons = [{ plugin: "VolumeBinding", reason, nodes: 0 }];
  const decision = { ...(refusedBy(["VolumeBinding"]) as Unschedulable), message: reason, reasons };
  expect(heard(decision)).toMatchObject({ reasons: [{ reason: shared }], message: reason });
});
