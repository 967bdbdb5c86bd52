// Which resource names the scheduler counts, and in which units.

import { describe, expect, it } from "vitest";

import { ZERO_QUANTITY } from "../../src/model/quantity/quantity.ts";
import { wholeUnits } from "../../src/model/quantity/whole-units.ts";
import {
  addResources,
  isExtendedResource,
  isHugePages,
  isScalarResource,
  PODS,
  raiseToResources,
  readResourceList,
  resourceAmounts,
} from "../../src/model/resource-list.ts";
import { isPodLevelResource } from "../../src/model/pod-requests.ts";
import type { QuantityMap } from "../../src/model/objects.ts";
import { recordedCalls } from "./recorded-calls.ts";

describe("a resource name", () => {
  it.each([
    ["cpu", "is not scalar", false, false],
    ["ephemeral-storage", "is not scalar", false, false],
    ["storage", "is unknown and counts nowhere", false, false],
    ["pods", "is not scalar", false, false],
    ["nvidia.com/gpu", "is extended", true, true],
    ["example.com/gpu.v2_x", "is extended", true, true],
    ["hugepages-2Mi", "is scalar, though not extended", false, true],
    ["attachable-volumes-aws-ebs", "is scalar, though not extended", false, true],
    ["gpu.kubernetes.io/x", "is native with a prefix: scalar, not extended", false, true],
    ["requests.nvidia.com/gpu", "is the quota's name of a resource and none itself", false, false],
    ["/gpu", "has an empty prefix and is none", false, false],
    ["exämple.com/gpu", "has a prefix that is no domain and is none", false, false],
    ["example.com/-gpu", "is no name", false, false],
    [`example.com/${"x".repeat(64)}`, "is too long", false, false],
    ["a/b/c", "has two slashes and is none", false, false],
  ])("%s %s", (name, _sentence, extended, scalar) => {
    expect(isExtendedResource(name)).toBe(extended);
    expect(isScalarResource(name)).toBe(scalar);
  });
});

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

interface NameAnswer {
  readonly extended: boolean;
  readonly hugePage: boolean;
  readonly scalar: boolean;
  readonly podLevel: boolean;
}

describe("the library", () => {
  const calls = recordedCalls<{ op: string; allocatable: QuantityMap; name: string }, NodeAnswer & NameAnswer>(
    "requests",
  );

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

  it.each(calls.filter(({ input }) => input.op === "resourceName"))("agrees in $case", ({ input, expected }) => {
    expect({
      extended: isExtendedResource(input.name),
      hugePage: isHugePages(input.name),
      scalar: isScalarResource(input.name),
      podLevel: isPodLevelResource(input.name),
    }).toEqual({
      extended: expected.extended,
      hugePage: expected.hugePage,
      scalar: expected.scalar,
      podLevel: expected.podLevel,
    });
  });
});
