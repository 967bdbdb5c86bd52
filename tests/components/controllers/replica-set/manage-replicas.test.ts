// How a ReplicaSet comes to its number of pods.

import { describe, expect, it } from "vitest";

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import { Expectations } from "../../../../src/components/controllers/expectations.ts";
import { manageReplicas } from "../../../../src/components/controllers/replica-set/manage-replicas.ts";
import type { Write, WriteResult } from "../../../../src/components/controllers/controller.ts";
import { fakeView, play, type Played } from "../fake-view.ts";
import { replicated, webPod } from "./build-replica-sets.ts";

type Refusal = Extract<WriteResult, { kind: "refused" }>;

const FORBIDDEN: Refusal = { kind: "refused", reason: "Forbidden", message: "exceeded quota" };

function managed(
  pods: readonly LivePod[],
  replicas: number,
  refusals: Readonly<Record<string, Refusal>> = {},
): Played<string | undefined> & { readonly isSatisfied: boolean } {
  const expectations = new Expectations();
  const view = fakeView({ pods });
  const played = play(manageReplicas(view, expectations, replicated(replicas), pods), refusals);
  return { ...played, isSatisfied: expectations.isSatisfied("default/web", 0) };
}

function count(writes: readonly Write[], verb: string): number {
  return writes.filter((write) => write.verb === verb).length;
}

describe("a ReplicaSet with too few pods", () => {
  it("makes them of its template, and says so", () => {
    const { writes, told, value } = managed([], 2);
    expect(told).toEqual(["create-pod web-", "event SuccessfulCreate", "create-pod web-", "event SuccessfulCreate"]);
    expect(writes[0]).toMatchObject({
      namespace: "default",
      generateName: "web-",
      owner: { kind: "ReplicaSet", name: "web", uid: "uid-web", controller: true, blockOwnerDeletion: true },
    });
    expect(writes[1]).toMatchObject({ kind: "ReplicaSet", name: "web", type: "Normal", message: "Created pod: made" });
    expect(value).toBeUndefined();
  });

  it("shares one template between all of them", () => {
    const [first, , second] = managed([], 2).writes;
    expect(first).toHaveProperty("template");
    expect((first as { template: object }).template).toBe((second as { template: object }).template);
  });

  it("makes 500 at the most", () => {
    expect(count(managed([], 600).writes, "create-pod")).toBe(500);
  });

  it("waits to see them", () => {
    expect(managed([], 2).isSatisfied).toBe(false);
  });

  it("stops after the batch in which one fails, and waits for none that was not made", () => {
    const { told, value, isSatisfied } = managed([], 7, { "create-pod web-": FORBIDDEN });
    expect(told).toEqual(["create-pod web-", "event FailedCreate"]);
    expect([value, isSatisfied]).toEqual(["exceeded quota", true]);
  });

  it("doubles its batches, and goes through the one that fails", () => {
    const expectations = new Expectations();
    const requests = manageReplicas(fakeView({}), expectations, replicated(10), []);
    let creations = 0;
    for (let turn = requests.next(); turn.done !== true;) {
      const isCreation = turn.value.verb === "create-pod";
      if (isCreation) creations += 1;
      // The second of the second batch fails, and the third batch does not come.
      turn = requests.next(isCreation && creations === 3 ? FORBIDDEN : { kind: "done", name: "made" });
    }
    expect(creations).toBe(3);
  });

  it("makes nothing of a namespace that ends, and waits for the pods all the same", () => {
    const ending: Refusal = { kind: "refused", reason: "NamespaceTerminating", message: "ending" };
    const { told, value, isSatisfied } = managed([], 2, { "create-pod web-": ending });
    expect(told).toEqual(["create-pod web-", "create-pod web-"]);
    expect([value, isSatisfied]).toEqual([undefined, false]);
  });
});

describe("a ReplicaSet with too many pods", () => {
  const pods = [webPod("a"), webPod("b", { readySinceUs: undefined }), webPod("c")];

  it("deletes those that go first, and says so", () => {
    const { writes, isSatisfied } = managed(pods, 2);
    expect(writes).toMatchObject([
      { verb: "delete-pod", name: "b", uid: "uid-b" },
      { verb: "event", reason: "SuccessfulDelete", message: "Deleted pod: b" },
    ]);
    expect(isSatisfied).toBe(false);
  });

  it("tries all of them, and says what failed", () => {
    const failure: Refusal = { kind: "refused", reason: "InternalError", message: "no leader" };
    const { told, value } = managed(pods, 0, { "delete-pod a": failure });
    expect(told).toEqual([
      "delete-pod a",
      "event FailedDelete",
      "delete-pod b",
      "event SuccessfulDelete",
      "delete-pod c",
      "event SuccessfulDelete",
    ]);
    expect(value).toBe("unable to delete pods: no leader");
  });

  it("does not mind one that is gone", () => {
    const gone: Refusal = { kind: "refused", reason: "NotFound", message: "gone" };
    const { told, value, isSatisfied } = managed(pods.slice(0, 1), 0, { "delete-pod a": gone });
    expect([told, value, isSatisfied]).toEqual([["delete-pod a"], undefined, true]);
  });
});

it("leaves a ReplicaSet alone that has what it should", () => {
  expect(managed([webPod("a")], 1)).toMatchObject({ writes: [], value: undefined, isSatisfied: true });
});
