// What a pod asks for: order of containers, defaults for scoring, pod level, in-place resize.

import { describe, expect, it } from "vitest";

import type { Container, Pod, PodStatus, QuantityMap } from "../../src/model/objects.ts";
import {
  incomingRequests,
  placedNonZeroRequests,
  placedRequests,
  scoringRequests,
} from "../../src/model/pod-requests.ts";
import { readResourceList, resourceAmounts, type ResourceAmounts } from "../../src/model/resource-list.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { container, pod, podAsking } from "./build-objects.ts";
import { recordedCalls } from "./recorded-calls.ts";

const NEWEST = VERSION_BEHAVIOUR["1.36"];
const MEBIBYTE = 1024 * 1024;

function sidecar(requests: QuantityMap): Container {
  return container(requests, { name: "sidecar", restartPolicy: "Always" });
}

describe("the requests of an incoming pod", () => {
  it.each([
    ["are the sum of its containers", { containers: [container({ cpu: "1" }), container({ cpu: "500m" })] }, 1500],
    [
      "are summed before they are rounded: three times 0.4m is 2m",
      { containers: [container({ cpu: "0.4m" }), container({ cpu: "0.4m" }), container({ cpu: "0.4m" })] },
      2,
    ],
    [
      "are those of the largest init container if that is more",
      { containers: [container({ cpu: "1" })], initContainers: [container({ cpu: "2" }), container({ cpu: "3" })] },
      3000,
    ],
    [
      "count a sidecar beside the containers",
      { containers: [container({ cpu: "1" })], initContainers: [sidecar({ cpu: "500m" })] },
      1500,
    ],
    [
      "count a sidecar beside the init containers after it",
      { containers: [container({ cpu: "1" })], initContainers: [sidecar({ cpu: "500m" }), container({ cpu: "2" })] },
      2500,
    ],
    [
      "do not count a sidecar beside the init containers before it",
      { containers: [container({ cpu: "1" })], initContainers: [container({ cpu: "2" }), sidecar({ cpu: "500m" })] },
      2000,
    ],
    ["never look at limits", { containers: [{ name: "a", resources: { limits: { cpu: "4" } } }] }, 0],
    ["have overhead on top", { containers: [container({ cpu: "1" })], overhead: { cpu: "250m" } }, 1250],
    [
      "are replaced by those of the pod as a whole, overhead on top",
      { containers: [container({ cpu: "1" })], resources: { requests: { cpu: "2" } }, overhead: { cpu: "250m" } },
      2250,
    ],
    [
      "are replaced even by less",
      { containers: [container({ cpu: "3" })], resources: { requests: { cpu: "2" } } },
      2000,
    ],
    ["count nothing for a pod without requests", {}, 0],
  ])("%s", (_sentence, spec, cpuMilli) => {
    expect(incomingRequests(pod(spec), NEWEST).cpuMilli).toBe(cpuMilli);
  });

  it("ignore pod-level requests at 1.33, which did not know them", () => {
    const whole = podAsking({ cpu: "1" }, { resources: { requests: { cpu: "2", memory: "1Gi" } } });
    expect(incomingRequests(whole, VERSION_BEHAVIOUR["1.33"])).toMatchObject({ cpuMilli: 1000, memoryBytes: 0 });
    expect(incomingRequests(whole, VERSION_BEHAVIOUR["1.34"])).toMatchObject({ cpuMilli: 2000 });
  });

  it("take only CPU, memory and huge pages at pod level", () => {
    const requests = { "example.com/gpu": 2, "ephemeral-storage": "1Gi", "hugepages-2Mi": "4Mi" };
    const amounts = incomingRequests(pod({ resources: { requests } }), NEWEST);
    expect(amounts.ephemeralStorageBytes).toBe(0);
    expect([...amounts.scalars]).toEqual([["hugepages-2Mi", 4 * MEBIBYTE]]);
  });

  it("never count pods, and drop names that the scheduler does not know", () => {
    const amounts = incomingRequests(podAsking({ pods: "5", storage: "1Gi", foo: 1 }), NEWEST);
    expect(amounts).toEqual({ cpuMilli: 0, memoryBytes: 0, ephemeralStorageBytes: 0, scalars: new Map() });
  });
});

