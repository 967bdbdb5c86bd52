// What lets waiting pods go on, and where they go then.

import { describe, expect, it } from "vitest";

import { moment, SIMULATION_START } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { ClusterEvent, PodEvent } from "../../../src/components/scheduler/cluster-events.ts";
import { SchedulingQueue } from "../../../src/components/scheduler/scheduling-queue.ts";
import { WaitingPods } from "../../../src/components/scheduler/waiting-pods.ts";
import { Waking } from "../../../src/components/scheduler/waking.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { defaultSchedulerConfiguration } from "../../../src/scheduling/configuration/load-configuration.ts";
import { podAsking } from "../../model/build-objects.ts";

const SECOND = 1_000_000;
const FIT = ["NodeResourcesFit"];

function at(seconds: number) {
  return moment(Math.round(seconds * SECOND));
}

/** Three pods of priority 0, 1 and 2; pods in `kept` may not enter the queue. */
function world() {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const moves: string[] = [];
  const skips: string[] = [];
  const kept = new Set<number>();
  for (const priority of [0, 1, 2]) {
    const classId = cluster.classify(podAsking({ cpu: "1" }, { priority }));
    cluster.apply({ kind: "pod-created", classId, name: `p${priority}` }, SIMULATION_START);
  }
  const queue = new SchedulingQueue({
    limits: { initialSeconds: 1, maxSeconds: 10 },
    rule: "own-kind",
    clock: "whole-seconds",
  });
  const waiting = new WaitingPods(
    queue,
    new Waking(cluster, defaultSchedulerConfiguration("1.36")),
    {
      keeperOf: (pod) => (kept.has(pod) ? "SchedulingGates" : undefined),
      moved: (pod, to, event) => void moves.push(`${pod} ${to} ${event}`),
    },
    {
      unschedulableTimeoutUs: 300 * SECOND,
      watch: { skipped: (pod, label) => void skips.push(`${pod} ${label}`) },
    },
  );
  /** Lets the pod come, be tried at once and be refused a moment later. */
  const refuse = (pod: number, seconds: number, plugins: readonly string[] = FIT) => {
    waiting.add(pod, pod, at(seconds));
    waiting.pop(0);
    waiting.expectRefusal(plugins);
    waiting.putBack(pod, plugins, at(seconds));
    waiting.land();
    moves.length = 0;
  };
  return { cluster, waiting, moves, skips, kept, refuse, queue };
}

function departure(pod: number, more: Partial<PodEvent> = {}): PodEvent {
  return { kind: "pod", resource: "AssignedPod", action: "Delete", pod, before: 0, after: 0, ...more };
}

describe("a pod that waits", () => {
  it("goes to the active queue at an event that may help it, if its backoff is over", () => {
    const { waiting, moves, refuse } = world();
    refuse(0, 1);
    waiting.hear(departure(1), at(3));
    expect(moves).toEqual(["0 active AssignedPodDelete"]);
  });

  it("goes to the backoff queue if it is not", () => {
    const { waiting, moves, refuse } = world();
    refuse(0, 1);
    waiting.hear(departure(1), at(1.5));
    expect(moves).toEqual(["0 backoff AssignedPodDelete"]);
    waiting.flushBackoff(at(2));
    expect(moves).toHaveLength(1);
    waiting.flushBackoff(at(3));
    expect(moves.at(-1)).toBe("0 active BackoffComplete");
  });

  it("waits on at others, and whoever watches is told", () => {
    const { waiting, moves, skips, refuse } = world();
    refuse(0, 1, ["NodeAffinity"]);
    waiting.hear(departure(1), at(3));
    expect([moves, skips]).toEqual([[], ["0 AssignedPodDelete"]]);
  });

  it("does not mind what only pods of lower priority minded", () => {
    const { waiting, moves, refuse } = world();
    refuse(2, 1);
    refuse(0, 1);
    waiting.hear(departure(1, { onlyUpTo: 1 }), at(3));
    expect(moves).toEqual(["0 active AssignedPodDelete"]);
  });

  it("goes on by itself once it has waited for too long", () => {
    const { waiting, moves, refuse } = world();
    refuse(0, 1);
    waiting.flushLeftover(at(301));
    expect(moves).toEqual([]);
    waiting.flushLeftover(at(301.1));
    expect(moves).toEqual(["0 active UnschedulableTimeout"]);
  });

  it("goes on at once when it is forced to, from the backoff queue too", () => {
    const { waiting, moves, refuse } = world();
    refuse(0, 1);
    waiting.force(0);
    expect(moves).toEqual(["0 active ForceActivate"]);
    waiting.remove(0);
    refuse(1, 1);
    waiting.hear(departure(2), at(1.5));
    waiting.force(1);
    expect(moves.at(-1)).toBe("1 active ForceActivate");
    expect(waiting.pop(0)?.pod).toBe(1);
    expect(waiting.pop(0)).toBeUndefined();
  });

  it("is forgotten when it is removed", () => {
    const { waiting, moves, refuse } = world();
    refuse(0, 1);
    waiting.remove(0);
    waiting.hear(departure(1), at(3));
    expect(moves).toEqual([]);
  });
});

