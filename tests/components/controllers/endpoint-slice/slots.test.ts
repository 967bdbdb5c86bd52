// The slices of a Service as slots: what is kept beside them must come to what going through all of them comes to.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  placeRest,
  type ClearedSlices,
  type SliceFrame,
} from "../../../../src/components/controllers/endpoint-slice/fit-slices.ts";
import { NewEndpoints } from "../../../../src/components/controllers/endpoint-slice/new-endpoints.ts";
import { ServicePods } from "../../../../src/components/controllers/endpoint-slice/service-pods.ts";
import { Slots, type Slot } from "../../../../src/components/controllers/endpoint-slice/slots.ts";
import type { Endpoint } from "../../../../src/model/api/types/endpoint-slice.ts";
import { endpoint, endpoints, sliceOf, webPod } from "./build-services.ts";

const FRAME: SliceFrame = { empty: sliceOf("", []), labels: { app: "web" }, hasLabels: () => true };

/** New endpoints of so many pods. */
function newOnes(count: number): NewEndpoints {
  const rest = new NewEndpoints();
  const pods = new ServicePods(Array.from({ length: count }, (_, index) => webPod(index)));
  for (const known of pods.known()) rest.add(known, endpoint(`new-${known.id}`));
  return rest;
}

function slicesOf(counts: readonly number[]) {
  return counts.map((count, index) => sliceOf(`web-${index}`, endpoints(1000 * index, count)));
}

type Edits = ReadonlyMap<Endpoint, Endpoint | undefined>;

/** By going through everything. */
function clearedOf(slots: readonly Slot[], edits: Edits): ClearedSlices {
  const cleared: ClearedSlices = { unchanged: [], changed: [], deleted: [] };
  for (const { slice } of slots) {
    const own = slice.endpoints ?? [];
    const left = own.flatMap((each) => (edits.has(each) ? (edits.get(each) ?? []) : each));
    if (!own.some((each) => edits.has(each))) cleared.unchanged.push(slice);
    else if (left.length === 0) cleared.deleted.push(slice);
    else cleared.changed.push({ slice, endpoints: left });
  }
  return cleared;
}

const LOOK = fc.record({
  edits: fc.oneof(
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { maxLength: 2 }),
    fc.array(fc.tuple(fc.nat(), fc.nat(), fc.boolean()), { maxLength: 12 }),
  ),
  rest: fc.oneof(fc.nat({ max: 2 }), fc.nat({ max: 130 })),
});

describe("slots", () => {
  it("come to the changes that going through all slices comes to, look after look", () => {
    const counts = fc.array(fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 90, max: 100 })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(counts, fc.array(LOOK, { minLength: 1, maxLength: 8 }), (sizes, looks) => {
        let listed = slicesOf(sizes);
        const slots = new Slots(listed, listed);
        for (const [turn, look] of looks.entries()) {
          const edits = new Map<Endpoint, Endpoint | undefined>();
          for (const [number, at, isGone] of look.edits) {
            const slot = slots.all[number % Math.max(1, slots.all.length)];
            const own = slot?.slice.endpoints ?? [];
            const before = own[at % Math.max(1, own.length)];
            if (slot === undefined || before === undefined || edits.has(before)) continue;
            const after = isGone ? undefined : { ...before, conditions: { ready: turn % 2 === 0 } };
            edits.set(before, after);
            slots.edit(slot, before, after);
          }
          const rest = newOnes(look.rest);
          const wanted = placeRest(clearedOf(slots.all, edits), rest.inOrder(), FRAME);
          const changes = slots.changesWith(rest, FRAME);
          expect(changes).toEqual(wanted);
          const made = changes.created.map((slice, index) => ({
            ...slice,
            metadata: { name: `new-${turn}-${index}` },
          }));
          expect(slots.keep(changes, [...made, ...changes.updated], rest)).toBe(true);
          listed = listed
            .filter((slice) => !changes.deleted.includes(slice))
            .map((slice) => changes.updated.find(({ metadata }) => metadata?.name === slice.metadata?.name) ?? slice);
          listed.push(...made);
          expect(slots.areThese(listed)).toBe(true);
          expect(slots.all.map(({ slice }) => slice)).toEqual(listed);
        }
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it("are others once a slice is another, or one more, or none", () => {
    const listed = slicesOf([2, 3]);
    const slots = new Slots(listed, listed);
    expect(slots.areThese([...listed])).toBe(true);
    expect(slots.areThese([listed[0]!, { ...listed[1] }])).toBe(false);
    expect(slots.areThese(listed.slice(1))).toBe(false);
    expect(slots.areThese([...listed, listed[0]!])).toBe(false);
  });

  it("keep nothing that was written otherwise than planned", () => {
    const rest = newOnes(1);
    const planned = () => {
      const listed = slicesOf([2, 3]);
      const slots = new Slots(listed, listed);
      return { slots, changes: slots.changesWith(rest, FRAME) };
    };
    const { slots, changes } = planned();
    const [slice] = changes.updated;
    expect(slots.keep(changes, [], rest)).toBe(false);
    expect(planned().slots.keep(changes, [{ ...slice, metadata: { name: "else" } }], rest)).toBe(false);
    expect(planned().slots.keep(changes, [{ ...slice, endpoints: endpoints(0, 4) }], rest)).toBe(false);
    expect(planned().slots.keep(changes, [structuredClone(slice!)], rest)).toBe(false);
    expect(planned().slots.keep(changes, [slice!], rest)).toBe(true);
  });
});
