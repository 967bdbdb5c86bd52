// What of a node is not a number, read from its object once.

import { describe, expect, it } from "vitest";

import { recordOf } from "../../src/cluster/node-record.ts";
import { node } from "../model/build-objects.ts";

const REGION = "topology.kubernetes.io/region";
const ZONE = "topology.kubernetes.io/zone";

describe("the record of a node", () => {
  it("holds its names, labels and taints", () => {
    const taints = [{ key: "dedicated", effect: "NoSchedule" }];
    const labels = { [ZONE]: "a", disk: "ssd" };
    const object = node("n1", { cpu: "4" }, { labels, taints, unschedulable: true });
    expect(recordOf(object, "large")).toMatchObject({
      name: "n1",
      pool: "large",
      zone: "a",
      labels,
      taints,
      unschedulable: true,
      object,
    });
  });

  it("keeps zones of different regions apart, and knows nodes outside zones", () => {
    const here = recordOf(node("n1", {}, { labels: { [ZONE]: "a", [REGION]: "here" } }), "p");
    const there = recordOf(node("n2", {}, { labels: { [ZONE]: "a", [REGION]: "there" } }), "p");
    const nowhere = recordOf(node("n3", {}), "p");
    expect(new Set([here, there, nowhere].map(({ zoneKey }) => zoneKey)).size).toBe(3);
    expect(nowhere).toMatchObject({ zone: "", zoneKey: "" });
  });

  it("names each image once, whatever names it under", () => {
    const images = [{ names: ["a", "b"], sizeBytes: 1 }, { names: ["b"] }, {}];
    expect(recordOf({ metadata: { name: "n1" }, status: { images } }, "p").imageNames).toEqual(["a", "b"]);
  });

  it("is that of an open node where nothing is said", () => {
    const record = recordOf({ metadata: { name: "n1" } }, "p");
    expect(record).toMatchObject({ labels: {}, taints: [], unschedulable: false, imageNames: [] });
  });
});
