// Amounts by resource name, and in which units the scheduler counts them.

import { describe, expect, it } from "vitest";

import type { QuantityMap } from "../../src/model/objects.ts";
import { ZERO_QUANTITY } from "../../src/model/quantity/quantity.ts";
import { wholeUnits } from "../../src/model/quantity/whole-units.ts";
import {
  addResources,
  raiseToResources,
  readResourceList,
  resourceAmounts,
  writtenResourceList,
} from "../../src/model/resource-list.ts";
import { PODS } from "../../src/model/resource-name.ts";
import { recordedCalls } from "./recorded-calls.ts";

describe("a resource list", () => {
  it("leaves out what is no quantity", () => {
    expect([...readResourceList({ cpu: "1", memory: "lots" }).keys()]).toEqual(["cpu"]);
    expect(readResourceList(undefined).size).toBe(0);
  });

  it("grows by addition and by the larger of two", () => {
    const list = readResourceList({ cpu: "1", memory: "1Gi" });
    addResources(list, readResourceList({ cpu: "500m", "example.com/a": 2 }));
    raiseToResources(list, readResourceList({ cpu: "1", memory: "2Gi", "example.com/b": 1 }));
    expect(resourceAmounts(list)).toEqual({
      cpuMilli: 1500,
      memoryBytes: 2 * 1024 * 1024 * 1024,
      ephemeralStorageBytes: 0,
      scalars: new Map([
        ["example.com/a", 2],
        ["example.com/b", 1],
      ]),
    });
  });

  it("keeps an amount as it was typed until something is added to it", () => {
    const list = readResourceList({ cpu: "0100m", memory: "01Gi" });
    addResources(list, readResourceList({ memory: "1Gi", "example.com/a": "+2" }));
    raiseToResources(list, readResourceList({ cpu: "100m" }));
    expect(writtenResourceList(list)).toEqual({ cpu: "0100m", memory: "2Gi", "example.com/a": "+2" });
  });

  it("holds as a decimal what was larger than a decimal", () => {
    const list = readResourceList({ memory: "9Ei", "example.com/a": "9Ei" });
    raiseToResources(list, readResourceList({ memory: "10E", "example.com/a": "1" }));
    expect(list.get("memory")).toMatchObject({ kind: "decimal", unscaled: 10n, exponent: 18 });
    expect(wholeUnits(list.get("memory")!)).toBe(-8_446_744_073_709_551_616);
  });

  it("may have a name that objects know", () => {
    const written = writtenResourceList(readResourceList(JSON.parse('{"__proto__": "1"}') as QuantityMap));
    expect(Object.entries(written)).toEqual([["__proto__", "1"]]);
  });

  it("is counted in milli-CPU, bytes and whole units, each rounded up", () => {
    const amounts = resourceAmounts(
      readResourceList({ cpu: "1.2m", memory: "0.1", "ephemeral-storage": "1.5", "example.com/a": "0.2", foo: 1 }),
    );
    expect(amounts).toEqual({
      cpuMilli: 2,
      memoryBytes: 1,
      ephemeralStorageBytes: 2,
      scalars: new Map([["example.com/a", 1]]),
    });
  });

  it("keeps a scalar of zero: it was mentioned", () => {
    expect(resourceAmounts(readResourceList({ "example.com/a": 0 })).scalars.has("example.com/a")).toBe(true);
  });
});

interface NodeAnswer {
  readonly allowedPodNumber: number;
  readonly milliCpu: string;
  readonly memory: string;
  readonly ephemeralStorage: string;
  readonly scalars: Readonly<Record<string, string>>;
}

describe("the library", () => {
  const calls = recordedCalls<{ op: string; allocatable: QuantityMap }, NodeAnswer>("requests");

  it.each(calls.filter(({ input }) => input.op === "nodeResources"))("agrees in $case", ({ input, expected }) => {
    const list = readResourceList(input.allocatable);
    const { cpuMilli, memoryBytes, ephemeralStorageBytes, scalars } = resourceAmounts(list);
    expect({
      allowedPodNumber: wholeUnits(list.get(PODS) ?? ZERO_QUANTITY),
      milliCpu: String(cpuMilli),
      memory: String(memoryBytes),
      ephemeralStorage: String(ephemeralStorageBytes),
      scalars: Object.fromEntries([...scalars].map(([name, amount]) => [name, String(amount)])),
    }).toEqual(expected);
  });
});
