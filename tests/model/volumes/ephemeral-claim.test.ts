// Claims that are made for ephemeral volumes.

import { expect, it } from "vitest";

import type { Volume } from "../../../src/model/objects.ts";
import {
  claimSpecOf,
  ephemeralClaim,
  ephemeralSourceOf,
  withClaimSpec,
} from "../../../src/model/volumes/ephemeral-claim.ts";

const SPEC = { accessModes: ["ReadWriteOnce"], storageClassName: "fast" };
const SCRATCH: Volume = {
  name: "scratch",
  ephemeral: { volumeClaimTemplate: { metadata: { labels: { app: "web" } }, spec: SPEC } },
};

it("are named after pod and volume, belong to the pod, and ask for what the template says", () => {
  expect(ephemeralClaim(SCRATCH, ephemeralSourceOf(SCRATCH)!, "shop", "web-0")).toEqual({
    metadata: {
      name: "web-0-scratch",
      namespace: "shop",
      labels: { app: "web" },
      ownerReferences: [{ apiVersion: "v1", kind: "Pod", name: "web-0", controller: true, blockOwnerDeletion: true }],
    },
    spec: SPEC,
    status: { phase: "Pending" },
  });
});

it("may ask for something else, all other parts being kept", () => {
  const changed = withClaimSpec(SCRATCH, ephemeralSourceOf(SCRATCH)!, { ...SPEC, storageClassName: "slow" });
  expect(ephemeralClaim(changed, ephemeralSourceOf(changed)!, "shop", "web-0")).toMatchObject({
    metadata: { labels: { app: "web" } },
    spec: { storageClassName: "slow" },
  });
});

it("are not made for other volumes, and ask for nothing where nothing is said", () => {
  expect(ephemeralSourceOf({ name: "data", persistentVolumeClaim: { claimName: "data" } })).toBeUndefined();
  expect(claimSpecOf({})).toEqual({});
});
