// What requests cost and whom they call.

import { describe, expect, it } from "vitest";

import { mean } from "../../../src/base/random/moments.ts";

import { mistakes, withLoad } from "./load-world.ts";

function classOf(fields: string) {
  const { plan, errors } = withLoad(
    `{ target: service/web, requestsPerSecond: 1, ${fields} }`,
    "{ target: deployment/cart, requests: [{ name: get, cpuPerRequest: 1ms }, { name: put, cpuPerRequest: 2ms }] }",
  );
  expect(errors).toEqual([]);
  return plan!.load!.network.services[0]!.classes[0]!;
}

function wrong(fields: string): readonly string[] {
  return mistakes(
    `{ target: service/web, requestsPerSecond: 1, ${fields} }`,
    "{ target: deployment/cart, requests: [{ name: get, cpuPerRequest: 1ms }, { name: put, cpuPerRequest: 2ms }] }",
  );
}

describe("a request", () => {
  it("is all work of a processor where nothing else is said, by an exponential law", () => {
    expect(classOf("cpuPerRequest: 12ms")).toEqual({
      name: "default",
      serviceTime: { kind: "exponential", mean: 12_000 },
      cpuShare: 1,
      stages: [],
    });
  });

  it("takes a time of which its work is a part", () => {
    const { serviceTime, cpuShare } = classOf(
      "cpuPerRequest: 12ms, latency: { distribution: lognormal, mean: 40ms, cv: 1.2 }",
    );
    expect(serviceTime.kind).toBe("lognormal");
    expect(mean(serviceTime)).toBeCloseTo(40_000, 6);
    expect(cpuShare).toBeCloseTo(0.3, 12);
  });

  it("may only wait, or only work", () => {
    expect(classOf("latency: 40ms")).toMatchObject({ serviceTime: { kind: "exponential", mean: 40_000 }, cpuShare: 0 });
    const whole = classOf("cpuPerRequest: 40ms, latency: { distribution: lognormal, mean: 40ms, cv: 1.2 }");
    expect(whole.cpuShare).toBeCloseTo(1, 12);
    expect(whole.cpuShare).toBeLessThanOrEqual(1);
  });

  it("makes calls one after the other, and side by side where a list says so", () => {
    const { stages } = classOf(
      "cpuPerRequest: 1ms, calls: [{ service: cart, class: put, probability: 0.5 }, " +
        "[{ service: cart, class: get, times: 2, timeout: 1s, attempts: 2, backoff: 10ms }, { service: cart, class: put }]]",
    );
    expect(stages.map((stage) => stage.map(({ requestClass, probability }) => [requestClass, probability]))).toEqual([
      [[1, 0.5]],
      [
        [0, 1],
        [0, 1],
        [1, 1],
      ],
    ]);
    expect(stages[1]![0]!.patience).toEqual({ timeoutUs: 1_000_000, attempts: 2, backoffUs: 10_000 });
  });
});

describe("a request that cannot be", () => {
  it("works longer than it takes, or takes no time at all", () => {
    expect(wrong("cpuPerRequest: 41ms, latency: 40ms")).toEqual([
      "out-of-range load[0].cpuPerRequest: cpuPerRequest: 41ms is more than the mean of latency, of which it is a part",
    ]);
    expect(wrong("cpuPerRequest: 0s")).toEqual([
      "out-of-range load[0].cpuPerRequest: cpuPerRequest: a request takes no time",
    ]);
    expect(wrong("concurrency: 1")).toEqual(["missing-field load[0]: nothing says what requests (default) take"]);
    expect(wrong("cpuPerRequest: 12")).toEqual([
      "wrong-type load[0].cpuPerRequest: cpuPerRequest: 12 is not a text (12s?)",
    ]);
  });

  it("calls whom nobody knows", () => {
    expect(
      wrong("cpuPerRequest: 1ms, calls: [{ service: card }, [{ service: cart, class: gett }, { service: cart }]]"),
    ).toEqual([
      "unknown-service load[0].calls[0].service: spec.load has no service card (cart?)",
      "unknown-class load[0].calls[1][0].class: cart has no requests gett (get?)",
      "missing-field load[0].calls[1][1]: the call does not say which requests of cart it makes",
    ]);
  });

  it("waits for no time, or pauses between one attempt", () => {
    expect(wrong("cpuPerRequest: 1ms, timeout: 0s, backoff: 5ms")).toEqual([
      "out-of-range load[0].timeout: timeout: a caller that waits for no time gets no answer",
      "wrong-value load[0].backoff: backoff: there is but one attempt",
    ]);
  });
});
