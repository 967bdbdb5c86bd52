// Calls that come back to where they began.

import { describe, expect, it } from "vitest";

import type { Service } from "../../../src/queueing/traffic-model.ts";
import { circlesOf } from "../../../src/scenario/load/check-calls.ts";

/** Services with classes, each of which lists `service/class` that it calls. */
function network(...services: readonly (readonly (readonly string[])[])[]): readonly Service[] {
  return services.map((classes, service) => ({
    name: `s${service}`,
    concurrency: Infinity,
    queueLimit: Infinity,
    balancing: "random",
    classes: classes.map((calls, index) => ({
      name: `c${index}`,
      serviceTime: { kind: "constant", value: 1 },
      cpuShare: 1,
      stages: calls.map((call) => {
        const [called = 0, requestClass = 0] = call.split("/").map(Number);
        const patience = { timeoutUs: Infinity, attempts: 1, backoffUs: 0 };
        return [{ service: called, requestClass, probability: 1, patience }];
      }),
    })),
  }));
}

function circles(...services: readonly (readonly (readonly string[])[])[]): readonly string[] {
  return circlesOf(network(...services)).map((circle) =>
    circle.map(({ service, requestClass }) => `${service}/${requestClass}`).join(" "),
  );
}

describe("circles of calls", () => {
  it("are none where requests meet again and go on", () => {
    expect(circles([["1/0", "2/0", "1/0"]], [["3/0"]], [["3/0"]], [[]])).toEqual([]);
  });

  it("are none where a service is met again by other requests", () => {
    expect(circles([["1/0"], []], [["0/1"]])).toEqual([]);
  });

  it("are found each by itself, of whatever length", () => {
    expect(circles([["0/0"]], [["2/0"]], [["3/0", "2/0"]], [["1/0"]])).toEqual([
      "0/0 0/0",
      "1/0 2/0 3/0 1/0",
      "2/0 2/0",
    ]);
  });
});
