// Nodes, services and priority classes.

import { describe, expect, it } from "vitest";

import { placesOf, readTexts } from "../reading.ts";

function node(status: string, labels = ""): string {
  return `apiVersion: v1\nkind: Node\nmetadata: { name: n1, labels: { a: b${labels} } }\nstatus: ${status}\n`;
}

describe("nodes of manifests", () => {
  it("keep labels, taints and amounts", () => {
    const { content, told } = readTexts(
      `${node('{ allocatable: { cpu: "4", pods: 110 } }')}spec: { taints: [{ key: k, effect: NoSchedule }], unschedulable: true }\n`,
    );
    expect(told).toEqual([]);
    expect(content.nodes).toMatchObject([
      {
        pool: "nodes",
        position: { line: 1 },
        node: {
          metadata: { name: "n1", labels: { a: "b" } },
          spec: { taints: [{ key: "k", effect: "NoSchedule" }], unschedulable: true },
          status: { allocatable: { cpu: "4", pods: "110" } },
        },
      },
    ]);
  });

  it("offer their capacity where they do not say what is allocatable", () => {
    const [first] = readTexts(node("{ capacity: { cpu: 4, pods: 9 } }")).content.nodes;
    expect(first?.node.status?.allocatable).toEqual({ cpu: "4", pods: "9" });
  });

  it("are told if no pod fits on them", () => {
    expect(placesOf(readTexts(node("{}")).told)).toEqual(["empty-node 1:1"]);
    expect(placesOf(readTexts(node("{ allocatable: { cpu: 4 } }")).told)).toEqual(["empty-node 1:1"]);
  });

  it("belong to the pool that their labels name", () => {
    const [first] = readTexts(node("{ capacity: { pods: 9 } }", ", eks.amazonaws.com/nodegroup: blue")).content.nodes;
    expect(first?.pool).toBe("blue");
  });

  it("are refused with a wrong taint", () => {
    const { told } = readTexts(
      `${node("{ capacity: { pods: 9 } }")}spec: { taints: [{ key: k, effect: NoShedule }] }\n`,
    );
    expect(told).toMatchObject([
      { code: "unsupported-value", suggestion: "NoSchedule", path: "metadata.taints[0].effect", position: { line: 5 } },
    ]);
  });
});

describe("priority classes", () => {
  it("are read with value and default", () => {
    const text =
      "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: { name: high }\nvalue: 1000\nglobalDefault: true\n";
    expect(readTexts(text).content.priorityClasses).toEqual([
      { name: "high", value: 1000, globalDefault: true, preemptionPolicy: "PreemptLowerPriority" },
    ]);
  });

  it("have the value 0 where they name none, as Go reads them", () => {
    const text = "apiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: { name: high }\n";
    expect(readTexts(text)).toMatchObject({ content: { priorityClasses: [{ value: 0 }] }, told: [] });
  });
});
