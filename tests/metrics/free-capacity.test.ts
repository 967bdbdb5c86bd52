// What the free room is good for, in examples that are worked out by hand.

import { describe, expect, it } from "vitest";

import { moment } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { PodId } from "../../src/cluster/pod-table.ts";
import { columnName } from "../../src/metrics/amounts.ts";
import { fragmentation, strandedCapacity, typicalRequest } from "../../src/metrics/free-capacity.ts";
import type { QuantityMap } from "../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { node, podAsking } from "../model/build-objects.ts";

const GIB = 1024 * 1024 * 1024;

class FreeRoom {
  readonly cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);

  /** Adds a node, with one pod on it that holds `used`. */
  node(size: QuantityMap, used?: QuantityMap): this {
    const name = `n${this.cluster.nodes.size}`;
    this.cluster.apply({ kind: "node-added", node: node(name, size), pool: "p" }, moment(0));
    if (used === undefined) return this;
    const classId = this.cluster.classify(podAsking(used));
    this.cluster.apply({ kind: "pod-placed", classId, name: `on-${name}`, nodeName: name }, moment(0));
    return this;
  }

  waiting(...requests: readonly QuantityMap[]): readonly PodId[] {
    return requests.map((asked) => {
      const classId = this.cluster.classify(podAsking(asked));
      return this.cluster.apply({ kind: "pod-created", classId, name: "waits" }, moment(0)).pod;
    });
  }

  stranded(...requests: readonly QuantityMap[]) {
    return strandedCapacity(this.cluster, typicalRequest(this.cluster, this.waiting(...requests))).map(
      ({ limitedBy, nodes, free }) => ({
        limitedBy,
        nodes,
        free: Object.fromEntries(free.map(({ resource, amount }) => [resource, amount])),
      }),
    );
  }

  fragments(...requests: readonly QuantityMap[]) {
    return fragmentation(this.cluster, typicalRequest(this.cluster, this.waiting(...requests)));
  }
}

describe("the typical request", () => {
  const typicalOf = (...requests: readonly QuantityMap[]) => {
    const room = new FreeRoom().node({ cpu: 1 });
    const pods = room.waiting(...requests);
    return Object.fromEntries(
      [...typicalRequest(room.cluster, pods)].map(([column, amount]) => [columnName(room.cluster, column), amount]),
    );
  };

  it("is the median of what pods ask for, resource by resource, pods that ask for none left out", () => {
    expect(typicalOf({ cpu: "1", memory: "1Gi" }, { cpu: "3" }, { cpu: "2" }, { "example.com/gpu": 2 })).toEqual({
      cpu: 2000,
      memory: GIB,
      "example.com/gpu": 2,
      pods: 1,
    });
  });

  it("is the lower of two middle ones, which some pod really asks for", () => {
    expect(typicalOf({ cpu: "100m" }, { cpu: "900m" })).toEqual({ cpu: 100, pods: 1 });
  });

  it("compares amounts as numbers", () => {
    expect(typicalOf({ cpu: "900m" }, { cpu: "10" }, { cpu: "1" })).toMatchObject({ cpu: 1000 });
  });

  it("of pods that ask for nothing is a place", () => {
    expect(typicalOf({})).toEqual({ pods: 1 });
  });

  it("of no pods is nothing", () => {
    expect(typicalOf()).toEqual({});
  });
});

