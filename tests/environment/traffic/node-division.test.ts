// One node's processors between pods of all classes of service.

import { describe, expect, it } from "vitest";

import { NodeDivision, type WishingPod } from "../../../src/environment/traffic/node-division.ts";
import { podClaim } from "../../../src/model/kubelet/cpu-claims.ts";
import { pod } from "../../model/build-objects.ts";

const NODE_MILLI = 4000;

function wishing(requests: string | undefined, wantsMilli: number, limits?: string): WishingPod {
  const asked = requests === undefined ? {} : { requests: { cpu: requests, memory: "1Gi" } };
  const limited = limits === undefined ? {} : { limits: { cpu: limits, memory: "1Gi" } };
  const claim = podClaim(pod({ containers: [{ name: "main", resources: { ...asked, ...limited } }] }));
  return { claim, wantsMilli: [wantsMilli] };
}

function leftFor(which: WishingPod, ...others: readonly WishingPod[]): number {
  return Math.round(new NodeDivision([which, ...others], NODE_MILLI).leftFor(which, 0));
}

describe("what is left of a node for one container", () => {
  it("is all where nobody else wants anything", () => {
    expect(leftFor(wishing("100m", 50), wishing("1", 0))).toBe(4000);
  });

  it("is what the others do not want", () => {
    expect(leftFor(wishing("1", 1000), wishing("1", 1500))).toBe(2500);
  });

  it("is a part by requests where others want all", () => {
    expect(leftFor(wishing("1", 1000), wishing("3", 4000))).toBe(1000);
    expect(leftFor(wishing("3", 1000), wishing("1", 4000))).toBe(3000);
  });

  it("is next to nothing for a pod without requests beside hungry ones with them", () => {
    expect(leftFor(wishing(undefined, 4000), wishing("1", 4000))).toBe(8);
  });

  it("comes from the class of service first: burstable pods share what they together ask for", () => {
    const guaranteed = wishing("2", 4000, "2");
    const [one, other] = [wishing("500m", 4000), wishing("1500m", 4000)];
    expect(guaranteed.claim.quality).toBe("Guaranteed");
    expect(leftFor(guaranteed, one, other)).toBe(2000);
    expect(leftFor(one, other, guaranteed)).toBe(500);
    expect(leftFor(other, one, guaranteed)).toBe(1500);
  });

  it("is divided within the pod by what its containers ask for", () => {
    const containers = [
      { name: "main", resources: { requests: { cpu: "300m" } } },
      { name: "proxy", resources: { requests: { cpu: "100m" } } },
    ];
    const two: WishingPod = { claim: podClaim(pod({ containers })), wantsMilli: [4000, 4000] };
    const division = new NodeDivision([two, wishing("400m", 4000)], NODE_MILLI);
    expect([0, 1].map((place) => Math.round(division.leftFor(two, place) / 10))).toEqual([150, 50]);
  });
});
