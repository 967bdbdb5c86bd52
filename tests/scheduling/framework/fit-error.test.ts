// The text of a FailedScheduling event.

import { describe, expect, it } from "vitest";

import { eventNote, fitErrorText, NO_NODES_MESSAGE } from "../../../src/scheduling/framework/fit-error.ts";

describe("the message", () => {
  it.each([
    [
      "counts may add up to more than the nodes",
      3,
      { "Insufficient cpu": 3, "Insufficient memory": 3 },
      "0/3 nodes are available: 3 Insufficient cpu, 3 Insufficient memory.",
    ],
    [
      "reasons stand in the order of their texts, counts and all: 12 before 9",
      21,
      { "Insufficient cpu": 9, "Insufficient memory": 12 },
      "0/21 nodes are available: 12 Insufficient memory, 9 Insufficient cpu.",
    ],
    [
      "10 stands before 2",
      12,
      { "node(s) were unschedulable": 10, "Insufficient cpu": 2 },
      "0/12 nodes are available: 10 node(s) were unschedulable, 2 Insufficient cpu.",
    ],
    [
      "equal counts go by the reason, capitals first",
      2,
      { "node(s) were unschedulable": 1, "Too many pods": 1 },
      "0/2 nodes are available: 1 Too many pods, 1 node(s) were unschedulable.",
    ],
    ["without a reason it says only that none is available", 2, {}, "0/2 nodes are available:"],
  ])("%s", (_sentence, nodes, reasons, expected) => {
    expect(fitErrorText(nodes, new Map(Object.entries(reasons)))).toBe(expected);
  });

  it("is preFilter's where that refused, whatever the nodes would say", () => {
    const reasons = new Map([["Insufficient cpu", 3]]);
    expect(fitErrorText(3, reasons, "pod affinity terms conflict")).toBe(
      "0/3 nodes are available: pod affinity terms conflict.",
    );
  });

  it("of an empty cluster has its own words", () => {
    expect(NO_NODES_MESSAGE).toBe("no nodes available to schedule pods");
  });
});

describe("the note of an event", () => {
  it("is the message up to 1024 characters, and cut to that beyond", () => {
    const fitting = "x".repeat(1024);
    expect(eventNote(fitting)).toBe(fitting);
    expect(eventNote(`${fitting}y`)).toBe(`${"x".repeat(1020)} ...`);
    expect(eventNote(`${fitting}y`)).toHaveLength(1024);
  });
});
