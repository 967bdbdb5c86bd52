// Calls side by side, where they are worked out by intervals.

import { describe, expect, it } from "vitest";

import { withSpec } from "./load-world.ts";

function notesOf(calls: string, mode = "intervals", rate = 10): readonly string[] {
  const web = `{ target: service/web, requestsPerSecond: ${rate}, cpuPerRequest: 1ms, calls: [${calls}] }`;
  const cart = "{ target: deployment/cart, cpuPerRequest: 1ms }";
  const { told, errors } = withSpec(`  loadMode: ${mode}\n  load:\n    - ${web}\n    - ${cart}\n`);
  expect(errors).toEqual([]);
  return told.filter(({ message }) => message.includes("side by side")).map(({ message }) => message);
}

describe("calls of one request side by side", () => {
  const TOLD =
    "web calls cart up to 4 times side by side: by intervals their waits for one another are right on average only, and the longest times at cart and what misses a promise come out too small";

  it("are told of where they are worked out by intervals, because that is asked for or they are many", () => {
    expect(notesOf("{ service: cart, times: 4 }")).toEqual([TOLD]);
    expect(notesOf("{ service: cart, times: 4 }", "auto", 10_000)).toEqual([TOLD]);
    expect(notesOf("{ service: cart, times: 4 }", "auto")).toEqual([]);
    expect(notesOf("{ service: cart, times: 4 }", "exact", 10_000)).toEqual([]);
  });

  it("are not where a request hardly ever makes two at once", () => {
    expect(notesOf("{ service: cart }")).toEqual([]);
    expect(notesOf("{ service: cart, times: 2, probability: 0.4 }")).toEqual([]);
    expect(notesOf("{ service: cart, times: 2, probability: 0.6 }")).toHaveLength(1);
  });
});
