// Lanes of writes: one after another on each, side by side on several.

import { describe, expect, it } from "vitest";

import type { RequestDefinition, RequestKind } from "../../../src/cluster/api-client.ts";
import { NO_LANE, WriteLanes } from "../../../src/components/node-lifecycle/write-lanes.ts";

function world() {
  const committed: string[] = [];
  const idle: number[] = [];
  const sent: number[] = [];
  let definition: RequestDefinition | undefined;
  const client = {
    define: (request: RequestDefinition) => {
      definition = request;
      return 0 as RequestKind;
    },
    send: (_kind: RequestKind, ticket: number) => void sent.push(ticket),
  };
  const lanes = new WriteLanes<string>(
    {
      name: "test",
      client,
      callOf: () => "update objects",
      drawIdOf: () => 0,
      commit: (decision) => (committed.push(decision) > 0 ? "ok" : "failed"),
      idle: (lane) => idle.push(lane),
    },
    ["update objects"],
  );
  const answer = (ticket: number) => {
    definition!.commit!(ticket, 0);
    definition!.answered!(ticket, 0, "ok");
  };
  return { lanes, committed, idle, sent, answer };
}

describe("lanes of writes", () => {
  it("send the next write when the one before was answered", () => {
    const { lanes, committed, idle, sent, answer } = world();
    for (const text of ["a", "b"]) lanes.push(1, text);
    expect([sent, lanes.isIdle(1)]).toEqual([[0], false]);
    answer(0);
    expect([sent, committed, idle]).toEqual([[0, 1], ["a"], []]);
    answer(1);
    expect([committed, idle, lanes.isIdle(1)]).toEqual([["a", "b"], [1], true]);
  });

  it("send side by side, and at once what is on no lane", () => {
    const { lanes, sent, idle, answer } = world();
    lanes.push(1, "a");
    lanes.push(2, "b");
    lanes.push(NO_LANE, "c");
    expect([sent, [...lanes.pending()]]).toEqual([
      [0, 1, 2],
      ["a", "b", "c"],
    ]);
    answer(2);
    expect(idle).toEqual([]);
  });

  it("go on from a saved state", () => {
    const { lanes } = world();
    for (const text of ["a", "b"]) lanes.push(1, text);
    const other = world();
    other.lanes.restore(JSON.parse(JSON.stringify(lanes.state)) as typeof lanes.state);
    other.answer(0);
    other.answer(1);
    expect([other.committed, other.idle]).toEqual([["a", "b"], [1]]);
  });
});
