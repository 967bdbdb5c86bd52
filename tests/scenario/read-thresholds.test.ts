// Promises in a scenario.

import { describe, expect, it } from "vitest";

import { load, scenario } from "./memory-files.ts";

describe("the promises of a scenario", () => {
  it("are in the plan, in order", () => {
    const { plan } = load({
      "s.yaml": scenario(
        "  thresholds:\n    - pending_pods value < 1\n    - scheduler_pod_scheduling_attempts p(50) > 2\n",
      ),
    });
    expect(plan?.thresholds.map(({ metric }) => metric)).toEqual(["pending_pods", "scheduler_pod_scheduling_attempts"]);
  });

  it("are refused one by one, each with how far it was understood", () => {
    const { errors } = load({ "s.yaml": scenario("  thresholds:\n    - a p99 < 1\n    - b value < 1s\n") });
    expect(errors).toMatchObject([
      {
        code: "bad-threshold",
        position: { line: 8, column: 7 },
        suggestion: "p(99)",
        message: 'p99 is no figure of a metric (after "a")',
      },
      { code: "bad-threshold", position: { line: 9 }, message: '1s is no number (after "b value <")' },
    ]);
  });

  it.each<[string, object]>([
    ["scheduler_pending_pod value < 1", { suggestion: "scheduler_pending_pods" }],
    ["pending_pod value < 1", { suggestion: "pending_pods" }],
    ["pending_pods{queu=active} value < 1", { suggestion: "queue", expected: "one of queue" }],
    ["kube_pod_status_unschedulable{a=b} value < 1", { expected: "no labels" }],
    ["pending_pods{queue=unschedulabel} value < 1", { suggestion: "unschedulable" }],
    ["kube_pod_status_phase{phase=pending} value < 1", { suggestion: "Pending" }],
    ["plimsoll_requested_ratio value < 1", { expected: "a resource: plimsoll_requested_ratio{resource=cpu}" }],
    ["plimsoll_workload_replicas_missing{kind=deployment} value < 1", { suggestion: "Deployment" }],
    [
      "plimsoll_workload_replicas_missing{kind=Job,name=x} value < 1",
      { expected: expect.stringMatching(/^one of Deployment, /) as string },
    ],
    ["plimsoll_workload_replicas_missing value < 1", { expected: "spec.controllers: simulated" }],
    ["pending_pods p(99) < 1", { suggestion: "value", message: expect.stringContaining("is a gauge") as string }],
  ])("%s names what there is not", (text, problem) => {
    const { errors } = load({ "s.yaml": scenario(`  thresholds: ['${text}']\n`) });
    expect(errors).toMatchObject([{ code: "bad-threshold", ...problem }]);
  });
});
