// Whom a kubelet ends for a critical pod. Cases after pkg/kubelet/preemption/preemption_test.go, v1.36.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { QualityOfService } from "../../../src/model/api/pod-quality-of-service.ts";
import { podsToPreempt, type PreemptablePod } from "../../../src/model/kubelet/critical-preemption.ts";

interface NamedPod extends PreemptablePod {
  readonly name: string;
}

function pod(
  name: string,
  qualityOfService: QualityOfService,
  amounts: Readonly<Record<string, number>>,
  more: Partial<PreemptablePod> = {},
): NamedPod {
  const requests = (resource: string) => (resource === "pods" ? 1 : (amounts[resource] ?? 0));
  return { name, qualityOfService, isCritical: false, priority: 0, requests, ...more };
}

const PODS = [
  pod("best-effort", "BestEffort", {}),
  pod("burstable", "Burstable", { cpu: 100, memory: 100 }),
  pod("large-burstable", "Burstable", { cpu: 300, memory: 300 }),
  pod("guaranteed", "Guaranteed", { cpu: 100, memory: 100 }),
  pod("large-guaranteed", "Guaranteed", { cpu: 300, memory: 300 }),
];

function victims(requirements: Readonly<Record<string, number>>, pods: readonly NamedPod[] = PODS, priority = 2e9) {
  const listed = Object.entries(requirements).map(([resource, amount]) => ({ resource, amount }));
  const choice = podsToPreempt(priority, pods, listed);
  return choice.kind === "victims" ? choice.pods.map(({ name }) => name) : choice.words;
}

describe("the pods that a kubelet ends for a critical one", () => {
  it("are none where nothing is missing", () => {
    expect(victims({})).toEqual([]);
  });

  it("are of the lowest quality of service that is enough", () => {
    expect(victims({ pods: 1 })).toEqual(["best-effort"]);
    expect(victims({ cpu: 100 })).toEqual(["burstable"]);
    expect(victims({ cpu: 400 })).toEqual(["large-burstable", "burstable"]);
    expect(victims({ cpu: 500 })).toEqual(["large-burstable", "burstable", "guaranteed"]);
  });

  it("are as few as can be, and of equals the smaller", () => {
    expect(victims({ cpu: 200 })).toEqual(["large-burstable"]);
    expect(victims({ cpu: 90, memory: 100 })).toEqual(["burstable"]);
    expect(victims({ cpu: 700 })).toEqual(["large-burstable", "burstable", "large-guaranteed"]);
  });

  it("are never critical themselves, unless they matter less", () => {
    const critical = pod("critical", "BestEffort", { cpu: 50 }, { isCritical: true, priority: 2e9 });
    expect(victims({ cpu: 50 }, [critical])).toBe(
      "no set of running pods found to reclaim resources: [(res: cpu, q: 50), ]",
    );
    expect(victims({ cpu: 50 }, [critical], 2e9 + 1000)).toEqual(["critical"]);
  });

  it("are enough for all that is missing, with none too many of their kind", () => {
    const amount = fc.integer({ min: 0, max: 10 });
    const somePod = fc
      .tuple(fc.constantFrom<QualityOfService>("BestEffort", "Burstable", "Guaranteed"), amount, amount)
      .map(([quality, cpu, memory]) => pod("", quality, { cpu, memory }));
    const cases = fc.property(fc.array(somePod, { maxLength: 8 }), amount, amount, (pods, cpu, memory) => {
      const requirements = [
        { resource: "cpu", amount: cpu },
        { resource: "memory", amount: memory },
      ].filter((requirement) => requirement.amount > 0);
      const sum = (of: readonly PreemptablePod[], resource: string) =>
        of.reduce((total, { requests }) => total + requests(resource), 0);
      const choice = podsToPreempt(2e9, pods, requirements);
      const isPossible = requirements.every(({ resource, amount: missing }) => sum(pods, resource) >= missing);
      expect(choice.kind).toBe(isPossible ? "victims" : "impossible");
      if (choice.kind === "impossible") return;
      expect(new Set(choice.pods).size).toBe(choice.pods.length);
      for (const { resource, amount: missing } of requirements) {
        expect(sum(choice.pods, resource)).toBeGreaterThanOrEqual(missing);
      }
    });
    fc.assert(cases, { seed: 7, numRuns: 300 });
  });
});
