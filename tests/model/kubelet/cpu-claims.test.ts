// What decides about a container's part of its node's processors.

import { describe, expect, it } from "vitest";

import { cpuShares, podClaim } from "../../../src/model/kubelet/cpu-claims.ts";
import { pod } from "../build-objects.ts";

describe("the shares of a cgroup", () => {
  it("are 1,024 for a core, cut to whole ones, at least 2 and at most 262,144", () => {
    expect([0, 1, 2, 3, 100, 250, 1000, 1500, 300_000].map(cpuShares)).toEqual([
      2, 2, 2, 3, 102, 256, 1024, 1536, 262_144,
    ]);
  });
});

describe("the claim of a pod", () => {
  it("is the sum of its containers' requests, under its class of service", () => {
    const claim = podClaim(
      pod({
        containers: [
          { name: "main", resources: { requests: { cpu: "250m" }, limits: { cpu: "2" } } },
          { name: "proxy", resources: { requests: { cpu: "50m" } } },
        ],
      }),
    );
    expect(claim).toMatchObject({ quality: "Burstable", requestMilli: 300, shares: 307 });
    expect(claim.containers.map(({ shares, limitMilli }) => [shares, limitMilli])).toEqual([
      [256, 2000],
      [51, Infinity],
    ]);
  });

  it("is the least where nothing is asked for", () => {
    const claim = podClaim(pod({ containers: [{ name: "main" }] }));
    expect(claim).toMatchObject({ quality: "BestEffort", requestMilli: 0, shares: 2 });
  });

  it("knows the most that a container uses by itself, within its limit", () => {
    const annotations = { "plimsoll/cpu-use": "1500m@0s,1500m@30s,20m@30s" };
    const resources = { limits: { cpu: "1" } };
    const claim = podClaim(pod({ containers: [{ name: "main", resources }] }, { annotations }));
    expect(claim.containers[0]!.ownMostMilli).toBe(1000);
  });
});
