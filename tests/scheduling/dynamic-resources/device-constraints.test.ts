// What the devices of a claim must have in common, or must not.

import { expect, it } from "vitest";

import type { DeviceAttribute } from "../../../src/model/api/types/resource-slice.ts";
import { constraintState } from "../../../src/scheduling/dynamic-resources/device-constraints.ts";
import { PublishedSlice } from "../../../src/scheduling/dynamic-resources/published-devices.ts";
import { slice } from "./devices.ts";

function device(attribute: DeviceAttribute | undefined, name = "x") {
  const attributes = attribute === undefined ? {} : { [name]: attribute };
  return new PublishedSlice(slice("p", [{ name: "d", attributes }])).devices[0]!;
}

const REQUEST = { request: "r", alternative: "" };
const SAME = { matchAttribute: "gpu.example.com/x" };

it("is one value of one type for all", () => {
  for (const [left, right, same] of [
    [{ string: "a" }, { string: "a" }, true],
    [{ string: "a" }, { version: "a" }, false],
    [{ int: 1 }, { int: 2 }, false],
    [{ bool: true }, { bool: true }, true],
    [{ version: "1.0.0" }, { version: "1.0.0" }, true],
    [{ int: 1 }, undefined, false],
  ] as const) {
    const state = constraintState(SAME)!;
    expect(state.add(REQUEST, device(left))).toBe(true);
    expect(state.add(REQUEST, device(right))).toBe(same);
  }
});

it("forgets what is taken back", () => {
  const state = constraintState(SAME)!;
  state.add(REQUEST, device({ int: 1 }));
  state.remove(REQUEST);
  expect(state.add(REQUEST, device({ int: 2 }, "gpu.example.com/x"))).toBe(true);
});

it("concerns the requests that it names, and their alternatives", () => {
  const state = constraintState({ ...SAME, requests: ["r/s"] })!;
  const none = device(undefined);
  expect(state.add({ request: "r", alternative: "t" }, none)).toBe(true);
  expect(state.add({ request: "r", alternative: "s" }, none)).toBe(false);
  expect(state.add({ request: "q", alternative: "" }, none)).toBe(true);
  state.remove({ request: "q", alternative: "" });
});

it("may ask for another value in each request", () => {
  const state = constraintState({ distinctAttribute: "gpu.example.com/x" })!;
  expect(state.add(REQUEST, device({ int: 1 }))).toBe(true);
  expect(state.add({ request: "q", alternative: "" }, device({ int: 1 }))).toBe(false);
  expect(state.add({ request: "q", alternative: "" }, device({ int: 2 }))).toBe(true);
  state.remove({ request: "q", alternative: "" });
  expect(state.add({ request: "q", alternative: "" }, device(undefined))).toBe(false);
});

it("is not known without an attribute", () => {
  expect(constraintState({})).toBeUndefined();
});
