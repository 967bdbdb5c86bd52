// `kubectl label`.

import { describe, expect, it } from "vitest";

import { zonedNode } from "../small-world.ts";
import { saidAfter } from "./action-world.ts";

function labelled(options: Readonly<Record<string, unknown>>) {
  const { world, said } = saidAfter("label", { node: "l-1", ...options }, (made) =>
    made.addNodes(zonedNode("l-1", "c", { team: "a" })),
  );
  const { "topology.kubernetes.io/zone": _zone, ...labels } = world.findNode("l-1")?.metadata.labels ?? {};
  return { said, labels };
}

describe("label", () => {
  it("adds, changes and takes away, in kubectl's words", () => {
    expect(labelled({ labels: { tier: "web" } })).toEqual({
      said: ["node/l-1 labeled"],
      labels: { team: "a", tier: "web" },
    });
    expect(labelled({ labels: { team: "b" }, overwrite: true })).toEqual({
      said: ["node/l-1 labeled"],
      labels: { team: "b" },
    });
    expect(labelled({ remove: ["team", "nothing"] })).toEqual({ said: ["node/l-1 unlabeled"], labels: {} });
    expect(labelled({ labels: { tier: "web" }, remove: ["team"] })).toEqual({
      said: ["node/l-1 modified"],
      labels: { tier: "web" },
    });
    expect(labelled({ labels: { team: "a" } }).said).toEqual(["node/l-1 not labeled"]);
  });

  it("does not change what is there unless it is told to", () => {
    const { said, labels } = labelled({ labels: { team: "b", tier: "web" } });
    expect(said).toEqual(["error: 'team' already has a value (a), and --overwrite is false"]);
    expect(labels).toEqual({ team: "a" });
  });
});
