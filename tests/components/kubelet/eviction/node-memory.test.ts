// What of a node's memory pods may use.

import { describe, expect, it } from "vitest";

import {
  bearableBytes,
  memoryOfNode,
  observedMemory,
} from "../../../../src/components/kubelet/eviction/node-memory.ts";
import { hardThresholds } from "../../../../src/components/kubelet/settings.ts";
import { node } from "../../../model/build-objects.ts";

const MEBIBYTE = 1024 * 1024;
const machine = node("n", { memory: "900Mi" });
const sized = { ...machine, status: { ...machine.status, capacity: { memory: "1200Mi" } } };

describe("the memory of a node", () => {
  it("is what pods may use and what its hard threshold keeps, where it says no more", () => {
    const thresholds = hardThresholds({ "memory.available": "100Mi" });
    const memory = memoryOfNode(machine, thresholds)!;
    expect(memory).toEqual({ capacityBytes: 1000 * MEBIBYTE, othersBytes: 0 });
    expect(bearableBytes(memory, thresholds)).toBe(900 * MEBIBYTE);
    const shared = hardThresholds({ "memory.available": "10%" });
    expect(bearableBytes(memoryOfNode(machine, shared)!, shared) / MEBIBYTE).toBeCloseTo(900);
  });

  it("is used up by the machine's own daemons as far as it is reserved for them", () => {
    const thresholds = hardThresholds({ "memory.available": "100Mi" });
    const memory = memoryOfNode(sized, thresholds)!;
    expect(memory).toEqual({ capacityBytes: 1200 * MEBIBYTE, othersBytes: 200 * MEBIBYTE });
    expect(bearableBytes(memory, thresholds)).toBe(900 * MEBIBYTE);
    expect(observedMemory(memory, 500 * MEBIBYTE)).toEqual({
      available: 500 * MEBIBYTE,
      capacity: 1200 * MEBIBYTE,
    });
    expect(observedMemory(memory, 1500 * MEBIBYTE)).toEqual({ available: 0, capacity: 1700 * MEBIBYTE });
  });

  it("is unknown of a node that says nothing, and without end where nothing is to be kept", () => {
    expect(memoryOfNode(node("n", {}), [])).toBeUndefined();
    expect(bearableBytes(memoryOfNode(machine, [])!, [])).toBe(Infinity);
  });
});
