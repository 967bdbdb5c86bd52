// The priority that pods get from their class.

import { describe, expect, it } from "vitest";

import { PriorityClasses, SYSTEM_PRIORITY_CLASSES } from "../../../src/model/admission/priority.ts";
import type { PodSpec } from "../../../src/model/objects.ts";
import { pod } from "../build-objects.ts";

const HIGH = { name: "high", value: 1000, globalDefault: false, preemptionPolicy: "Never" };
const USUAL = { name: "usual", value: 10, globalDefault: true };

function prioritised(classes: PriorityClasses, spec: Partial<PodSpec>) {
  const decided = classes.prioritise(pod(spec, { name: "web" }));
  if (decided.kind === "refused") return decided.message;
  const { priority, priorityClassName, preemptionPolicy } = decided.pod.spec;
  return { priority, priorityClassName, preemptionPolicy };
}

describe("a pod", () => {
  const classes = new PriorityClasses([...SYSTEM_PRIORITY_CLASSES, HIGH, USUAL]);

  it("gets the number and the policy of its class", () => {
    expect(prioritised(classes, { priorityClassName: "high" })).toEqual({
      priority: 1000,
      priorityClassName: "high",
      preemptionPolicy: "Never",
    });
    expect(prioritised(classes, { priorityClassName: "system-node-critical" })).toMatchObject({
      priority: 2_000_001_000,
    });
  });

  it("without a class gets the default one, whose name it then has", () => {
    expect(prioritised(classes, { preemptionPolicy: "Never" })).toEqual({
      priority: 10,
      priorityClassName: "usual",
      preemptionPolicy: "Never",
    });
  });

  it("without a class where none is the default gets zero, and preempts", () => {
    expect(prioritised(new PriorityClasses([HIGH]), {})).toEqual({
      priority: 0,
      preemptionPolicy: "PreemptLowerPriority",
    });
  });

  it("is refused where its class is not there", () => {
    expect(prioritised(classes, { priorityClassName: "hihg" })).toBe(
      'pods "web" is forbidden: no PriorityClass with name hihg was found',
    );
  });

  it("is refused where it says otherwise than its class", () => {
    expect(prioritised(classes, { priorityClassName: "high", priority: 7 })).toBe(
      'pods "web" is forbidden: the integer value of priority (7) must not be provided in pod spec; priority ' +
        "admission controller computed 1000 from the given PriorityClass name",
    );
    expect(prioritised(classes, { priorityClassName: "high", preemptionPolicy: "PreemptLowerPriority" })).toBe(
      'pods "web" is forbidden: the string value of PreemptionPolicy (PreemptLowerPriority) must not be provided in ' +
        "pod spec; priority admission controller computed Never from the given PriorityClass name",
    );
    expect(prioritised(classes, { priorityClassName: "high", priority: 1000 })).toMatchObject({ priority: 1000 });
  });
});

describe("of several default classes", () => {
  it("the one of the smallest value counts", () => {
    const classes = new PriorityClasses([USUAL, { name: "least", value: -5, globalDefault: true }]);
    expect(prioritised(classes, {})).toMatchObject({ priority: -5, priorityClassName: "least" });
    expect(classes.names).toEqual(["usual", "least"]);
  });
});
