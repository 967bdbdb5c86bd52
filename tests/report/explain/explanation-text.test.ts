// The text of an explanation: the verdict first, and nothing that a terminal would take for a command.

import { describe, expect, it } from "vitest";

import { explanationText } from "../../../src/report/explain/explanation-text.ts";
import type { Explanation, PodAnswer } from "../../../src/simulation/explain/explanation.ts";
import { HOSTILE } from "../hostile-result.ts";
import { SAMPLE_EXPLANATION } from "./sample-explanation.ts";

const TEXT = explanationText(SAMPLE_EXPLANATION);

function answered(answer: PodAnswer): string {
  return explanationText({ ...SAMPLE_EXPLANATION, workload: null, answer });
}

describe("an explanation as text", () => {
  it("begins with the verdict in kube-scheduler's words", () => {
    expect(TEXT.split("\n").slice(0, 4)).toEqual([
      "deployment/web: 3 pods, 2 of them waiting",
      "pod default/web-1 waits after 2 attempts, at 1m 30s of small",
      "0/2 nodes are available: 1 Insufficient cpu, 1 node(s) were unschedulable.",
      "The last attempt was at 1m.",
    ]);
  });

  it("says what was looked at, what refused, who would go, what one node says, and what it would take", () => {
    for (const line of [
      "Looked at 2 of 2 nodes, beginning at n2. 0 of them fit.",
      "NodeResourcesFit       1  Insufficient cpu",
      "makes room on node n1: default/old must go (1 candidate)",
      "PREEMPTION, AT 30s",
      "makes room on node n2: default/older must go",
      "NodeUnschedulable  refuses  node(s) were unschedulable (preemption cannot help)",
      "They have nothing to say of this pod: NodePorts",
      "n2      380  NodeResourcesFit 80×1",
      "1. uncordon node n2",
      "   then it fits on node n2",
    ]) {
      expect(TEXT).toContain(line);
    }
  });

  it("tells a moment from the last attempt where they differ", () => {
    if (SAMPLE_EXPLANATION.answer.kind !== "waiting") throw new Error("a waiting pod");
    const text = answered({ ...SAMPLE_EXPLANATION.answer, lastAttempt: { atSeconds: 60, message: "another one" } });
    expect(text).toContain("The last attempt was at 1m: another one\nNow: 0/2 nodes are available");
  });

  it.each<[PodAnswer, string]>([
    [{ kind: "bound-before", node: "n1" }, "stands on node n1"],
    [
      { kind: "refused", plugin: "LimitRanger", message: "no", atSeconds: 1 },
      "Admission (LimitRanger) refused it at 1s: no",
    ],
    [
      { kind: "other-scheduler", schedulerName: "x", profiles: ["a", "b"] },
      "Its schedulerName is x; the profiles here are a, b.",
    ],
    [{ kind: "gated", plugin: "SchedulingGates", reasons: ["waiting"] }, "SchedulingGates: waiting"],
    [{ kind: "not-there-yet", arrivesAtSeconds: 5 }, "It is created at 5s."],
  ])("has a sentence for %o", (answer, sentence) => {
    expect(answered(answer)).toContain(sentence);
  });

  it("shows what names hold, and lets nothing through", () => {
    const hostile: Explanation = { ...SAMPLE_EXPLANATION, pod: { namespace: HOSTILE, name: HOSTILE } };
    // oxlint-disable-next-line no-control-regex -- control characters are what it looks for
    expect(explanationText(hostile)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u009b\u202e]/);
  });
});
