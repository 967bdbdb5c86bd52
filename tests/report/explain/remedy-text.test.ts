// Changes as sentences: what is told is always enough.

import { describe, expect, it } from "vitest";

import { remedyText } from "../../../src/report/explain/remedy-text.ts";
import type { RemedyChange } from "../../../src/simulation/explain/explanation.ts";

const MIB = 1_048_576;

describe("a change", () => {
  it.each<[RemedyChange, string]>([
    [
      { kind: "allocatable", node: "n1", resource: "cpu", by: 0.25, to: 4, unit: "cores" },
      "250m more cpu on node n1 (4 allocatable)",
    ],
    [
      { kind: "allocatable", node: "n1", resource: "memory", by: MIB + 1, to: 3.001 * 1_024 * MIB, unit: "bytes" },
      "2Mi more memory on node n1 (3.01Gi allocatable)",
    ],
    [
      { kind: "allocatable", node: "n1", resource: "pods", by: 1, to: 111, unit: "count" },
      "1 more pods on node n1 (111 allocatable)",
    ],
    [
      { kind: "request", resource: "memory", from: 2 * MIB, to: 2 * MIB - 1, unit: "bytes" },
      "ask for at most 1Mi of memory, not 2Mi",
    ],
    [{ kind: "label", node: "n1", key: "disk", value: "ssd" }, "label node n1 disk=ssd"],
    [{ kind: "unlabel", node: "n1", key: "disk" }, "take the label disk off node n1"],
    [{ kind: "uncordon", node: "n1" }, "uncordon node n1"],
    [{ kind: "toleration", key: "gpu", value: "", effect: "NoSchedule" }, "tolerate the taint gpu:NoSchedule"],
    [{ kind: "toleration", key: "gpu", value: "a", effect: "NoExecute" }, "tolerate the taint gpu=a:NoExecute"],
    [{ kind: "pod-away", pod: "a/b", node: "n1", priority: 0 }, "pod a/b (priority 0) away from node n1"],
    [{ kind: "max-skew", topologyKey: "zone", from: 1, to: 3 }, "maxSkew 3 instead of 1 for zone"],
    [
      { kind: "companion", node: "n1", namespace: "shop", labels: "app=x" },
      "a pod with app=x in namespace shop on node n1",
    ],
  ])("%o reads as a sentence", (change, sentence) => {
    expect(remedyText(change)).toBe(sentence);
  });
});
