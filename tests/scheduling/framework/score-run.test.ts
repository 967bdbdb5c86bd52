// Scores of nodes as the only candidates: normalised among them, weighed and summed up.

import { describe, expect, it } from "vitest";

import { defaultSchedulerConfiguration } from "../../../src/scheduling/configuration/load-configuration.ts";
import { LiveNode } from "../../../src/scheduling/framework/node-view.ts";
import { scoreNodes } from "../../../src/scheduling/framework/score-run.ts";
import { smallNode, smallPod } from "../../simulation/small-plan.ts";
import { SmallCluster } from "../small-cluster.ts";

describe("the scores of two nodes", () => {
  const small = new SmallCluster([
    smallNode("half", { cpu: "2", memory: "4Gi" }),
    smallNode("whole", { cpu: "4", memory: "8Gi" }),
  ]);
  const runtime = small.scheduler(defaultSchedulerConfiguration("1.36")).runtimeFor("default-scheduler")!;
  const pod = small.pod(smallPod({ cpu: "1", memory: "2Gi" }));
  const views = [...small.cluster.nodeOrder].map((node) => new LiveNode(small.cluster, node));
  const scoring = scoreNodes(runtime, pod, views);

  it("are there for every plugin that has something to say", () => {
    const plugins = scoring.kind === "scored" ? [...scoring.scores.keys()] : [];
    expect(plugins).toContain("NodeResourcesFit");
    expect(plugins).not.toContain("NodeAffinity");
  });

  it("add up to the totals, each with its weight", () => {
    if (scoring.kind !== "scored") throw new Error(scoring.message);
    for (const [index, total] of scoring.totals.entries()) {
      const sum = runtime.score.reduce(
        (left, { name, weight }) => left + weight * (scoring.scores.get(name)?.[index] ?? 0),
        0,
      );
      expect(total).toBe(sum);
    }
    expect(scoring.totals[1]).toBeGreaterThan(scoring.totals[0]!);
  });
});
