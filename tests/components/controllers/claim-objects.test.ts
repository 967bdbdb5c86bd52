// Adoption and release.

import { describe, expect, it } from "vitest";

import { claimObjects, claimPods, type Claimant } from "../../../src/components/controllers/claim-objects.ts";
import { selectionBy } from "../../../src/components/controllers/compiled-selectors.ts";
import { controllerReference } from "../../../src/components/controllers/owner-references.ts";
import type { ControllerRevision } from "../../../src/model/api/types/controller-revision.ts";
import { compileLabelSet } from "../../../src/model/label-selector.ts";
import { livePod, ownedBy, play } from "./fake-view.ts";

const WEB = { app: "web" };
const OWNER = ownedBy("ReplicaSet", "web");
const CLAIMANT: Claimant = {
  reference: controllerReference("apps/v1", "ReplicaSet", { name: "web", uid: "uid-web" }),
  isDeleted: false,
  selects: selectionBy(compileLabelSet(WEB)),
};

const OWN = livePod({ name: "own", labels: WEB, owner: OWNER });
const STRAY = livePod({ name: "stray", labels: { app: "debug" }, owner: OWNER });
const ORPHAN = livePod({ name: "orphan", labels: WEB });
const FOREIGN = livePod({ name: "foreign", labels: WEB, owner: ownedBy("ReplicaSet", "other") });
const GOING = livePod({ name: "going", labels: WEB, isDeleted: true });

describe("pods", () => {
  it("are kept, adopted, released, or somebody else's", () => {
    const { value, writes } = play(claimPods(CLAIMANT, [OWN, STRAY, ORPHAN, FOREIGN, GOING]));
    expect(value.items.map(({ name }) => name)).toEqual(["own", "orphan"]);
    expect(value.problem).toBeUndefined();
    expect(writes).toEqual([
      { verb: "patch-pod", namespace: "default", name: "stray", uid: "uid-stray", metadata: { ownerReferences: [] } },
      {
        verb: "patch-pod",
        namespace: "default",
        name: "orphan",
        uid: "uid-orphan",
        metadata: { ownerReferences: [OWNER] },
      },
    ]);
  });

  it("stay as they are while their owner is going", () => {
    const { value, writes } = play(claimPods({ ...CLAIMANT, isDeleted: true }, [OWN, STRAY, ORPHAN]));
    expect(value.items).toEqual([OWN]);
    expect(writes).toEqual([]);
  });

  it("are released that do not belong to the owner by other things than labels", () => {
    const { value, told } = play(claimPods(CLAIMANT, [OWN, ORPHAN], ({ name }) => name !== "own"));
    expect(value.items).toEqual([ORPHAN]);
    expect(told).toEqual(["patch-pod own", "patch-pod orphan"]);
  });

  it("get the owner's finalizer with the owner, and lose it with it", () => {
    const { writes } = play(claimPods({ ...CLAIMANT, finalizer: "tracking" }, [ORPHAN, STRAY]));
    expect(writes).toMatchObject([{ metadata: { finalizers: ["tracking"] } }, { metadata: { finalizers: [] } }]);
  });

  it("that are gone are no problem; what the server refuses is one", () => {
    const gone = { kind: "refused", reason: "NotFound", message: "gone" } as const;
    const invalid = { kind: "refused", reason: "Invalid", message: "invalid" } as const;
    const answers = { "patch-pod orphan": gone, "patch-pod stray": invalid };
    expect(play(claimPods(CLAIMANT, [ORPHAN, STRAY]), answers).value).toEqual({ items: [], problem: undefined });
    const refused = { "patch-pod orphan": invalid, "patch-pod stray": { ...gone, reason: "Timeout" } } as const;
    expect(play(claimPods(CLAIMANT, [ORPHAN, STRAY]), refused).value.problem).toBe("[invalid, gone]");
  });
});

it("claims stored objects as it claims pods", () => {
  const orphan: ControllerRevision = { metadata: { name: "r1", labels: WEB } };
  const stray: ControllerRevision = { metadata: { name: "r2", labels: {}, ownerReferences: [OWNER] } };
  const { value, writes } = play(claimObjects(CLAIMANT, "ControllerRevision", [orphan, stray]));
  expect(value.items).toEqual([orphan]);
  expect(writes).toEqual([
    {
      verb: "patch",
      stored: {
        kind: "ControllerRevision",
        object: { metadata: { name: "r1", labels: WEB, ownerReferences: [OWNER] } },
      },
    },
    {
      verb: "patch",
      stored: { kind: "ControllerRevision", object: { metadata: { name: "r2", labels: {}, ownerReferences: [] } } },
    },
  ]);
});
