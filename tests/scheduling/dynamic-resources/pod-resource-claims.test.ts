// The claims of a pod, and who may use them.

import { expect, it } from "vitest";

import type { ResourceClaim } from "../../../src/model/api/types/resource-claim.ts";
import { DeviceObjects } from "../../../src/scheduling/dynamic-resources/device-objects.ts";
import {
  canBeReserved,
  isReservedFor,
  podResourceClaims,
  releasedClaim,
  reservedClaim,
} from "../../../src/scheduling/dynamic-resources/pod-resource-claims.ts";
import { pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";
import { claim, store } from "./devices.ts";

const SHARED = pod({ resourceClaims: [{ name: "g", resourceClaimName: "a" }] });
const OWN = {
  ...pod({ resourceClaims: [{ name: "g", resourceClaimTemplateName: "t" }] }),
  status: { resourceClaimStatuses: [{ name: "g", resourceClaimName: "a" }] },
};

function found(asking: typeof SHARED, ...claims: readonly ResourceClaim[]) {
  const small = new SmallCluster([]);
  for (const object of claims) store(small.cluster, { kind: "ResourceClaim", object });
  return podResourceClaims(small.pod(asking), new DeviceObjects(small.cluster.objects));
}

it("must be there", () => {
  expect(found(SHARED)).toBe('could not find ResourceClaim "default/a"');
  expect(found(pod({ resourceClaims: [{ name: "g", resourceClaimTemplateName: "t" }] }))).toBe(
    'pod "default/pod": ResourceClaim not created yet',
  );
  expect(found(SHARED, claim("a", []))).toHaveLength(1);
});

it("must not be on their way out, nor another pod's own", () => {
  const going = { ...claim("a", []), metadata: { name: "a", deletionTimestamp: "2000-01-01T00:00:00Z" } };
  expect(found(SHARED, going)).toBe('resourceclaim "a" is being deleted');
  expect(found(OWN, claim("a", []))).toBe(
    "ResourceClaim default/a was not created for Pod default/pod (Pod is not owner)",
  );
  const owned = {
    ...claim("a", []),
    metadata: { name: "a", ownerReferences: [{ kind: "Pod", name: "pod", controller: true }] },
  };
  expect(found(OWN, owned)).toHaveLength(1);
});

it("are reserved for pods, of which there is a largest number", () => {
  const reserved = reservedClaim(claim("a", []), "p1");
  expect(isReservedFor(reserved, "p1")).toBe(true);
  expect(isReservedFor(reserved, "p2")).toBe(false);
  expect(reservedClaim(reserved, "p1")).toBe(reserved);
  expect(canBeReserved(reserved)).toBe(true);
  const names = Array.from({ length: 256 }, (_none, index) => `p${index}`);
  expect(canBeReserved(names.reduce(reservedClaim, claim("a", [])))).toBe(false);
  expect(releasedClaim({ ...reserved, status: { ...reserved.status, allocation: {} } }).status).toEqual({});
});
