// PrioritySort: who is scheduled first.

import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import type { QueuedPod } from "../../../src/scheduling/framework/plugin.ts";
import { prioritySort } from "../../../src/scheduling/plugins/priority-sort.ts";
import { SmallCluster } from "../small-cluster.ts";

const plugin = new SmallCluster([]).plugin(prioritySort);

function compare(left: QueuedPod, right: QueuedPod): number {
  return plugin.queueSort!(left, right);
}

describe("the queue", () => {
  it("has higher priorities first, then those that entered it earlier, also again", () => {
    const waiting = [
      { name: "retried", priority: 0, queuedAtUs: 90 },
      { name: "fresh", priority: 0, queuedAtUs: 50 },
      { name: "low", priority: -5, queuedAtUs: 1 },
      { name: "high and late", priority: 1000, queuedAtUs: 99 },
    ];
    expect(waiting.toSorted(compare).map(({ name }) => name)).toEqual(["high and late", "fresh", "retried", "low"]);
  });

  it("does not tell pods of one priority and one moment apart", () => {
    expect(compare({ priority: 7, queuedAtUs: 3 }, { priority: 7, queuedAtUs: 3 })).toBe(0);
  });
});

interface RecordedOrder {
  readonly case: string;
  readonly input: {
    readonly pods: readonly {
      readonly metadata: { readonly name: string };
      readonly spec: { readonly priority?: number };
    }[];
    readonly queuedAt: readonly string[];
  };
  readonly expected: { readonly order: readonly string[]; readonly ties: readonly (readonly string[])[] };
}

const recorded = readFileSync(new URL("./data/queue.jsonl", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as RecordedOrder);

describe("the recorded order", () => {
  it.each(recorded)("is the same in $case", ({ input, expected }) => {
    const waiting = input.pods.map(({ metadata, spec }, index) => ({
      name: metadata.name,
      priority: spec.priority ?? 0,
      queuedAtUs: 1000 * Date.parse(input.queuedAt[index]!),
    }));
    const byName = waiting.toSorted((left, right) => (left.name < right.name ? -1 : 1));
    expect(byName.toSorted(compare).map(({ name }) => name)).toEqual(expected.order);
    for (const left of waiting) {
      for (const right of waiting) {
        const together = expected.ties.some((tie) => tie.includes(left.name) && tie.includes(right.name));
        expect(compare(left, right) === 0, `${left.name} and ${right.name}`).toBe(together || left === right);
      }
    }
  });
});
