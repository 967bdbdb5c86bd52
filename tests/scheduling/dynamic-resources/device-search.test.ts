// The search for devices on one node.

import { describe, expect, it } from "vitest";

import type { DeviceConstraint, DeviceRequest, ResourceClaim } from "../../../src/model/api/types/resource-claim.ts";
import type { Device, DeviceClass } from "../../../src/model/api/types/resource-slice.ts";
import { gatherPools } from "../../../src/scheduling/dynamic-resources/device-pools.ts";
import { demandsOf } from "../../../src/scheduling/dynamic-resources/device-requests.ts";
import { searchDevices } from "../../../src/scheduling/dynamic-resources/device-search.ts";
import { PublishedSlice } from "../../../src/scheduling/dynamic-resources/published-devices.ts";
import { all, claim, devices, exactly, slice } from "./devices.ts";

const NODE = { name: "n1", labels: {} };
const GPU: DeviceClass = { metadata: { name: "gpu" }, spec: {} };

/** The devices of each claim, or what the search says. */
function found(
  claims: readonly ResourceClaim[],
  published: readonly Device[],
  allocated: readonly string[] = [],
  newerFeatures = true,
) {
  const slices = [new PublishedSlice(slice("n1", published))];
  const pools = gatherPools(slices, slices, NODE);
  if (pools.kind === "error") return pools.message;
  const outcome = searchDevices(
    claims.map((open) => ({ claim: open, demands: demandsOf(open, () => GPU) })),
    { node: NODE, pools: pools.pools, allocated: new Set(allocated), newerFeatures },
  );
  if (outcome.kind === "error") return outcome.message;
  if (outcome.kind !== "found") return outcome.kind;
  return outcome.devices.map((taken) => taken.map(({ device }) => device.device.name).join(" "));
}

const SAME_NUMA: DeviceConstraint = { matchAttribute: "gpu.example.com/numa" };
const OTHER_NUMA: DeviceConstraint = { distinctAttribute: "gpu.example.com/numa" };

describe("devices by number", () => {
  it("are the first that are free, for one claim after the other", () => {
    const claims = [claim("a", [exactly("r", 2)]), claim("b", [exactly("r", 1)])];
    expect(found(claims, devices(0, 0, 0, 0), ["gpu.example.com/n1/d1"])).toEqual(["d0 d2", "d3"]);
    expect(found(claims, devices(0, 0))).toBe("none");
  });

  it("are exchanged when the first ones do not fit together", () => {
    expect(found([claim("a", [exactly("r", 2)], [SAME_NUMA])], devices(0, 1, 2, 1))).toEqual(["d1 d3"]);
    const apart = claim("a", [exactly("r", 1), exactly("s", 1)], [OTHER_NUMA]);
    expect(found([apart], devices(0, 0, 1))).toEqual(["d0 d2"]);
    expect(found([apart], devices(0, 0, 1), [], false)).toContain("constraint #0: empty constraint");
  });

  it("are at most 32 a claim", () => {
    expect(found([claim("a", [exactly("r", 33)])], devices(0))).toBe(
      "claim default/a: number of requested devices 33 exceeds the claim limit of 32",
    );
  });
});

describe("all devices", () => {
  it("are had together or not at all", () => {
    expect(found([claim("a", [all("r")])], devices(0, 1))).toEqual(["d0 d1"]);
    expect(found([claim("a", [all("r")])], devices(0, 1), ["gpu.example.com/n1/d1"])).toBe("none");
    expect(found([claim("a", [all("r")])], [])).toBe("none");
  });

  it("must meet the constraints", () => {
    expect(found([claim("a", [all("r")], [SAME_NUMA])], devices(0, 1))).toBe(
      "claim default/a, request r: cannot add device gpu.example.com/n1/d1 because a claim constraint would not be satisfied",
    );
  });
});

describe("alternatives", () => {
  const ways: DeviceRequest = {
    name: "r",
    firstAvailable: [
      { name: "two", deviceClassName: "gpu", count: 2 },
      { name: "one", deviceClassName: "gpu", count: 1 },
    ],
  };

  it("are tried in their order", () => {
    expect(found([claim("a", [ways])], devices(0, 0))).toEqual(["d0 d1"]);
    expect(found([claim("a", [ways])], devices(0))).toEqual(["d0"]);
    expect(found([claim("a", [ways]), claim("b", [exactly("r", 1)])], devices(0, 0))).toEqual(["d0", "d1"]);
  });
});

describe("a device", () => {
  it("with a taint is for those who tolerate it, from 1.36 on", () => {
    const tainted: Device = { name: "d0", taints: [{ key: "k", effect: "NoSchedule" }] };
    expect(found([claim("a", [exactly("r", 1)])], [tainted])).toBe("none");
    expect(found([claim("a", [exactly("r", 1)])], [tainted], [], false)).toEqual(["d0"]);
  });

  it("with shared counters is not allocated", () => {
    expect(found([claim("a", [exactly("r", 1)])], [{ name: "d0", consumesCounters: [{ counterSet: "s" }] }])).toBe(
      "none",
    );
  });

  it("in use may be administered, once a claim", () => {
    const admin: DeviceRequest = { name: "r", exactly: { deviceClassName: "gpu", count: 1, adminAccess: true } };
    expect(found([claim("a", [admin])], devices(0), ["gpu.example.com/n1/d0"])).toEqual(["d0"]);
    expect(found([claim("a", [admin, { ...admin, name: "s" }])], devices(0))).toBe("none");
  });

  it("must have the capacity that is asked for", () => {
    const asking = (memory: string): DeviceRequest => ({
      name: "r",
      exactly: { deviceClassName: "gpu", count: 1, capacity: { requests: { memory } } },
    });
    const small: Device = { name: "d0", capacity: { memory: { value: "16Gi" } } };
    expect(found([claim("a", [asking("8Gi")])], [small])).toEqual(["d0"]);
    expect(found([claim("a", [asking("17Gi")])], [small])).toBe("none");
    expect(found([claim("a", [asking("8Gi")])], devices(0))).toBe("none");
  });

  it("fails the cycle where a selector goes wrong", () => {
    const selecting = (expression: string): DeviceRequest => ({
      name: "r",
      exactly: { deviceClassName: "gpu", count: 1, selectors: [{ cel: { expression } }] },
    });
    expect(found([claim("a", [selecting("device.attributes['gpu.example.com'].x")])], devices(0))).toBe(
      "claim default/a: selector #0: CEL runtime error: no such key: x",
    );
    expect(found([claim("a", [selecting("foo")])], devices(0))).toContain(
      "claim default/a: selector #0: CEL compile error",
    );
  });
});

it("says that pools are invalid where nothing is found", () => {
  expect(found([claim("a", [exactly("r", 1)])], [...devices(0), ...devices(0)])).toBe("invalid-pools");
  expect(found([claim("a", [all("r")])], [...devices(0), ...devices(0)])).toBe(
    "claim default/a, request r: asks for all devices, but resource pool gpu.example.com/n1 is currently invalid",
  );
});