describe("the requests by which a pod is scored", () => {
  it("are 100m and 200Mi for each container that says nothing", () => {
    const three = pod({ containers: [{ name: "a" }, { name: "b" }, { name: "c" }] });
    expect(scoringRequests(three)).toMatchObject({ cpuMilli: 300, memoryBytes: 600 * MEBIBYTE });
    expect(incomingRequests(three, NEWEST)).toMatchObject({ cpuMilli: 0, memoryBytes: 0 });
  });

  it("leave an explicit zero alone", () => {
    expect(scoringRequests(podAsking({ cpu: "0", memory: "0" }))).toMatchObject({ cpuMilli: 0, memoryBytes: 0 });
  });

  it("default only what is missing", () => {
    expect(scoringRequests(podAsking({ cpu: "2" }))).toMatchObject({ cpuMilli: 2000, memoryBytes: 200 * MEBIBYTE });
  });

  it("do not see pod-level requests, in any version", () => {
    expect(scoringRequests(pod({ resources: { requests: { cpu: "4" } } }))).toMatchObject({ cpuMilli: 100 });
  });

  it("default init containers and sidecars too", () => {
    const both = pod({ initContainers: [{ name: "s", restartPolicy: "Always" }, { name: "i" }] });
    expect(scoringRequests(both).cpuMilli).toBe(200);
  });
});

describe("what a placed pod takes from its node", () => {
  const resized = (status: PodStatus): Pod => ({ ...podAsking({ cpu: "2" }), status });
  const running = (cpu: string, allocated: string) => [
    { name: "main", resources: { requests: { cpu } }, allocatedResources: { cpu: allocated } },
  ];

  it.each([
    ["the largest of spec, status and allocated", running("4", "3"), undefined, 4000],
    ["the allocated amount if that is the largest", running("1", "3"), undefined, 3000],
    ["the spec if that is the largest", running("1", "1"), undefined, 2000],
    ["without the spec once a resize was found infeasible", running("1", "1500m"), "Infeasible", 1500],
    ["with the spec while a resize is deferred", running("1", "1500m"), "Deferred", 2000],
  ])("is %s", (_sentence, containerStatuses, reason, cpuMilli) => {
    const conditions = reason === undefined ? [] : [{ type: "PodResizePending", status: "True", reason }];
    const placed = resized({ containerStatuses, conditions });
    expect(placedRequests(placed, NEWEST).cpuMilli).toBe(cpuMilli);
    expect(incomingRequests(placed, NEWEST).cpuMilli).toBe(2000);
  });

  it("follows a resize of the pod as a whole from 1.36 on", () => {
    const whole: Pod = {
      ...pod({ resources: { requests: { cpu: "2" } } }),
      status: { resources: { requests: { cpu: "4" } }, allocatedResources: { cpu: "3" } },
    };
    expect(placedRequests(whole, NEWEST).cpuMilli).toBe(4000);
    expect(placedRequests(whole, VERSION_BEHAVIOUR["1.35"]).cpuMilli).toBe(2000);
  });

  it("has defaults for scoring only where neither container nor pod says anything", () => {
    const nothing = pod();
    const whole = pod({ resources: { requests: { cpu: "2" } } });
    expect(placedNonZeroRequests(nothing, NEWEST)).toMatchObject({ cpuMilli: 100, memoryBytes: 200 * MEBIBYTE });
    expect(placedNonZeroRequests(whole, NEWEST)).toMatchObject({ cpuMilli: 2000, memoryBytes: 200 * MEBIBYTE });
    expect(placedRequests(whole, NEWEST)).toMatchObject({ cpuMilli: 2000, memoryBytes: 0 });
  });
});

interface PodAnswer {
  readonly podRequests: QuantityMap;
  readonly scheduler: {
    readonly milliCpu: string;
    readonly memory: string;
    readonly ephemeralStorage: string;
    readonly scalars: Readonly<Record<string, string>>;
    readonly nonZeroMilliCpu: string;
    readonly nonZeroMemory: string;
  };
}

function inText(amounts: ResourceAmounts) {
  return {
    milliCpu: String(amounts.cpuMilli),
    memory: String(amounts.memoryBytes),
    ephemeralStorage: String(amounts.ephemeralStorageBytes),
    scalars: Object.fromEntries([...amounts.scalars].map(([name, amount]) => [name, String(amount)])),
  };
}

describe("the library", () => {
  const calls = recordedCalls<{ op: string; pod: Omit<Pod, "metadata"> }, PodAnswer>("requests");

  it.each(calls.filter(({ input }) => input.op === "podResources"))("agrees in $case", ({ input, expected }) => {
    const asked: Pod = { metadata: { name: "pod" }, ...input.pod };
    const nonZero = placedNonZeroRequests(asked, NEWEST);
    expect({
      ...inText(placedRequests(asked, NEWEST)),
      nonZeroMilliCpu: String(nonZero.cpuMilli),
      nonZeroMemory: String(nonZero.memoryBytes),
    }).toEqual(expected.scheduler);
    expect(incomingRequests(asked, NEWEST)).toEqual(resourceAmounts(readResourceList(expected.podRequests)));
  });
});
