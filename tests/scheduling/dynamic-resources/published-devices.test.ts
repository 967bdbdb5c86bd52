// Devices as they are published.

import { expect, it } from "vitest";

import { compileSelector } from "../../../src/model/cel/device-selector.ts";
import { PublishedSlice, reachError, reaches } from "../../../src/scheduling/dynamic-resources/published-devices.ts";
import { devices, slice } from "./devices.ts";

it("know their names, their pool and their nodes", () => {
  const published = new PublishedSlice(slice("n1", devices(0)));
  expect(published.devices[0]!.id).toBe("gpu.example.com/n1/d0");
  expect(reaches(published.reach, { name: "n1", labels: {} })).toBe(true);
  expect(reaches(published.reach, { name: "n2", labels: {} })).toBe(false);
  expect(reaches(undefined, { name: "n1", labels: {} })).toBe(false);
  expect(reachError(published.reach)).toBeUndefined();
});

it("are asked once by each selector", () => {
  const [device] = new PublishedSlice(slice("n1", devices(3))).devices;
  const selector = compileSelector("device.attributes['gpu.example.com'].numa == 3");
  expect(device!.verdictOf(selector)).toEqual({ kind: "verdict", matches: true });
  expect(device!.verdictOf(selector)).toBe(device!.verdictOf(selector));
  expect(device!.verdictOf(compileSelector("foo"))).toMatchObject({ kind: "error" });
});
