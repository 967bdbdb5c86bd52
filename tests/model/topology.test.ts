// Zones of nodes.

import { describe, expect, it } from "vitest";

import { zoneKeyOf, zoneNameOf } from "../../src/model/topology.ts";

const ZONE = "topology.kubernetes.io/zone";
const REGION = "topology.kubernetes.io/region";
const OLD_ZONE = "failure-domain.beta.kubernetes.io/zone";
const OLD_REGION = "failure-domain.beta.kubernetes.io/region";

describe("a node's zone", () => {
  it.each([
    ["is nothing without labels", undefined, "", ""],
    ["is nothing without these labels", { zone: "a" }, "", ""],
    ["has a key of region and zone", { [REGION]: "eu", [ZONE]: "a" }, "eu:\u0000:a", "a"],
    ["has a key without a region", { [ZONE]: "a" }, ":\u0000:a", "a"],
    ["has a key without a zone", { [REGION]: "eu" }, "eu:\u0000:", ""],
    ["is named by the old labels first", { [OLD_ZONE]: "old", [ZONE]: "new" }, ":\u0000:old", "old"],
    ["is that of the old labels, the region of the new", { [OLD_ZONE]: "a", [REGION]: "eu" }, "eu:\u0000:a", "a"],
    ["takes an old region before a new one", { [OLD_REGION]: "old", [REGION]: "new" }, "old:\u0000:", ""],
    ["is nothing if both are empty", { [ZONE]: "", [REGION]: "" }, "", ""],
  ])("%s", (_sentence, labels, key, name) => {
    expect(zoneKeyOf(labels)).toBe(key);
    expect(zoneNameOf(labels)).toBe(name);
  });

  it("tells a region from a zone of the same name", () => {
    expect(zoneKeyOf({ [ZONE]: "a" })).not.toBe(zoneKeyOf({ [REGION]: "a" }));
  });
});
