// Who is told of which changes, and in which order.

import { describe, expect, it } from "vitest";

import type { Change, ClusterObserver, Delta } from "../../src/cluster/change.ts";
import { Observers } from "../../src/cluster/observers.ts";
import { NONE } from "../../src/cluster/pod-table.ts";

function delta(change: Change): Delta {
  return { change, pod: NONE, node: NONE };
}

const BOUND = delta({ kind: "pod-bound", pod: 0 });
const DELETED = delta({ kind: "pod-deleted", pod: 0 });

function listening(...concerns: readonly (readonly Change["kind"][] | undefined)[]) {
  const heard: string[] = [];
  const observers = new Observers();
  for (const [number, kinds] of concerns.entries()) {
    const hear = ({ change }: Delta) => void heard.push(`${number} ${change.kind}`);
    const observer: ClusterObserver = kinds === undefined ? { hear } : { concerns: new Set(kinds), hear };
    observers.add(observer);
  }
  return { observers, heard };
}

describe("observers", () => {
  it("hear of what concerns them, in the order in which they came; of all if they do not say", () => {
    const { observers, heard } = listening(["pod-bound"], undefined, [], ["pod-deleted", "pod-bound"]);
    observers.tell(BOUND);
    observers.tell(DELETED);
    expect(heard).toEqual(["0 pod-bound", "1 pod-bound", "3 pod-bound", "1 pod-deleted", "3 pod-deleted"]);
  });

  it("hear from then on when they come later", () => {
    const { observers, heard } = listening(["pod-bound"]);
    observers.tell(BOUND);
    observers.add({ hear: () => void heard.push("late") });
    observers.tell(BOUND);
    expect(heard).toEqual(["0 pod-bound", "0 pod-bound", "late"]);
  });
});
