// Deployments whose rollout is over: at rest, a look would find nothing.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { isResting } from "../../../../src/components/controllers/deployment/resting-rollouts.ts";
import { syncDeployment } from "../../../../src/components/controllers/deployment/sync-deployment.ts";
import type { Deployment, ReplicaSet } from "../../../../src/model/api/types/workload.ts";
import { play, type FakeWorld } from "../fake-view.ts";
import { condition, deployment, replicaSet, REVISION, viewOf, type ReplicaSetTraits } from "./build-deployments.ts";

const OVER = { conditions: [condition("Progressing", "True", "NewReplicaSetAvailable")] };

/** The Deployment as the server stores it after one look. */
function looked(own: Deployment, sets: readonly ReplicaSet[], world: FakeWorld = {}): Deployment {
  let stored = own;
  const sync = syncDeployment(viewOf(own, sets, world), own);
  for (let turn = sync.next(); turn.done !== true;) {
    if (turn.value.verb === "updateStatus") stored = turn.value.stored.object as Deployment;
    turn = sync.next({ kind: "done", name: "web", stored: { kind: "Deployment", object: stored } });
  }
  return stored;
}

/** Whether it rests in a cluster with these ReplicaSets. */
function rests(own: Deployment, sets: readonly ReplicaSet[]): boolean {
  return isResting(viewOf(own, sets), own);
}

const REASONS = ["NewReplicaSetAvailable", "ReplicaSetUpdated", "ProgressDeadlineExceeded", "DeploymentPaused"];
const FAILURE = { type: "ReplicaFailure", status: "True", reason: "FailedCreate", message: "no" };

const SET = fc.record({
  image: fc.constantFrom("web:v2", "web:v2", "web:v2", "web:v1"),
  replicas: fc.constantFrom(4, 4, 4, 3),
  actual: fc.nat(5),
  available: fc.nat(4),
  revision: fc.constantFrom(1, 1, 2),
  conditions: fc.constantFrom(undefined, undefined, [FAILURE]),
});

/** Most often one, as nothing else comes to rest. */
const SETS = fc.oneof({ weight: 4, arbitrary: fc.tuple(SET) }, { weight: 1, arbitrary: fc.tuple(SET, SET) });

const OWN = fc
  .record({
    reason: fc.constantFrom(...REASONS, "NewReplicaSetAvailable"),
    deadline: fc.constantFrom(600, 600, undefined),
    limit: fc.constantFrom(10, 0),
    revision: fc.constantFrom("1", "1", "2"),
    paused: fc.constantFrom(undefined, undefined, true),
  })
  .map(({ reason, deadline, limit, revision, paused }) => {
    const { progressDeadlineSeconds: _, ...spec } = deployment().spec!;
    const timed = deadline === undefined ? spec : { ...spec, progressDeadlineSeconds: deadline };
    const own = deployment({}, { conditions: [condition("Progressing", "True", reason)] }, { [REVISION]: revision });
    return { ...own, spec: { ...timed, revisionHistoryLimit: limit, ...(paused === undefined ? {} : { paused }) } };
  });

describe("a Deployment at rest", () => {
  it("would ask for nothing, now or later, if it was looked at nevertheless", () => {
    let resting = 0;
    fc.assert(
      fc.property(OWN, SETS, fc.nat(10 ** 10), (own, traits, nowUs) => {
        const sets = traits.map((each, at) => replicaSet(`set-${at}`, each as ReplicaSetTraits));
        const stored = looked(own, sets);
        if (!rests(stored, sets)) return;
        resting += 1;
        // Another object of the same content is not known to rest.
        const same = { ...stored };
        expect(rests(same, sets)).toBe(false);
        const { told, value } = play(syncDeployment(viewOf(same, sets, { nowUs }), same));
        expect({ told, value }).toEqual({ told: [], value: { kind: "done" } });
      }),
      { seed: 7_013, numRuns: 800 },
    );
    expect(resting).toBeGreaterThan(40);
  });

  it("rests after its own write, until it or its ReplicaSet is another object, or another one comes", () => {
    const set = replicaSet("b", { available: 3 });
    const stored = looked(deployment({}, OVER, { [REVISION]: "1" }), [set]);
    expect(stored.status).toMatchObject({ availableReplicas: 3, unavailableReplicas: 1 });
    expect(rests(stored, [set])).toBe(true);
    expect(rests({ ...stored }, [set])).toBe(false);
    expect(rests(stored, [{ ...set }])).toBe(false);
    expect(rests(stored, [set, replicaSet("a", { image: "web:v1" })])).toBe(false);
    const { ownerReferences: _, ...metadata } = replicaSet("c").metadata ?? {};
    expect(rests(stored, [set, { ...replicaSet("c"), metadata }])).toBe(false);
    expect(play(syncDeployment(viewOf(stored, [set]), stored)).told).toEqual([]);
  });

  it("does not rest while its rollout goes on", () => {
    const set = replicaSet("b", { available: 3 });
    const going = { conditions: [condition("Progressing", "True", "ReplicaSetUpdated")] };
    expect(rests(looked(deployment({}, going, { [REVISION]: "1" }), [set]), [set])).toBe(false);
  });
});
