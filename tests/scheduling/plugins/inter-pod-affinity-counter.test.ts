// Counters by number of a label's value.

import { describe, expect, it } from "vitest";

import { CounterSum, TopologyCounter } from "../../../src/scheduling/plugins/inter-pod-affinity-counter.ts";
import { NO_VALUE, TopologyValues } from "../../../src/scheduling/topology/topology-values.ts";
import { SmallCluster } from "../small-cluster.ts";
import { HOST, nodeIn, ZONE } from "./pods-with-affinity.ts";

function columns() {
  const { cluster } = new SmallCluster(Array.from({ length: 20 }, (_, index) => nodeIn(`z${index % 2}`, `n${index}`)));
  const values = new TopologyValues(cluster);
  values.refresh();
  return { zone: values.column(ZONE), host: values.column(HOST) };
}

describe("a counter", () => {
  it("counts at values beyond its first size, and nowhere on nodes without the label", () => {
    const counter = new TopologyCounter(columns().host);
    counter.add(17, 2);
    counter.add(NO_VALUE, 5);
    expect([counter.countOf("n17"), counter.countOf("n3"), counter.countOf("unheard of"), counter.total]).toEqual([
      2, 0, 0, 2,
    ]);
  });

  it("can be read by node once it is settled", () => {
    const { host } = columns();
    const counter = new TopologyCounter(host);
    counter.settle();
    expect(counter.counts.length).toBeGreaterThanOrEqual(host.limit);
    expect(counter.byNode).toBe(host.byNode);
  });

  it("forgets all when it is cleared", () => {
    const counter = new TopologyCounter(columns().zone);
    counter.add(1, 3);
    counter.clear();
    expect([counter.countOf("z1"), counter.total]).toEqual([0, 0]);
  });
});

describe("several counters", () => {
  it("read as one add up what they say of a key", () => {
    const { zone, host } = columns();
    const [first, second, third] = [new TopologyCounter(zone), new TopologyCounter(zone), new TopologyCounter(host)];
    first.add(zone.idOf("z0"), 1);
    second.add(zone.idOf("z0"), 2);
    third.add(host.idOf("n0"), 4);
    const sum = new CounterSum([first, second, third]);
    expect([sum.countOf(ZONE, "z0"), sum.countOf(HOST, "n0"), sum.countOf(ZONE, "n0"), sum.total]).toEqual([
      3, 4, 0, 7,
    ]);
  });
});
