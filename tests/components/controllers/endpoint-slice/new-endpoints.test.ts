// Endpoints that are in no slice yet.

import { describe, expect, it } from "vitest";

import { NewEndpoints } from "../../../../src/components/controllers/endpoint-slice/new-endpoints.ts";
import { ServicePods } from "../../../../src/components/controllers/endpoint-slice/service-pods.ts";
import type { Slot } from "../../../../src/components/controllers/endpoint-slice/slots.ts";
import type { Endpoint } from "../../../../src/model/api/types/endpoint-slice.ts";
import { endpoint, endpoints, sliceOf, webPod } from "./build-services.ts";

function slotWith(own: readonly Endpoint[]): Slot {
  return { slice: sliceOf("web-0", own), name: "web-0", at: 0, index: 0, edits: undefined };
}

describe("new endpoints", () => {
  it("are in the order in which their pods came, whoever was looked at first", () => {
    const [one, two, three] = new ServicePods([webPod(5), webPod(3), webPod(4)]).known();
    const rest = new NewEndpoints();
    rest.add(three!, endpoint("c"));
    rest.add(one!, endpoint("a"));
    rest.add(two!, endpoint("b"));
    expect(rest.inOrder()).toEqual([endpoint("a"), endpoint("b"), endpoint("c")]);
    rest.clear();
    expect([rest.size, rest.inOrder()]).toEqual([0, []]);
  });

  it.each([1, 3, 20])("stand where they were written: %i of them", (count) => {
    const pods = [...new ServicePods(Array.from({ length: count }, (_, id) => webPod(id))).known()];
    const rest = new NewEndpoints();
    const made = pods.map((_, index) => endpoint(`new-${index}`));
    for (const [index, known] of pods.entries()) rest.add(known, made[index]!);
    const before = endpoints(0, 4);
    const planned = sliceOf("web-0", [...before, ...made]);
    // The server's own copies of what is new.
    const slot = slotWith([...before, ...structuredClone(made)]);
    expect(rest.place(slot, planned)).toBe(true);
    for (const [index, known] of pods.entries()) {
      expect(known.slot).toBe(slot);
      expect(known.endpoint).toBe(slot.slice.endpoints![4 + index]);
      expect(known.madeOf).toBe(known.object);
    }
  });

  it("are told where the slice is not as planned", () => {
    const [known] = new ServicePods([webPod(1)]).known();
    const rest = new NewEndpoints();
    const made = endpoint("new");
    rest.add(known!, made);
    const before = endpoints(0, 2);
    const planned = sliceOf("web-0", [...before, made]);
    expect(rest.place(slotWith(before), planned)).toBe(false);
    expect(rest.place(slotWith([...before, endpoint("other")]), planned)).toBe(false);
    expect(rest.place(slotWith([before[0]!, endpoint("other"), made]), planned)).toBe(false);
    expect(rest.place(slotWith([...before, made]), planned)).toBe(true);
  });
});
