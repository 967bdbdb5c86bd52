// The whole answer: policies side by side, and the question in it.

import { describe, expect, it } from "vitest";

import { answerCapacity } from "../../../src/experiment/capacity/answer-capacity.ts";
import { deployment, POOL, questionOf } from "./small-worlds.ts";

describe("a capacity answer", () => {
  it("has a point for each question in their order, and what was asked", () => {
    const web = deployment("web", 2, "cpu: 1");
    const few = { ...questionOf({ pools: [POOL] }, web), label: "few" };
    const many = { ...questionOf({ pools: [POOL.replace("count: 3", "count: 6")] }, web), label: "many" };
    const told: string[] = [];
    const onTrial = (policy: number, lost: string, done: number) => void told.push(`${policy} ${lost} ${done}`);
    const result = answerCapacity([few, many], { asked: "web.yaml", losses: ["zone"], onTrial });
    expect(result).toMatchObject({
      apiVersion: "plimsoll/v1alpha1",
      kind: "CapacityResult",
      scenario: { name: "small" },
      template: { asked: "web.yaml", kind: "Deployment", name: "web", replicas: 2 },
      most: 1_000_000,
    });
    expect(
      result.points.map(({ label, now, afterNode, afterZone }) => [label, now.more, afterNode, afterZone?.min]),
    ).toEqual([
      ["few", 12, null, 8],
      ["many", 24, null, 16],
    ]);
    expect(told.slice(2, 4)).toEqual(["0 zone 2", "1 zone 0"]);
  });
});
