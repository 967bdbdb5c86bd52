// Places as users write them.

import { describe, expect, it } from "vitest";

import { parseAssignmentPath } from "../../../src/scenario/assignments.ts";
import { writtenPath } from "../../../src/scenario/sweep/written-path.ts";

const DOCUMENT = {
  spec: {
    cluster: { nodePools: [{ name: "a", labels: { "x.y/z": "1" } }, { name: "a" }, { name: "7" }, { name: 3 }] },
  },
};

describe("a written path", () => {
  it.each([
    [["spec", "horizon"], "horizon"],
    [["spec", "cluster", "nodePools", 0, "labels", "x.y/z"], 'cluster.nodePools[a].labels["x.y/z"]'],
    // A name that does not find its own item, or would be taken for a place, is no name.
    [["spec", "cluster", "nodePools", 1], "cluster.nodePools[1]"],
    [["spec", "cluster", "nodePools", 2], "cluster.nodePools[2]"],
    [["spec", "cluster", "nodePools", 3], "cluster.nodePools[3]"],
    [["spec", "cluster", "nodePools", 9, "count"], "cluster.nodePools[9].count"],
    [["metadata", "name"], "metadata.name"],
  ])("%j is %s, and reads as itself", (place, text) => {
    expect(writtenPath(DOCUMENT, place)).toBe(text);
    expect(parseAssignmentPath(text)).toHaveLength(place.length);
  });
});
