// What a StatefulSet does to one of its pods, and what it tells of it.

import { describe, expect, it } from "vitest";

import { PodControl } from "../../../../src/components/controllers/stateful-set/pod-control.ts";
import { emptyPlace, placeOfPod, templateOf } from "../../../../src/components/controllers/stateful-set/set-pods.ts";
import type { StoredObject } from "../../../../src/cluster/object-store.ts";
import type { StatefulSetSpec } from "../../../../src/model/api/types/workload.ts";
import { fakeView, ownedBy, play } from "../fake-view.ts";
import { revisionOf, setPod, statefulSet } from "./build-sets.ts";

const CLAIMS: StatefulSetSpec = { volumeClaimTemplates: [{ metadata: { name: "data" }, spec: {} }] };
const CLAIM: StoredObject = {
  kind: "PersistentVolumeClaim",
  object: { metadata: { name: "data-db-0", namespace: "default" } },
};
const REFUSED = { kind: "refused", reason: "Forbidden", message: "exceeded quota" } as const;

function bench(spec: StatefulSetSpec = {}, ...stored: readonly StoredObject[]) {
  const set = statefulSet(spec);
  const revision = revisionOf(set);
  const control = new PodControl(fakeView({ stored }), set);
  return { set, revision, control, place: emptyPlace(set, 0, revision) };
}

describe("a pod", () => {
  it("is made after its claims, of the template that it shares", () => {
    const { control, place, revision } = bench(CLAIMS);
    const { told, writes, value } = play(control.create(place, revision, undefined));
    expect(value).toBeUndefined();
    expect(told).toEqual([
      "create PersistentVolumeClaim/data-db-0",
      "event SuccessfulCreate",
      "create-pod db-0",
      "event SuccessfulCreate",
    ]);
    expect(writes[2]).toMatchObject({
      template: templateOf(revision),
      own: {
        labels: { "statefulset.kubernetes.io/pod-name": "db-0", "apps.kubernetes.io/pod-index": "0" },
        volumes: [{ name: "data", persistentVolumeClaim: { claimName: "data-db-0" } }],
      },
    });
    expect(writes[3]).toMatchObject({ message: "Create Pod db-0 in StatefulSet db successful" });
  });

  it("that cannot be made is told of, unless there is one of its name", () => {
    const { control, place, revision } = bench();
    const refused = play(control.create(place, revision, undefined), { "create-pod db-0": REFUSED });
    expect(refused.value).toBe("exceeded quota");
    expect(refused.writes.at(-1)).toMatchObject({
      type: "Warning",
      reason: "FailedCreate",
      message: "Create Pod db-0 in StatefulSet db failed error: exceeded quota",
    });
    const taken = play(control.create(place, revision, undefined), {
      "create-pod db-0": { ...REFUSED, reason: "AlreadyExists" },
    });
    expect(taken.told).toEqual(["create-pod db-0"]);
  });

  it("is not made before its claims", () => {
    const { control, place, revision } = bench(CLAIMS);
    const { told, value } = play(control.create(place, revision, undefined), {
      "create PersistentVolumeClaim/data-db-0": REFUSED,
    });
    expect(told).toEqual(["create PersistentVolumeClaim/data-db-0", "event FailedCreate", "event FailedCreate"]);
    expect(value).toBe("failed to create PVC data-db-0: exceeded quota");
  });

  it("does not get a claim that is going", () => {
    const metadata = { ...CLAIM.object.metadata, deletionTimestamp: "2026-01-01T00:00:00Z" };
    const { control, place, revision } = bench(CLAIMS, { kind: "PersistentVolumeClaim", object: { metadata } });
    expect(play(control.create(place, revision, undefined)).value).toBe("pvc data-db-0 is being deleted");
  });

  it("is deleted, and told of as well when it was gone already", () => {
    const { control, revision } = bench();
    const pod = setPod(0, revision);
    expect(play(control.delete(pod, undefined)).told).toEqual(["delete-pod db-0", "event SuccessfulDelete"]);
    const gone = { ...REFUSED, reason: "NotFound" } as const;
    expect(play(control.delete(pod, undefined), { "delete-pod db-0": gone }).told[1]).toBe("event SuccessfulDelete");
    expect(play(control.delete(pod, undefined), { "delete-pod db-0": REFUSED })).toMatchObject({
      value: "exceeded quota",
      told: ["delete-pod db-0", "event FailedDelete"],
    });
  });

  it("gets the label of its name back", () => {
    const { control, revision } = bench();
    const pod = setPod(0, revision, { labels: { app: "db" } });
    const { writes } = play(control.update({ ...placeOfPod(pod), pod }));
    expect(writes[0]).toMatchObject({
      verb: "update-pod",
      metadata: {
        labels: { app: "db", "statefulset.kubernetes.io/pod-name": "db-0", "apps.kubernetes.io/pod-index": "0" },
      },
    });
  });

  it("cannot be given other volumes", () => {
    const { control, revision } = bench(CLAIMS, CLAIM);
    const pod = setPod(0, revision);
    expect(play(control.update({ ...placeOfPod(pod), pod })).told).toEqual(["event FailedUpdate"]);
  });
});

describe("claims", () => {
  const retention = { whenDeleted: "Delete", whenScaled: "Retain" };
  const spec = { ...CLAIMS, persistentVolumeClaimRetentionPolicy: retention };

  it("get the owners that the policy asks for", () => {
    const { control, place } = bench(spec, CLAIM);
    expect(control.matchesRetention(place)).toBe(false);
    const { writes } = play(control.applyRetention(place));
    expect(writes).toMatchObject([
      { verb: "update", stored: { object: { metadata: { ownerReferences: [ownedBy("StatefulSet", "db")] } } } },
    ]);
  });

  it("of another controller are told of", () => {
    const object = { metadata: { ...CLAIM.object.metadata, ownerReferences: [ownedBy("Job", "backup")] } };
    const { control, place } = bench(spec, { kind: "PersistentVolumeClaim", object });
    expect(control.matchesRetention(place)).toBe(true);
    expect(play(control.applyRetention(place)).told).toEqual(["event ConflictingController"]);
  });

  it("that are missing are made for pods that wait", () => {
    const { control, place } = bench(spec);
    expect(play(control.createMissingClaims(place, undefined)).told).toEqual([
      "create PersistentVolumeClaim/data-db-0",
      "event SuccessfulCreate",
    ]);
  });

  it("of a former pod hold up the next one, if they are to go with it", () => {
    const former = { ...ownedBy("Pod", "db-0"), apiVersion: "v1", uid: "before" };
    const object = { metadata: { ...CLAIM.object.metadata, ownerReferences: [former] } };
    const stored = { kind: "PersistentVolumeClaim", object } as const;
    expect(bench(spec, stored).control.hasStaleClaim(bench(spec).place)).toBe(false);
    const whenScaled = { ...spec, persistentVolumeClaimRetentionPolicy: { ...retention, whenScaled: "Delete" } };
    expect(bench(whenScaled, stored).control.hasStaleClaim(bench(spec).place)).toBe(true);
  });
});
