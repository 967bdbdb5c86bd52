// What of a pod serves requests.

import { describe, expect, it } from "vitest";

import { processorOf, servingContainer, takesRequestsForUs } from "../../../src/environment/traffic/pod-processor.ts";
import { pod } from "../../model/build-objects.ts";

const TWO = pod({
  containers: [{ name: "proxy" }, { name: "main", resources: { limits: { cpu: "1500m" } } }],
});

describe("the container that serves", () => {
  it("is the pod's first, or the one that is named", () => {
    expect(servingContainer(TWO, undefined)?.name).toBe("proxy");
    expect(servingContainer(TWO, "main")?.name).toBe("main");
    expect(servingContainer(TWO, "none")).toBeUndefined();
  });

  it("may use all cores of its node at once, and of each 100 ms as much as its limit says", () => {
    const quota = { workUs: 150_000, periodUs: 100_000 };
    expect(processorOf(TWO, "main", 4000, 1)).toEqual({ speed: 1, cores: 4, quota });
    expect(processorOf(TWO, "proxy", 4000, 0.5)).toEqual({ speed: 0.5, cores: 4 });
  });

  it("does less within its limit at a lower speed", () => {
    expect(processorOf(TWO, "main", 4000, 0.5).quota).toEqual({ workUs: 75_000, periodUs: 100_000 });
  });

  it("is not held back by a limit that its node does not reach", () => {
    expect(processorOf(TWO, "main", 1000, 1)).toEqual({ speed: 1, cores: 1 });
  });

  it("has the pod's limit where it has none", () => {
    const whole = pod({ containers: [{ name: "main" }], resources: { limits: { cpu: "1" } } });
    expect(processorOf(whole, undefined, 8000, 1).quota).toEqual({ workUs: 100_000, periodUs: 100_000 });
  });

  it("takes requests until it is killed, unless it heeds SIGTERM", () => {
    expect(takesRequestsForUs(TWO, undefined)).toBeUndefined();
    const heeds = pod({}, { annotations: { "plimsoll/stops-within": "3s" } });
    expect(takesRequestsForUs(heeds, undefined)).toBe(0);
  });
});
