// One cycle of a pod with claims to devices.

import { describe, expect, it } from "vitest";

import type { DeviceRequest, ResourceClaim } from "../../../src/model/api/types/resource-claim.ts";
import { claimSearchFor } from "../../../src/scheduling/dynamic-resources/claim-search.ts";
import { DeviceObjects } from "../../../src/scheduling/dynamic-resources/device-objects.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";
import { claim, devices, exactly, GPU_CLASS, slice, store } from "./devices.ts";

function prepared(...claims: readonly ResourceClaim[]) {
  const small = new SmallCluster([node("n1", {}), node("n2", {})]);
  const { cluster } = small;
  store(cluster, GPU_CLASS, { kind: "ResourceSlice", object: slice("n1", devices(0, 0)) });
  for (const object of claims) store(cluster, { kind: "ResourceClaim", object });
  const resourceClaims = claims.map(({ metadata }, index) => ({
    name: `c${index}`,
    resourceClaimName: metadata?.name,
  }));
  const outcome = claimSearchFor(
    small.pod(pod({ resourceClaims })),
    new DeviceObjects(cluster.objects),
    cluster.behaviour,
  );
  const record = (name: string) => cluster.nodes.record(cluster.nodes.find(name)!);
  return { outcome, record };
}

function searching(...claims: readonly ResourceClaim[]) {
  const { outcome, record } = prepared(...claims);
  if (outcome.kind !== "ready") throw new Error(outcome.kind);
  return { search: outcome.state, record };
}

function refusal(asked: ResourceClaim) {
  const { outcome } = prepared(asked);
  return outcome.kind === "rejected" ? `${outcome.status.code}: ${outcome.status.reasons.join()}` : outcome.kind;
}

const ON_N2: ResourceClaim = {
  ...claim("there", [exactly("r", 1)]),
  status: {
    allocation: {
      devices: { results: [] },
      nodeSelector: {
        nodeSelectorTerms: [{ matchFields: [{ key: "metadata.name", operator: "In", values: ["n2"] }] }],
      },
    },
  },
};

describe("a pod with an open claim", () => {
  it("fits where the devices are, and gets them there", () => {
    const { search, record } = searching(claim("a", [exactly("r", 2)]));
    expect(search.ask(record("n1")).code).toBe("Success");
    expect(search.ask(record("n2")).reasons).toEqual(["cannot allocate all claims"]);
    const [got] = search.claimsOn(record("n1"));
    expect(got!.status!.allocation!.devices!.results!.map(({ device }) => device)).toEqual(["d0", "d1"]);
    expect(got!.status!.reservedFor).toEqual([{ resource: "pods", name: "pod" }]);
    expect(search.releasable()).toBeUndefined();
  });

  it("prefers nodes that give the first alternatives", () => {
    const ways: DeviceRequest = {
      name: "r",
      firstAvailable: [
        { name: "x", deviceClassName: "gpu", count: 3 },
        { name: "y", deviceClassName: "gpu", count: 1 },
      ],
    };
    const { search, record } = searching(claim("a", [ways]));
    search.ask(record("n1"));
    expect(search.score(record("n1"))).toBe(7);
    expect(search.score(record("n2"))).toBe(0);
  });

  it("is told what is wrong with it", () => {
    const unknown = claim("a", [{ name: "r", exactly: { deviceClassName: "tpu" } }]);
    expect(refusal(unknown)).toBe("UnschedulableAndUnresolvable: request r: device class tpu does not exist");
    expect(refusal(claim("a", [{ name: "r" }]))).toBe(
      "UnschedulableAndUnresolvable: resource claim default/a, request r: unknown request type",
    );
    expect(refusal(claim("a", [{ name: "r", exactly: {} }]))).toBe("Error: request r: unsupported request type");
    const alternative = { name: "r", firstAvailable: [{ name: "s", deviceClassName: "tpu" }] };
    expect(refusal(claim("a", [alternative]))).toContain("request r/s: device class tpu does not exist");
  });
});

describe("a pod with an allocated claim", () => {
  it("goes where it is, and gives it up where that does not help", () => {
    const { search, record } = searching(ON_N2);
    expect(search.ask(record("n2")).code).toBe("Success");
    expect(search.ask(record("n1")).reasons).toEqual(["resourceclaim not available on the node"]);
    expect(search.releasable()!.status).toEqual({});
    expect(search.claimsOn(record("n2"))).toHaveLength(1);
  });

  it("keeps one that somebody else uses, and leaves one that is its own already as it is", () => {
    const reservedFor = [{ resource: "pods", name: "other" }];
    const { search, record } = searching({ ...ON_N2, status: { ...ON_N2.status, reservedFor } });
    search.ask(record("n1"));
    expect(search.releasable()).toBeUndefined();
    const own = { ...ON_N2, status: { ...ON_N2.status, reservedFor: [{ resource: "pods", name: "pod" }] } };
    const again = searching(own);
    expect(again.search.claimsOn(again.record("n2"))).toEqual([]);
  });

  it("must wait where too many use it", () => {
    const reservedFor = Array.from({ length: 256 }, (_none, index) => ({ resource: "pods", name: `p${index}` }));
    expect(refusal({ ...ON_N2, status: { ...ON_N2.status, reservedFor } })).toBe(
      "UnschedulableAndUnresolvable: resourceclaim in use",
    );
  });
});
