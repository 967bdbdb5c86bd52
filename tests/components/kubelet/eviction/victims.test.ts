// Whom the kubelet evicts.

import { describe, expect, it } from "vitest";

import {
  parseThresholdValue,
  type Signal,
  type Threshold,
} from "../../../../src/components/kubelet/eviction/thresholds.ts";
import { chooseVictim, type PodUse, type UsingPod } from "../../../../src/components/kubelet/eviction/victims.ts";
import type { PodSpec } from "../../../../src/model/objects.ts";

const NONE: PodUse = { memoryBytes: 0, diskBytes: 0, processes: 0, containers: [] };

function pod(
  name: string,
  use: Partial<PodUse> | undefined,
  requests: Readonly<Record<string, string>> = {},
  spec: Partial<PodSpec> = {},
): UsingPod {
  return {
    pod: { metadata: { name }, spec: { containers: [{ name: "c", resources: { requests } }], ...spec } },
    use: use === undefined ? undefined : { ...NONE, ...use },
  };
}

const threshold = (signal: Signal, graceUs = 0): Threshold => ({
  signal,
  value: parseThresholdValue("100")!,
  graceUs,
  minimumReclaim: undefined,
});

function victim(signal: Signal, pods: readonly UsingPod[], graceUs = 0) {
  const asked = threshold(signal, graceUs);
  const seen = { [signal]: { available: 7, capacity: 1000 } };
  const eviction = chooseVictim(pods, asked, [asked], seen, 10);
  return eviction === undefined ? undefined : { ...eviction, name: pods[eviction.victim]!.pod.metadata.name };
}

describe("the victim", () => {
  it("of memory uses more than it asked for, then matters less, then uses most beyond", () => {
    const modest = pod("modest", { memoryBytes: 900 }, { memory: "1000" }, { priority: -5 });
    const important = pod("important", { memoryBytes: 5000 }, { memory: "10" }, { priority: 5 });
    const greedy = pod("greedy", { memoryBytes: 500 }, { memory: "10" });
    const greedier = pod("greedier", { memoryBytes: 600 }, { memory: "10" });
    expect(victim("memory.available", [modest, important, greedy, greedier])?.name).toBe("greedier");
    expect(victim("memory.available", [modest, important])?.name).toBe("important");
  });

  it("is one without figures before all others", () => {
    expect(victim("nodefs.available", [pod("known", { diskBytes: 9 }), pod("unknown", undefined)])?.name).toBe(
      "unknown",
    );
  });

  it("of processes is the least important one, and of those the one with most", () => {
    const pods = [
      pod("a", { processes: 5 }),
      pod("b", { processes: 9 }),
      pod("c", { processes: 99 }, {}, { priority: 1 }),
    ];
    expect(victim("pid.available", pods)?.name).toBe("b");
  });

  it("is never critical", () => {
    const critical = pod("critical", { memoryBytes: 5 }, {}, { priority: 2_000_000_000 });
    expect(victim("memory.available", [critical])).toBeUndefined();
    expect(victim("memory.available", [critical, pod("other", {})])?.name).toBe("other");
  });

  it("gets a second for a hard threshold, and for a soft one its grace within bounds", () => {
    const patient = pod("p", {}, {}, { terminationGracePeriodSeconds: 60 });
    const hasty = pod("p", {}, {}, { terminationGracePeriodSeconds: 3 });
    expect(victim("memory.available", [patient])?.graceSeconds).toBe(1);
    expect(victim("memory.available", [patient], 5)?.graceSeconds).toBe(10);
    expect(victim("memory.available", [hasty], 5)?.graceSeconds).toBe(3);
  });

  it("is told what was low, and which containers used more than they asked for", () => {
    const use = { memoryBytes: 2048, containers: [{ name: "c", memoryBytes: 2048, diskBytes: 0 }] };
    expect(victim("memory.available", [pod("p", use, { memory: "1Ki" })])?.message).toBe(
      "The node was low on resource: memory. Threshold quantity: 100, available: 7. " +
        "Container c was using 2Ki, request is 1Ki, has larger consumption of memory. ",
    );
  });
});
