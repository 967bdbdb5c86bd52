// A network as flat lists.

import { expect, it } from "vitest";

import { networkTables } from "../../../src/queueing/exact/network-tables.ts";
import type { Call, RequestClass, Service } from "../../../src/queueing/traffic-model.ts";

const patience = { timeoutUs: 9, attempts: 2, backoffUs: 1 };

function call(service: number, requestClass: number): Call {
  return { service, requestClass, probability: 0.5, patience };
}

function classWith(stages: RequestClass["stages"]): RequestClass {
  return { name: "get", serviceTime: { kind: "constant", value: 1 }, cpuShare: 1, stages };
}

function serviceOf(classes: readonly RequestClass[]): Service {
  return { name: "s", classes, concurrency: 1, queueLimit: 0, balancing: "random" };
}

const mix = [
  { requestClass: 1, share: 0.25 },
  { requestClass: 0, share: 0.75 },
];

it("numbers classes and sites through, those of sources first", () => {
  const caller = classWith([[call(1, 0)], [call(1, 1), call(1, 0)]]);
  const services = [serviceOf([classWith([]), caller]), serviceOf([classWith([]), classWith([])])];
  const source = { name: "users", service: 0, mix, arrivals: "poisson", patience } as const;
  const tables = networkTables({ services, sources: [source] });
  expect(tables.firstClass).toEqual([0, 2]);
  expect(tables.firstCall).toBe(2);
  expect(tables.sites.map((site) => [site.service, site.requestClass, site.place, site.probability])).toEqual([
    [0, 1, 0, 1],
    [0, 0, 0, 1],
    [1, 2, 0, 0.5],
    [1, 3, 1, 0.5],
    [1, 2, 2, 0.5],
  ]);
  expect(tables.classes.map(({ stages }) => stages)).toEqual([[], [[2], [3, 4]], [], []]);
  expect([...tables.sources[0]!.upTo]).toEqual([0.25, 1]);
});

it("refuses a class that the service has not", () => {
  const source = { name: "users", service: 0, mix, arrivals: "poisson", patience } as const;
  expect(() => networkTables({ services: [serviceOf([classWith([])])], sources: [source] })).toThrow(
    "a service has the class that it is asked for",
  );
});
