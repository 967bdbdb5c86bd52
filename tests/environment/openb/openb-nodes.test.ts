// The node list: figures of the whole cluster as its own authors print them.

import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { ZERO_QUANTITY } from "../../../src/model/quantity/quantity.ts";
import { exactMilli } from "../../../src/model/quantity/whole-units.ts";
import { readResourceList } from "../../../src/model/resource-list.ts";

import { SourceText } from "../../../src/environment/documents/source-text.ts";
import { readOpenbNodes } from "../../../src/environment/openb/openb-nodes.ts";
import type { ListedNode } from "../../../src/environment/workload-source.ts";
import { listeningPorts, placesOf } from "../reading.ts";

const NODES = "scenarios/data/openb/openb_node_list_all_node.csv";

function total(nodes: readonly ListedNode[], resource: string): number {
  const milli = nodes.map(({ node }) =>
    exactMilli(readResourceList(node.status?.allocatable).get(resource) ?? ZERO_QUANTITY),
  );
  return Number(milli.reduce((sum, one) => sum + one, 0n)) / 1000;
}

describe("the openb nodes", () => {
  const { ports, told } = listeningPorts();
  const nodes = readOpenbNodes(new SourceText(NODES, readFileSync(NODES, "utf8")), ports);

  it("have the totals that their authors give", () => {
    expect(told()).toEqual([]);
    expect(nodes).toHaveLength(1523);
    expect(total(nodes, "cpu")).toBe(125_514);
    expect(total(nodes, "memory")).toBe(612_028_416 * 1_048_576);
    expect(total(nodes, "alibabacloud.com/gpu-count")).toBe(6_212);
    expect(total(nodes, "alibabacloud.com/gpu-milli")).toBe(6_212_000);
  });

  it("go by their GPU's model", () => {
    const pools = new Map<string, number>();
    for (const { pool } of nodes) pools.set(pool, (pools.get(pool) ?? 0) + 1);
    expect(Object.fromEntries(pools)).toEqual({
      "no-gpu": 310,
      G2: 549,
      T4: 404,
      P100: 134,
      V100M16: 55,
      G3: 39,
      V100M32: 30,
      A10: 2,
    });
  });

  it("are complete objects", () => {
    const listed = nodes.find(({ pool }) => pool === "T4");
    expect(listed?.node.metadata.labels).toEqual({
      "kubernetes.io/hostname": listed?.node.metadata.name,
      "alibabacloud.com/gpu-card-model": "T4",
    });
    expect(listed?.node.status?.allocatable).toMatchObject({ pods: "1001" });
  });
});

describe("wrong node lists", () => {
  it("are told cell by cell", () => {
    const { ports, told } = listeningPorts();
    const text = "sn,cpu_milli,memory_mib,gpu,model\n,1,1,0,\na,x,1,0,\nb,1,1,-2,\nc,1,1,0,\n";
    expect(readOpenbNodes(new SourceText("f", text), ports)).toHaveLength(1);
    expect(placesOf(told())).toEqual(["missing-field 2:1", "wrong-type 3:3", "wrong-type 4:7"]);
  });
});
