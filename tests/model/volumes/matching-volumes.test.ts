// Volumes that a claim could be bound to.

import { describe, expect, it } from "vitest";

import type { PersistentVolumeClaim } from "../../../src/model/api/types/claim.ts";
import type { PersistentVolume } from "../../../src/model/api/types/persistent-volume.ts";
import { volumesMatching } from "../../../src/model/volumes/matching-volumes.ts";
import { claim, volume } from "./storage-objects.ts";

function matches(wanted: PersistentVolumeClaim, volumes: readonly PersistentVolume[], hasAttributes = true) {
  const found = volumesMatching(wanted, volumes, hasAttributes);
  if (found.kind === "failed") return found.message;
  const names = (list: readonly PersistentVolume[]) => list.map(({ metadata }) => metadata?.name);
  return { prebound: names(found.prebound), available: names(found.available) };
}

const NONE = { prebound: [], available: [] };

describe("available volumes", () => {
  it("come smallest first, and as listed where they are of one size", () => {
    const volumes = [volume("big", "5Gi"), volume("first", "2Gi"), volume("second", "2048Mi"), volume("tiny", "1Mi")];
    expect(matches(claim("c"), volumes)).toEqual({ prebound: [], available: ["first", "second", "big"] });
  });

  it.each([
    ["of another mode", claim("c"), volume("v", "1Gi", { volumeMode: "Block" })],
    ["without an access mode that is asked for", claim("c", { accessModes: ["ReadWriteMany"] }), volume("v", "1Gi")],
    ["of another class", claim("c", { storageClassName: "fast" }), volume("v", "1Gi")],
    ["of somebody else", claim("c"), volume("v", "1Gi", { claimRef: { namespace: "default", name: "d" } })],
    ["of other attributes", claim("c"), volume("v", "1Gi", { volumeAttributesClassName: "gold" })],
    ["that is being deleted", claim("c"), { ...volume("v", "1Gi"), metadata: { name: "v", deletionTimestamp: "now" } }],
    ["that was released", claim("c"), { ...volume("v", "1Gi"), status: { phase: "Released" } }],
    ["that is not selected", claim("c", { selector: { matchLabels: { disk: "ssd" } } }), volume("v", "1Gi")],
  ])("do not include one %s", (_sentence, wanted, only) => {
    expect(matches(wanted, [only])).toEqual(NONE);
  });

  it("include those that the claim selects", () => {
    const wanted = claim("c", { selector: { matchLabels: { disk: "ssd" } } });
    expect(matches(wanted, [volume("v", "1Gi", {}, { disk: "ssd" })])).toEqual({ prebound: [], available: ["v"] });
  });
});

describe("a volume that names the claim", () => {
  it("is its own whatever its class and phase", () => {
    const own = volume("v", "1Gi", { storageClassName: "x", claimRef: { namespace: "default", name: "c" } });
    expect(matches(claim("c"), [{ ...own, status: { phase: "Pending" } }])).toEqual({ prebound: ["v"], available: [] });
  });

  it("is not taken if it is too small", () => {
    const own = volume("v", "1Mi", { claimRef: { namespace: "default", name: "c" } });
    expect(matches(claim("c"), [own])).toEqual(NONE);
  });
});

describe("no volume can be looked for", () => {
  it("with a selector that says nonsense", () => {
    const wanted = claim("c", { selector: { matchExpressions: [{ key: "a", operator: "Like" }] } });
    expect(matches(wanted, [])).toBe(
      'error creating internal label selector for claim: default/c: "Like" is not a valid label selector operator',
    );
  });

  it("with attributes in a cluster that does not know of them", () => {
    expect(matches(claim("c", { volumeAttributesClassName: "gold" }), [], false)).toContain(
      "unsupported volumeAttributesClassName is set on claim default/c",
    );
  });
});
