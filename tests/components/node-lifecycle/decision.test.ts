// The events that the node lifecycle controller tells, in its own words.

import { describe, expect, it } from "vitest";

import {
  nodeNotReady,
  podOnNodeNotReady,
  registered,
  removed,
} from "../../../src/components/node-lifecycle/decision.ts";

describe("an event about a node or a pod", () => {
  it("has kube-controller-manager's type, reason and message", () => {
    expect([registered("n"), removed("n"), nodeNotReady("n"), podOnNodeNotReady(3)]).toEqual([
      {
        kind: "node-event",
        node: "n",
        event: {
          type: "Normal",
          reason: "RegisteredNode",
          message: "Node n event: Registered Node n in Controller",
        },
      },
      {
        kind: "node-event",
        node: "n",
        event: {
          type: "Normal",
          reason: "RemovingNode",
          message: "Node n event: Removing Node n from Controller",
        },
      },
      {
        kind: "node-event",
        node: "n",
        event: { type: "Normal", reason: "NodeNotReady", message: "Node n status is now: NodeNotReady" },
      },
      { kind: "pod-event", pod: 3, event: { type: "Warning", reason: "NodeNotReady", message: "Node is not ready" } },
    ]);
  });
});
