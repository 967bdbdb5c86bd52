// How endpoints are put into slices.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  ENDPOINTS_MAX,
  fitSlices,
  type SliceFrame,
} from "../../../../src/components/controllers/endpoint-slice/fit-slices.ts";
import type { Endpoint, EndpointSlice } from "../../../../src/model/api/types/endpoint-slice.ts";
import { endpoint, endpoints, sliceOf } from "./build-services.ts";

const FRAME: SliceFrame = {
  empty: { metadata: { generateName: "web-" }, addressType: "IPv4", endpoints: [], ports: [] },
  labels: { app: "web" },
  hasLabels: ({ metadata }) => metadata?.labels?.["app"] === "web",
};

function names(slices: readonly EndpointSlice[]): readonly (string | undefined)[] {
  return slices.map(({ metadata }) => metadata?.name);
}

function sizes(slices: readonly EndpointSlice[]): readonly number[] {
  return slices.map((slice) => slice.endpoints?.length ?? 0);
}

describe("slices", () => {
  it("are made full, and the last one with the rest", () => {
    const { created, updated, deleted } = fitSlices([], endpoints(0, 130), FRAME);
    expect(sizes(created)).toEqual([100, 30]);
    expect([updated, deleted]).toEqual([[], []]);
  });

  it("that have what they should stay untouched", () => {
    const slice = sliceOf("a", endpoints(0, 3));
    expect(fitSlices([slice], endpoints(0, 3), FRAME)).toEqual({ created: [], updated: [], deleted: [] });
  });

  it("change where an endpoint changes or goes, and go with their last one", () => {
    const [first, second] = [sliceOf("a", endpoints(0, 3)), sliceOf("b", endpoints(3, 1))];
    const { updated, deleted } = fitSlices([first, second], [endpoint("0"), endpoint("1", false)], FRAME);
    expect(names(updated)).toEqual(["a"]);
    expect(updated[0]!.endpoints).toEqual([endpoint("0"), endpoint("1", false)]);
    expect(names(deleted)).toEqual(["b"]);
  });

  it("that change anyway are filled up first, the fullest before all", () => {
    const [first, second] = [sliceOf("a", endpoints(0, 50)), sliceOf("b", endpoints(100, 99))];
    const wanted = [...endpoints(1, 49), ...endpoints(101, 98), ...endpoints(300, 5)];
    const { updated, created } = fitSlices([first, second], wanted, FRAME);
    expect(Object.fromEntries(updated.map((slice) => [slice.metadata?.name, slice.endpoints?.length]))).toEqual({
      a: 52,
      b: 100,
    });
    expect(created).toEqual([]);
  });

  it("take a small rest in where it fits most tightly", () => {
    const slices = [sliceOf("a", endpoints(0, 40)), sliceOf("b", endpoints(100, 90)), sliceOf("c", endpoints(200, 97))];
    const wanted = [...slices.flatMap((slice) => slice.endpoints ?? []), ...endpoints(300, 5)];
    const { updated, created } = fitSlices(slices, wanted, FRAME);
    expect(names(updated)).toEqual(["b"]);
    expect(created).toEqual([]);
  });

  it("get the labels of the Service", () => {
    const slice = { ...sliceOf("a", endpoints(0, 1)), metadata: { name: "a", labels: { app: "old" } } };
    expect(fitSlices([slice], endpoints(0, 1), FRAME).updated[0]!.metadata?.labels).toEqual({ app: "web" });
  });

  it("hold every endpoint once, and never too many", () => {
    const numbers = fc.uniqueArray(fc.nat(400), { maxLength: 300 });
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(400), { maxLength: 250 }), numbers, (before, after) => {
        const existing = [0, 1, 2].map((place) =>
          sliceOf(
            `s${place}`,
            before.slice(place * 90, place * 90 + 90).map((number) => endpoint(`${number}`)),
          ),
        );
        const { created, updated, deleted } = fitSlices(
          existing,
          after.map((number) => endpoint(`${number}`)),
          FRAME,
        );
        const replaced = new Set([...names(updated), ...names(deleted)]);
        const left = existing.filter(({ metadata }) => !replaced.has(metadata?.name));
        const slices = [...left, ...created, ...updated];
        const held = slices.flatMap((slice) => slice.endpoints ?? []).map(nameOf);
        expect(held.toSorted()).toEqual(after.map(String).toSorted());
        expect(sizes(slices).every((size) => size <= ENDPOINTS_MAX)).toBe(true);
      }),
      { seed: 20260105, numRuns: 40 },
    );
  });
});

function nameOf({ targetRef }: Endpoint): string {
  return targetRef?.name ?? "";
}
