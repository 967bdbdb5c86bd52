// A network in parts.

import { describe, expect, it } from "vitest";

import { networkParts } from "../../../src/environment/traffic/network-parts.ts";
import type { Service, Source } from "../../../src/queueing/traffic-model.ts";

const PATIENCE = { timeoutUs: Infinity, attempts: 1, backoffUs: 0 };

function service(name: string, ...called: readonly number[]): Service {
  const stages = called.map((other) => [{ service: other, requestClass: 0, probability: 1, patience: PATIENCE }]);
  const only = { name: "all", serviceTime: { kind: "constant", value: 1 }, cpuShare: 1, stages } as const;
  return { name, classes: [only], concurrency: Infinity, queueLimit: Infinity, balancing: "random" };
}

function source(name: string, target: number): Source {
  return { name, service: target, mix: [{ requestClass: 0, share: 1 }], arrivals: "poisson", patience: PATIENCE };
}

describe("the parts of a network", () => {
  const network = {
    services: [service("a", 3), service("b"), service("c"), service("d"), service("e", 1)],
    sources: [source("to-e", 4), source("to-a", 0), source("to-c", 2)],
  };

  it("hold what calls connect, with numbers of their own", () => {
    const parts = networkParts(network, []);
    expect(parts.map(({ services, sources }) => [services, sources])).toEqual([
      [[0, 3], [1]],
      [[1, 4], [0]],
      [[2], [2]],
    ]);
    const [first, second] = parts;
    expect(first!.network.services[0]!.classes[0]!.stages[0]![0]!.service).toBe(1);
    expect(second!.network.sources[0]!.service).toBe(1);
    expect(second!.network.services[1]!.classes[0]!.stages[0]![0]!.service).toBe(0);
  });

  it("are one where two belong together for another reason", () => {
    expect(networkParts(network, [[2, 4]]).map(({ services }) => services)).toEqual([
      [0, 3],
      [1, 2, 4],
    ]);
  });
});
