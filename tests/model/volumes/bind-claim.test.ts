// A claim and its volume, from being chosen to being bound.

import { describe, expect, it } from "vitest";

import {
  boundClaim,
  boundVolume,
  claimSelecting,
  driverOf,
  provisionedVolume,
  reservedFor,
} from "../../../src/model/volumes/bind-claim.ts";
import { isBoundTo, isFullyBound, selectedNodeOf } from "../../../src/model/volumes/claim-binding.ts";
import { claim, storageClass, volume } from "./storage-objects.ts";

describe("a volume that is there", () => {
  it("is reserved, and says that no user did it", () => {
    const reserved = reservedFor(volume("v", "1Gi"), claim("c"));
    expect(isBoundTo(reserved, claim("c"))).toBe(true);
    expect(reserved.metadata?.annotations).toEqual({ "pv.kubernetes.io/bound-by-controller": "yes" });
  });

  it("stays as the user bound it", () => {
    const prebound = volume("v", "1Gi", { claimRef: { namespace: "default", name: "c" } });
    expect(reservedFor(prebound, claim("c")).metadata?.annotations).toBeUndefined();
  });

  it("is bound from both sides in the end", () => {
    const bound = boundVolume(reservedFor(volume("v", "1Gi"), claim("c")));
    expect(bound.status?.phase).toBe("Bound");
    expect(isFullyBound(boundClaim(claim("c"), bound))).toBe(true);
  });
});

describe("a volume that is made", () => {
  it("is asked for with the node's name", () => {
    expect(selectedNodeOf(claimSelecting("n1", claim("c")))).toBe("n1");
  });

  it("can be reached from where the driver's labels are the same", () => {
    const made = provisionedVolume(claim("c"), storageClass("slow", "csi.example.com"), { zone: "a", disk: "x" }, [
      "zone",
      "rack",
    ]);
    expect(made).toMatchObject({
      metadata: { name: "pvc-default-c" },
      spec: {
        capacity: { storage: "1Gi" },
        csi: { driver: "csi.example.com" },
        nodeAffinity: {
          required: { nodeSelectorTerms: [{ matchExpressions: [{ key: "zone", operator: "In", values: ["a"] }] }] },
        },
      },
      status: { phase: "Bound" },
    });
  });

  it("can be reached from everywhere if the driver names no labels", () => {
    expect(provisionedVolume(claim("c"), storageClass("slow", "x"), {}, []).spec?.nodeAffinity).toBeUndefined();
  });

  it("is made by the CSI driver in the place of an in-tree plugin", () => {
    expect(driverOf(storageClass("slow", "kubernetes.io/aws-ebs"))).toBe("ebs.csi.aws.com");
  });
});
