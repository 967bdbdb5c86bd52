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

  // GetResourceRequestQuantity asks PodRequests: sidecars count beside the containers, other init containers set a floor.
  it("may use what its sidecars ask for, too", () => {
    const sidecar = { name: "s", restartPolicy: "Always", resources: { requests: { memory: "1000" } } };
    const starter = { name: "i", resources: { requests: { memory: "500" } } };
    const helped = pod("helped", { memoryBytes: 1090 }, { memory: "100" }, { initContainers: [sidecar] });
    const started = pod("started", { memoryBytes: 590 }, { memory: "100" }, { initContainers: [starter] });
    const alone = pod("alone", { memoryBytes: 200 }, { memory: "100" });
    expect(victim("memory.available", [helped, started, alone])?.name).toBe("alone");
    const waits = pod("waits", { memoryBytes: 1490 }, { memory: "100" }, { initContainers: [sidecar, starter] });
    expect(victim("memory.available", [waits, alone])?.name).toBe("alone");
  });

  it("is judged by what it asks for as a whole, and then by nothing that is asked for only so", () => {
    const whole = { resources: { requests: { memory: "2000" } } };
    const roomy = pod("roomy", { memoryBytes: 1500 }, { memory: "10" }, whole);
    const cramped = pod("cramped", { memoryBytes: 20 }, { memory: "10" });
    expect(victim("memory.available", [roomy, cramped])?.name).toBe("cramped");
    const onDisk = pod("on disk", { diskBytes: 20 }, { "ephemeral-storage": "1000" }, whole);
    const modest = pod("modest", { diskBytes: 20 }, { "ephemeral-storage": "1000" });
    expect(victim("nodefs.available", [modest, onDisk])?.name).toBe("on disk");
    const limited = pod("limited", { memoryBytes: 500 }, { memory: "1000" }, { resources: { limits: { cpu: "1" } } });
    expect(victim("memory.available", [cramped, limited])?.name).toBe("limited");
  });

  it("has overhead besides where it asks for anything", () => {
    const overhead = { memory: "1000" };
    const asks = pod("asks", { memoryBytes: 1090 }, { memory: "100" }, { overhead });
    const asksNothing = pod("asks nothing", { memoryBytes: 50 }, {}, { overhead });
    expect(victim("memory.available", [asks, asksNothing])?.name).toBe("asks nothing");
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

  // evictionMessage: podMessageFmt before the containers, whatever the pod used.
  it("is told of the pod's own request of memory first", () => {
    const use = { memoryBytes: 2048, containers: [{ name: "c", memoryBytes: 2048, diskBytes: 0 }] };
    const whole = pod("p", use, { memory: "1Ki" }, { resources: { requests: { memory: "4Ki" } } });
    expect(victim("memory.available", [whole])?.message).toBe(
      "The node was low on resource: memory. Threshold quantity: 100, available: 7. " +
        "Pod p was using 2Ki, request is 4Ki, has larger consumption of memory. " +
        "Container c was using 2Ki, request is 1Ki, has larger consumption of memory. ",
    );
    expect(victim("nodefs.available", [whole])?.message).not.toContain("Pod p");
  });
});
