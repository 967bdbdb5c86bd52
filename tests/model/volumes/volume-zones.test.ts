// Zones in a volume's labels.

import { describe, expect, it } from "vitest";

import { isInZones, zonesOf } from "../../../src/model/volumes/volume-zones.ts";
import { volume } from "./storage-objects.ts";

const ZONE = "topology.kubernetes.io/zone";
const BETA_ZONE = "failure-domain.beta.kubernetes.io/zone";

describe("a volume with a zone in its labels", () => {
  it.each([
    ["is for nodes in it", { [ZONE]: "a" }, { [ZONE]: "a" }, true],
    ["is not for nodes in others", { [ZONE]: "a" }, { [ZONE]: "b" }, false],
    ["is for nodes in any of several", { [ZONE]: "a__ b" }, { [ZONE]: "b" }, true],
    ["is for nodes that are in no zone at all", { [ZONE]: "a" }, {}, true],
    ["is not for nodes that only tell their region", { [ZONE]: "a" }, { "topology.kubernetes.io/region": "r" }, false],
    ["under its old name is for nodes with the new one", { [BETA_ZONE]: "a" }, { [ZONE]: "a" }, true],
    ["under its new name is not for nodes with the old one", { [ZONE]: "a" }, { [BETA_ZONE]: "a" }, false],
    ["of an empty part among several says nothing", { [ZONE]: "a__" }, { [ZONE]: "b" }, true],
  ])("%s", (_sentence, labels, nodeLabels, expected) => {
    expect(isInZones(zonesOf(volume("v", "1Gi", {}, labels)), nodeLabels)).toBe(expected);
  });
});