describe("stranded capacity", () => {
  it("is free memory where CPU is short, and the other way round", () => {
    const room = new FreeRoom()
      // 0.5 CPU and 7 GiB are free: CPU is short of 1.
      .node({ cpu: 4, memory: "8Gi" }, { cpu: "3500m", memory: "1Gi" })
      // 0.25 CPU and 6 GiB are free.
      .node({ cpu: 4, memory: "8Gi" }, { cpu: "3750m", memory: "2Gi" })
      // 3 CPU and 0.5 GiB are free: memory is short of 2 GiB.
      .node({ cpu: 4, memory: "8Gi" }, { cpu: "1", memory: "7680Mi" });
    expect(room.stranded({ cpu: "1", memory: "2Gi" })).toEqual([
      { limitedBy: "cpu", nodes: 2, free: { cpu: 0.75, memory: 13 * GIB, pods: 218 } },
      { limitedBy: "memory", nodes: 1, free: { cpu: 3, memory: 0.5 * GIB, pods: 109 } },
    ]);
  });

  it("is usable where the typical pod fits exactly", () => {
    const room = new FreeRoom().node({ cpu: 4, memory: "8Gi" }, { cpu: "3", memory: "6Gi" });
    expect(room.stranded({ cpu: "1", memory: "2Gi" })).toEqual([
      { limitedBy: "none", nodes: 1, free: { cpu: 1, memory: 2 * GIB, pods: 109 } },
    ]);
  });

  it("names the resource of which the smallest part is there", () => {
    // Half of the CPU, a quarter of the memory.
    const room = new FreeRoom().node({ cpu: 1, memory: "1Gi" });
    expect(room.stranded({ cpu: "2", memory: "4Gi" })[0]?.limitedBy).toBe("memory");
  });

  it("is limited by pods where no place is left", () => {
    const room = new FreeRoom().node({ cpu: 4, memory: "8Gi", pods: 1 }, { cpu: "1" });
    expect(room.stranded({ cpu: "1" })).toEqual([
      { limitedBy: "pods", nodes: 1, free: { cpu: 3, memory: 8 * GIB, pods: 0 } },
    ]);
  });

  it("is no use behind a cordon, however much of it there is", () => {
    const room = new FreeRoom().node({ cpu: 4 });
    const cordoned = { ...node("away", { cpu: 8 }), spec: { unschedulable: true } };
    room.cluster.apply({ kind: "node-added", node: cordoned, pool: "p" }, moment(0));
    expect(room.stranded({ cpu: "1" }).map(({ limitedBy, nodes }) => [limitedBy, nodes])).toEqual([
      ["none", 1],
      ["cordon", 1],
    ]);
    expect(room.fragments({ cpu: "1" })[0]).toMatchObject({ resource: "cpu", free: 12, unusable: 8, cordoned: 8 });
  });

  it("is limited by a resource that no node has", () => {
    expect(new FreeRoom().node({ cpu: 4 }).stranded({ "example.com/rare": 1 })[0]).toMatchObject({
      limitedBy: "example.com/rare",
    });
  });

  it("counts nothing as free on a node that holds more than its size", () => {
    const room = new FreeRoom().node({ cpu: 1, memory: "1Gi" }, { cpu: "2" });
    expect(room.stranded({ cpu: "1" })).toEqual([
      { limitedBy: "cpu", nodes: 1, free: { cpu: 0, memory: GIB, pods: 109 } },
    ]);
  });

  it("is usable everywhere where nobody asks for anything", () => {
    expect(new FreeRoom().node({ cpu: 1 }).stranded()).toMatchObject([{ limitedBy: "none", nodes: 1 }]);
  });
});

describe("fragmentation", () => {
  it("is what lies free in pieces below the median request", () => {
    const room = new FreeRoom()
      .node({ cpu: 4, memory: "8Gi" }, { cpu: "3500m", memory: "7Gi" })
      .node({ cpu: 4, memory: "8Gi" }, { cpu: "3", memory: "1Gi" })
      .node({ cpu: 4, memory: "8Gi" }, { cpu: "3001m", memory: "4Gi" });
    expect(room.fragments({ cpu: "1", memory: "2Gi" })).toEqual([
      // 0.5 + 1 + 0.999 free; the piece of exactly 1 can be used.
      { resource: "cpu", unit: "cores", free: 2.499, unusable: 1.499, medianRequest: 1 },
      { resource: "memory", unit: "bytes", free: 12 * GIB, unusable: GIB, medianRequest: 2 * GIB },
    ]);
  });

  it("leaves out what nobody asks for, what no node has, and places", () => {
    const room = new FreeRoom().node({ cpu: 4, memory: "8Gi" });
    expect(room.fragments({ cpu: "1", "example.com/rare": 1 }).map(({ resource }) => resource)).toEqual(["cpu"]);
  });
});
