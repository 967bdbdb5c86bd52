// What was measured, by pod.

import { describe, expect, it } from "vitest";

import type { PodUsageSample } from "../../../../src/cluster/metrics-client.ts";
import {
  customSamples,
  failureOf,
  resourceSamples,
} from "../../../../src/components/controllers/horizontal-pod-autoscaler/pod-samples.ts";

const TWO: PodUsageSample = {
  pod: "web-1",
  timestampUs: 7,
  windowUs: 15,
  containers: [
    { name: "main", cpuMilli: 100, memoryMilli: 1000 },
    { name: "proxy", cpuMilli: 20, memoryMilli: undefined, otherMilli: new Map([["ephemeral-storage", 5]]) },
  ],
};

function valuesOf(samples: readonly PodUsageSample[], resource: string, container = ""): unknown {
  const answer = resourceSamples({ kind: "listed", samples }, resource, container);
  return answer.kind === "failed"
    ? answer.message
    : [...answer.samples].map(([pod, { valueMilli }]) => [pod, valueMilli]);
}

describe("samples of a resource", () => {
  it("are sums over containers, or of the one that is meant", () => {
    expect(valuesOf([TWO], "cpu")).toEqual([["web-1", 120]]);
    expect(valuesOf([TWO], "cpu", "proxy")).toEqual([["web-1", 20]]);
    expect(valuesOf([TWO], "ephemeral-storage", "proxy")).toEqual([["web-1", 5]]);
  });

  it("lack pods of which some container was not measured", () => {
    expect(valuesOf([TWO], "memory")).toEqual([]);
    expect(valuesOf([{ ...TWO, containers: [] }], "cpu")).toEqual([]);
    expect(valuesOf([TWO], "cpu", "absent")).toEqual([]);
  });

  it("are missed in the client's words", () => {
    expect(valuesOf([], "cpu")).toBe("no metrics returned from resource metrics API");
    const down = { kind: "failed", message: "down" } as const;
    expect(failureOf(down, "external")).toBe("unable to fetch metrics from external metrics API: down");
    expect(customSamples(down)).toEqual({
      kind: "failed",
      message: "unable to fetch metrics from custom metrics API: down",
    });
  });
});

describe("samples of a custom metric", () => {
  it("cover a minute where the adapter does not say", () => {
    const samples = [{ describedName: "web-1", timestampUs: 0, valueMilli: 5 }];
    const answer = customSamples({ kind: "listed", samples });
    expect(answer.kind === "samples" && answer.samples.get("web-1")?.windowUs).toBe(60_000_000);
  });
});
