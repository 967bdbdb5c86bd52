// Endpoints that stand in slices before it is known whose they are.

import { describe, expect, it } from "vitest";

import { FoundEndpoints } from "../../../../src/components/controllers/endpoint-slice/found-endpoints.ts";
import { Slots } from "../../../../src/components/controllers/endpoint-slice/slots.ts";
import type { Endpoint } from "../../../../src/model/api/types/endpoint-slice.ts";
import { endpoint, endpoints, sliceOf } from "./build-services.ts";

function foundIn(...lists: readonly (readonly Endpoint[])[]) {
  const slices = lists.map((own, index) => sliceOf(`web-${index}`, own));
  return FoundEndpoints.in(new Slots(slices, slices).all);
}

describe("endpoints that were found", () => {
  it("are taken once, with their slice, by whoever they are; the rest are left", () => {
    const found = foundIn(endpoints(0, 2), endpoints(2, 2))!;
    const [, , wanted] = endpoints(0, 3);
    expect(found.take(wanted!)).toMatchObject({ endpoint: wanted, slot: { name: "web-1" } });
    expect(found.take(wanted!)).toBeUndefined();
    const { addresses } = endpoint("1");
    expect(found.take({ ...endpoint("else"), ...(addresses === undefined ? {} : { addresses }) })).toBeUndefined();
    expect(Array.from(found.left, ({ endpoint: { targetRef } }) => targetRef?.name)).toEqual(["0", "1", "3"]);
  });

  it("are unusual where two have one address, or one has none or several", () => {
    expect(foundIn(endpoints(0, 2), endpoints(1, 2))).toBeUndefined();
    expect(foundIn([{ ...endpoint("1"), addresses: [] }])).toBeUndefined();
    expect(foundIn([{ ...endpoint("1"), addresses: ["10.0.0.1", "10.0.0.2"] }])).toBeUndefined();
    expect(foundIn([], endpoints(0, 2))).toBeDefined();
  });
});
