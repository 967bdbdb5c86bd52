// Whether a rollout goes on.

import { describe, expect, it } from "vitest";

import { hasProgressDeadline, syncRolloutStatus } from "../../../../src/components/controllers/deployment/progress.ts";
import type { Deployment, ReplicaSet } from "../../../../src/model/api/types/workload.ts";
import { play } from "../fake-view.ts";
import { condition, deployment, replicaSet, workOn } from "./build-deployments.ts";

const NEW = replicaSet("web-b", { replicas: 4, available: 2 });
const AT = "1970-01-01T00:00:10Z";

/** The last of the ReplicaSets is the new one, unless there is none. */
function judged(own: Deployment, sets: readonly ReplicaSet[], nowUs = 20_000_000, newest: "last" | "none" = "last") {
  const work = workOn(own, sets, { nowUs });
  const played = play(syncRolloutStatus(work, sets, newest === "none" ? undefined : sets.at(-1)));
  return { ...played, conditions: work.deployment.status?.conditions ?? [] };
}

function progressing(reason: string, status = "True") {
  return [condition("Progressing", status, reason, AT)];
}

/** The status that says what `NEW` has. */
function told(conditions: ReturnType<typeof progressing>): Deployment["status"] {
  return {
    observedGeneration: 1,
    replicas: 4,
    updatedReplicas: 4,
    readyReplicas: 2,
    availableReplicas: 2,
    unavailableReplicas: 2,
    terminatingReplicas: 0,
    conditions: [
      ...conditions,
      {
        ...condition("Available", "False", "MinimumReplicasUnavailable", AT),
        message: "Deployment does not have minimum availability.",
      },
    ],
  };
}

describe("a rollout", () => {
  it("goes on with each step, and keeps when it began", () => {
    const { conditions } = judged(deployment({}, { conditions: progressing("NewReplicaSetCreated") }), [NEW]);
    expect(conditions.at(-1)).toEqual({
      type: "Progressing",
      status: "True",
      reason: "ReplicaSetUpdated",
      message: 'ReplicaSet "web-b" is progressing.',
      lastUpdateTime: "1970-01-01T00:00:20Z",
      lastTransitionTime: AT,
    });
  });

  it("begins anew where it had stopped", () => {
    const { conditions } = judged(deployment({}, { conditions: progressing("ProgressDeadlineExceeded", "False") }), [
      NEW,
    ]);
    expect(conditions.at(-1)).toMatchObject({ status: "True", lastTransitionTime: "1970-01-01T00:00:20Z" });
  });

  it("is over when it is complete", () => {
    const { conditions } = judged(deployment({}, { conditions: progressing("ReplicaSetUpdated") }), [
      replicaSet("web-b"),
    ]);
    expect(conditions).toContainEqual(
      expect.objectContaining({
        reason: "NewReplicaSetAvailable",
        message: 'ReplicaSet "web-b" has successfully progressed.',
      }),
    );
  });

  it("is not judged again once it is over", () => {
    const own = deployment({}, { conditions: progressing("NewReplicaSetAvailable") });
    expect(judged(own, [NEW]).conditions[0]).toMatchObject({ reason: "NewReplicaSetAvailable", lastUpdateTime: AT });
  });

  it("is that of the Deployment where no ReplicaSet is new", () => {
    const { conditions } = judged(deployment(), [replicaSet("web-a", { image: "web:v1" })], 0, "none");
    expect(conditions.at(-1)).toMatchObject({ message: 'Deployment "web" is progressing.' });
  });

  it("is not spoken of without a deadline", () => {
    const own = deployment(
      { progressDeadlineSeconds: 2_147_483_647 },
      { conditions: progressing("ReplicaSetUpdated") },
    );
    expect(hasProgressDeadline(own)).toBe(false);
    expect(judged(own, [NEW]).conditions.map(({ type }) => type)).toEqual(["Available"]);
  });
});

describe("a rollout of which nothing is heard", () => {
  const own = deployment({ progressDeadlineSeconds: 30 }, told(progressing("ReplicaSetUpdated")));

  it("is looked at a second after its deadline", () => {
    expect(judged(own, [NEW], 20_500_000)).toMatchObject({ told: [], value: { kind: "done", afterUs: 20_500_000 } });
  });

  it("is looked at right after its deadline where that is near", () => {
    expect(judged(own, [NEW], 39_500_000).value).toEqual({ kind: "done", afterUs: 505_000 });
    expect(judged(own, [NEW], 40_000_000).value).toEqual({ kind: "done", afterUs: 5_000 });
  });

  it("is left alone where it was complete once", () => {
    const complete = deployment({ progressDeadlineSeconds: 30 }, told(progressing("NewReplicaSetAvailable")));
    expect(judged(complete, [NEW], 90_000_000)).toMatchObject({ told: [], value: { kind: "done" } });
  });

  it("is given up after its deadline, and not before", () => {
    expect(judged(own, [NEW], 40_000_000).told).toEqual([]);
    const { conditions } = judged(own, [NEW], 40_000_001);
    expect(conditions.at(-1)).toMatchObject({
      status: "False",
      reason: "ProgressDeadlineExceeded",
      message: 'ReplicaSet "web-b" has timed out progressing.',
    });
  });

  it("is not looked at again when it is given up", () => {
    const late = deployment({ progressDeadlineSeconds: 30 }, told(progressing("ProgressDeadlineExceeded", "False")));
    expect(judged(late, [NEW], 90_000_000).value).toEqual({ kind: "done" });
  });
});

describe("a failure to make pods", () => {
  const failing = (name: string, message: string, image?: string) =>
    replicaSet(name, {
      ...(image === undefined ? {} : { image }),
      conditions: [{ ...condition("ReplicaFailure", "True", "FailedCreate", AT), message }],
    });

  it("is the new ReplicaSet's before that of an old one", () => {
    const { conditions } = judged(deployment(), [failing("web-a", "old", "web:v1"), failing("web-b", "new")]);
    expect(conditions.at(-1)).toMatchObject({ type: "ReplicaFailure", message: "new", lastUpdateTime: AT });
  });

  it("is an old one's where the new one has none", () => {
    expect(judged(deployment(), [failing("web-a", "old", "web:v1"), NEW]).conditions.at(-1)).toMatchObject({
      message: "old",
    });
  });

  it("is taken back", () => {
    const own = deployment({}, { conditions: [condition("ReplicaFailure", "True", "FailedCreate")] });
    expect(judged(own, [NEW]).conditions.map(({ type }) => type)).not.toContain("ReplicaFailure");
  });
});
