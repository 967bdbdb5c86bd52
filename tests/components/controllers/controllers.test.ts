// The list of controllers: what each of them promises to those who put questions to all.

import { describe, expect, it } from "vitest";

import type { LivePod } from "../../../src/cluster/live-pod.ts";
import { STORED_KINDS, type StoredKind, type StoredObject } from "../../../src/cluster/object-store.ts";
import type { WatchEvent } from "../../../src/components/controllers/controller.ts";
import { CONTROLLERS } from "../../../src/components/controllers/controllers.ts";
import { node } from "../../model/build-objects.ts";
import { fakeView, livePod, ownedBy } from "./fake-view.ts";

const OWNER_KINDS = ["ReplicaSet", "ReplicationController", "StatefulSet", "DaemonSet", "Job"] as const;

/** An owner of each kind that is there, and selects all pods of the tests. */
const OWNERS = OWNER_KINDS.map((kind: StoredKind) => {
  const selector = kind === "ReplicationController" ? { app: "web" } : { matchLabels: { app: "web" } };
  const object = { metadata: { name: "web", namespace: "default", uid: "uid-web" }, spec: { selector } };
  return { kind, object } as StoredObject;
});

const VIEW = fakeView({ stored: OWNERS });

/** A pod of each kind of owner, one of an owner that nobody knows, and an orphan; each as it is, and on its way out. */
const PODS: readonly LivePod[] = [...OWNER_KINDS, "Node", undefined].flatMap((kind) =>
  [true, false].map((isDeleted) => {
    const labels = { app: "web" };
    return livePod({ name: "p", labels, isDeleted, ...(kind === undefined ? {} : { owner: ownedBy(kind, "web") }) });
  }),
);

/** News of an object of each kind, a node and a pod, whoever may own them. */
const NEWS: readonly WatchEvent[] = (["added", "updated", "deleted"] as const).flatMap((type) => [
  ...STORED_KINDS.flatMap((kind) =>
    [...OWNER_KINDS, "Deployment", "CronJob", undefined].map((owner): WatchEvent => {
      const ownerReferences = owner === undefined ? [] : [ownedBy(owner, "web")];
      const metadata = { name: "web", namespace: "default", uid: "uid-o", labels: { app: "web" }, ownerReferences };
      return { type, kind, stored: { kind, object: { metadata } } as StoredObject };
    }),
  ),
  { type, kind: "Node", node: node("n", {}) },
  ...PODS.map((pod): WatchEvent => ({ type, kind: "Pod", pod })),
]);

describe.each(CONTROLLERS)("$name", (definition) => {
  it("wants no look at anything after an event of a pod that, it says, may not concern it", () => {
    const controller = definition.create();
    for (const pod of PODS) {
      if (controller.mayConcern?.(pod.object) !== false) continue;
      for (const type of ["added", "updated", "deleted"] as const) {
        expect(controller.keysAfter({ type, kind: "Pod", pod }, VIEW)).toEqual([]);
      }
    }
  });
});

describe.each(CONTROLLERS)("$name", (definition) => {
  it("wants no look at anything after news of a kind that it does not watch", () => {
    const controller = definition.create();
    const unwatched = NEWS.filter(({ kind }) => controller.watches?.includes(kind) === false);
    expect(unwatched.flatMap((event) => controller.keysAfter(event, VIEW))).toEqual([]);
  });
});

it("has somebody whom the pods of each kind of owner concern, and who asks for a look", () => {
  for (const pod of PODS.filter(({ object }) => object.metadata.ownerReferences?.[0]?.kind !== "Node")) {
    const concerned = CONTROLLERS.map((definition) => definition.create()).filter(
      (controller) => controller.mayConcern?.(pod.object) !== false,
    );
    const wishes = concerned.flatMap((one) => one.keysAfter({ type: "updated", kind: "Pod", pod }, VIEW));
    expect(wishes.map(({ key }) => key)).toContain("default/web");
  }
});