describe("a pod that may not enter the queue", () => {
  const freed: PodEvent = {
    kind: "pod",
    resource: "UnschedulablePod",
    action: "UpdatePodSchedulingGatesEliminated",
    pod: 0,
    before: 0,
    after: 0,
  };

  it("is gated, hears of nothing that its keeper does not wait for, and is not flushed", () => {
    const { waiting, moves, skips, kept } = world();
    kept.add(0);
    waiting.add(0, 0, at(1));
    waiting.hear(departure(1), at(2));
    waiting.flushLeftover(at(900));
    expect([moves, skips]).toEqual([["0 gated UnschedulablePodAdd"], []]);
  });

  it("enters once an update of its own lets it", () => {
    const { waiting, moves, kept } = world();
    kept.add(0);
    waiting.add(0, 0, at(1));
    waiting.update(0, 0, [freed], at(2));
    expect(moves).toHaveLength(1);
    kept.clear();
    waiting.update(0, 0, [{ ...freed, action: "Update" }, freed], at(3));
    expect(moves.at(-1)).toBe("0 active UnschedulablePodUpdatePodSchedulingGatesEliminated");
  });

  it("is gated when something would wake it", () => {
    const { waiting, moves, kept, refuse } = world();
    refuse(0, 1);
    kept.add(0);
    waiting.hear(departure(1), at(3));
    expect(moves).toEqual(["0 gated AssignedPodDelete"]);
  });
});

describe("a pod that is being tried", () => {
  /** Where it goes when it was refused after hearing of this. */
  function afterHearing(...heard: readonly ClusterEvent[]): string {
    const { waiting, moves } = world();
    waiting.add(0, 0, at(1));
    waiting.pop(0);
    waiting.expectRefusal(FIT);
    for (const event of heard) {
      if (event.kind === "wildcard") waiting.force(event.pod!);
      else waiting.hear(event, at(1.1));
    }
    waiting.putBack(0, FIT, at(1.2));
    return moves.at(-1)!;
  }

  it("goes to the backoff queue if it heard of something that may help, whoever minded", () => {
    expect(afterHearing()).toBe("0 unschedulable ScheduleAttemptFailure");
    expect(afterHearing({ kind: "node", action: "Delete" })).toBe("0 unschedulable ScheduleAttemptFailure");
    expect(afterHearing(departure(1))).toBe("0 backoff ScheduleAttemptFailure");
    expect(afterHearing(departure(1, { onlyUpTo: -5 }))).toBe("0 backoff ScheduleAttemptFailure");
    expect(afterHearing({ kind: "wildcard", label: "ForceActivate", pod: 0 })).toBe("0 backoff ScheduleAttemptFailure");
  });

  it("backs off from an error whatever it heard", () => {
    const { waiting, moves, queue } = world();
    waiting.add(0, 0, at(1));
    waiting.pop(5);
    waiting.putBack(0, [], at(1.2));
    expect(moves.at(-1)).toBe("0 backoff ScheduleAttemptFailure");
    expect(queue.oldestErrorState).toBe(5);
  });

  it("lets it be known what it will wait for", () => {
    const { waiting } = world();
    waiting.add(0, 0, at(1));
    waiting.pop(0);
    expect([waiting.inFlight, waiting.someWaitFor("pod/Add")]).toEqual([0, true]);
  });
});

it("goes on as it was when it was saved", () => {
  const { waiting, refuse } = world();
  refuse(0, 1);
  waiting.add(1, 1, at(2));
  waiting.pop(3);
  waiting.hear(departure(2), at(2));
  const other = world();
  other.waiting.restore(waiting.snapshot());
  expect(other.waiting.snapshot()).toEqual(waiting.snapshot());
  other.waiting.putBack(1, FIT, at(2.1));
  expect(other.moves).toEqual(["1 backoff ScheduleAttemptFailure"]);
});
