// Parts of networks, and the order of services in them.

import { describe, expect, it } from "vitest";

import { partsOf } from "../../../src/queueing/analytic/network-shape.ts";
import { callTo, PATIENT, serviceOf, sourceOf } from "../networks.ts";

describe("a network in parts", () => {
  it("has callers before those whom they call", () => {
    const services = [serviceOf({}), serviceOf({ stages: [[callTo(2)]] }), serviceOf({ stages: [[callTo(0)]] })];
    const parts = partsOf({ services, sources: [sourceOf(1)] });
    expect(parts.map((part) => part.services)).toEqual([[1, 2, 0]]);
    expect(parts[0]!.calls.map((classes) => classes[0]!.map(({ service }) => service))).toEqual([[2], [0], []]);
  });

  it("keeps apart what has nothing to do with one another", () => {
    const services = [serviceOf({}), serviceOf({ stages: [[callTo(2), callTo(2)]] }), serviceOf({})];
    const parts = partsOf({ services, sources: [sourceOf(0), sourceOf(1)] });
    expect(parts.map((part) => [part.services, part.sources.map(({ source }) => source)])).toEqual([
      [[0], [0]],
      [[1, 2], [1]],
    ]);
  });

  it("gives each call its stage", () => {
    const services = [serviceOf({ stages: [[callTo(1)], [callTo(1, PATIENT, 0.5)]] }), serviceOf({})];
    const [part] = partsOf({ services, sources: [] });
    expect(part!.calls[0]![0]!.map(({ stage, call }) => [stage, call.probability])).toEqual([
      [0, 1],
      [1, 0.5],
    ]);
  });

  it("tells where services call one another to and fro", () => {
    const there = serviceOf({ stages: [[callTo(1)]] });
    const back = serviceOf({ stages: [[callTo(0)]] });
    expect(partsOf({ services: [there, back], sources: [] })[0]).toMatchObject({ services: [0, 1], comesBack: true });
    expect(partsOf({ services: [there, serviceOf({})], sources: [] })[0]!.comesBack).toBe(false);
  });
});
