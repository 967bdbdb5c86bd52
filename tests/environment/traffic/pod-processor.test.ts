// What of a pod serves requests.

import { describe, expect, it } from "vitest";

import {
  PaceOverAge,
  processorOf,
  servingContainer,
  takesRequestsForUs,
} from "../../../src/environment/traffic/pod-processor.ts";
import { pod } from "../../model/build-objects.ts";

const TWO = pod({
  containers: [{ name: "proxy" }, { name: "main", resources: { limits: { cpu: "1500m" } } }],
});

const WARM = { speed: 1, ownMilli: 0 };
const HALF = { speed: 0.5, ownMilli: 0 };
const SECOND = 1_000_000;

describe("the container that serves", () => {
  it("is the pod's first, or the one that is named", () => {
    expect(servingContainer(TWO, undefined)?.name).toBe("proxy");
    expect(servingContainer(TWO, "main")?.name).toBe("main");
    expect(servingContainer(TWO, "none")).toBeUndefined();
  });

  it("may use all cores of its node at once, and of each 100 ms as much as its limit says", () => {
    const quota = { workUs: 150_000, periodUs: 100_000 };
    expect(processorOf(TWO, "main", 4000, WARM)).toEqual({ speed: 1, cores: 4, quota });
    expect(processorOf(TWO, "proxy", 4000, HALF)).toEqual({ speed: 0.5, cores: 4 });
  });

  it("does less within its limit at a lower speed", () => {
    expect(processorOf(TWO, "main", 4000, HALF).quota).toEqual({ workUs: 75_000, periodUs: 100_000 });
  });

  it("is not held back by a limit that its node does not reach", () => {
    expect(processorOf(TWO, "main", 1000, WARM)).toEqual({ speed: 1, cores: 1 });
  });

  it("has the pod's limit where it has none", () => {
    const whole = pod({ containers: [{ name: "main" }], resources: { limits: { cpu: "1" } } });
    expect(processorOf(whole, undefined, 8000, WARM).quota).toEqual({ workUs: 100_000, periodUs: 100_000 });
  });

  it("leaves its requests what of its limit it does not use by itself, and half of it at least", () => {
    const beside = (ownMilli: number) => processorOf(TWO, "main", 4000, { speed: 1, ownMilli }).quota?.workUs;
    expect([0, 500, 750, 1500].map((ownMilli) => beside(ownMilli))).toEqual([150_000, 100_000, 75_000, 75_000]);
  });

  it("uses by itself what its annotation says at each age, which counts only beside a limit", () => {
    const annotations = { "plimsoll/cpu-use": "800m@0s,800m@20s,20m@20s", "plimsoll/warm-up": "0.5@0s,0.5@5s,1@5s" };
    const pace = new PaceOverAge(pod({ ...TWO.spec }, { annotations }), "main");
    const ages = [0, 5, 19, 20].map((age) => pace.at(age * SECOND));
    expect(ages.map(({ speed }) => speed)).toEqual([0.5, 1, 1, 1]);
    expect(ages.map(({ ownMilli }) => ownMilli)).toEqual([800, 800, 800, 20]);
    expect([0, 5, 20].map((age) => pace.nextAgeUs(age * SECOND))).toEqual([5 * SECOND, 20 * SECOND, Infinity]);
    const unlimited = new PaceOverAge(pod({ ...TWO.spec }, { annotations }), "proxy");
    expect(unlimited.at(0).ownMilli).toBe(0);
    expect(unlimited.nextAgeUs(5 * SECOND)).toBe(Infinity);
  });

  it("shares the pod's limit with the pod's other containers, sidecars too, where it has none of its own", () => {
    const annotations = { "plimsoll/cpu-use.proxy": "90m", "plimsoll/cpu-use.log": "30m@0s,30m@10s,5m@10s" };
    const small = { resources: { limits: { cpu: "25m" } } };
    const initContainers = [{ name: "log", restartPolicy: "Always" as const, ...small }, { name: "once" }];
    const spec = { containers: [{ name: "main" }, { name: "proxy" }], initContainers };
    const resources = { limits: { cpu: "800m" } };
    const pace = new PaceOverAge(pod({ ...spec, resources }, { annotations }), "main");
    expect([0, 10].map((age) => pace.at(age * SECOND).ownMilli)).toEqual([115, 95]);
    expect([0, 10].map((age) => pace.nextAgeUs(age * SECOND))).toEqual([10 * SECOND, Infinity]);
    const limited = { ...spec, containers: [{ name: "main", resources }, { name: "proxy" }] };
    expect(new PaceOverAge(pod({ ...limited, resources }, { annotations }), "main").at(0).ownMilli).toBe(0);
  });

  it("takes requests until it is killed, unless it heeds SIGTERM", () => {
    expect(takesRequestsForUs(TWO, undefined)).toBeUndefined();
    const heeds = pod({}, { annotations: { "plimsoll/stops-within": "3s" } });
    expect(takesRequestsForUs(heeds, undefined)).toBe(0);
  });
});
