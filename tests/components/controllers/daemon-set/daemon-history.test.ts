// Revisions of a DaemonSet.

import { describe, expect, it } from "vitest";

import type { LivePod } from "../../../../src/cluster/live-pod.ts";
import type { Claimant, Requests } from "../../../../src/components/controllers/claim-objects.ts";
import {
  cleanedUpHistory,
  constructHistory,
} from "../../../../src/components/controllers/daemon-set/daemon-history.ts";
import type { ControllerRevision } from "../../../../src/model/api/types/controller-revision.ts";
import type { DaemonSet } from "../../../../src/model/api/types/workload.ts";
import { revisionData } from "../../../../src/model/hashing/controller-revision.ts";
import { podTemplateHash } from "../../../../src/model/hashing/pod-template-hash.ts";
import { controllerReference } from "../../../../src/components/controllers/owner-references.ts";
import { fakeView, ownedBy, play } from "../fake-view.ts";
import { daemonPod, daemonSet } from "./build-daemons.ts";

const SET = daemonSet();
const TEMPLATE = SET.spec!.template!;
const HASH = podTemplateHash(TEMPLATE, undefined);
const NAME = `agent-${HASH}`;
const CLAIMANT: Claimant = {
  reference: controllerReference("apps/v1", "DaemonSet", SET.metadata),
  isDeleted: false,
  selects: () => true,
};

function revision(name: string, number: number, image?: string): ControllerRevision {
  const template = image === undefined ? TEMPLATE : { spec: { containers: [{ name: "c", image }] } };
  return {
    metadata: {
      name,
      namespace: "default",
      labels: { app: "agent", "controller-revision-hash": name.replace("agent-", "") },
      ownerReferences: [ownedBy("DaemonSet", "agent")],
    },
    data: JSON.parse(revisionData(template)) as unknown,
    revision: number,
  };
}

function* pods(...items: readonly LivePod[]): Requests<readonly LivePod[]> {
  yield { verb: "event", kind: "Test", namespace: "", name: "", type: "Normal", reason: "Asked", message: "" };
  return items;
}

function history(revisions: readonly ControllerRevision[], set: DaemonSet = SET, refusals = {}, own = pods()) {
  const view = fakeView({ stored: revisions.map((object) => ({ kind: "ControllerRevision", object })) });
  return play(
    constructHistory(view, set, CLAIMANT, () => own),
    refusals,
  );
}

const OLD = revision("agent-old", 3, "agent:v0");

describe("the revision of the template", () => {
  it("is made and named after the template's hash", () => {
    const { writes, value } = history([OLD]);
    expect(writes).toMatchObject([
      { verb: "create", stored: { object: { metadata: { name: NAME, labels: { app: "agent" } }, revision: 4 } } },
    ]);
    expect(value).toEqual({ kind: "history", hash: HASH, old: [OLD] });
  });

  it("is found, and numbered anew after a rollback", () => {
    expect(history([revision(NAME, 4), OLD]).writes).toEqual([]);
    const { writes, value } = history([revision(NAME, 1), OLD]);
    expect(writes).toMatchObject([{ verb: "update", stored: { object: { revision: 4 } } }]);
    expect(value).toMatchObject({ hash: HASH });
  });

  it("is the one of its name if that was just not seen, and another name is tried if it says something else", () => {
    const exists = { kind: "refused", reason: "AlreadyExists", message: "exists" } as const;
    const refusals = { [`create ControllerRevision/${NAME}`]: exists };
    const taken = { ...revision(NAME, 1, "agent:v9") };
    const { told, writes, value } = history([{ ...taken }], SET, refusals);
    expect(told).toEqual([`create ControllerRevision/${NAME}`, "updateStatus DaemonSet/agent"]);
    expect(writes[1]).toMatchObject({ stored: { object: { status: { collisionCount: 1 } } } });
    expect(value).toEqual({ kind: "problem", message: "failed to construct revisions of DaemonSet: exists" });
    const [counted] = history([], daemonSet({}, { collisionCount: 1 })).writes;
    const name = `agent-${podTemplateHash(TEMPLATE, 1)}`;
    expect(counted).toMatchObject({ stored: { object: { metadata: { name } } } });
  });

  it("is one of several that say the same: the newest stays, and pods are labelled anew", () => {
    const pod = daemonPod("n1", "x");
    const { told, value } = history([revision("agent-x", 1), revision("agent-y", 2)], SET, {}, pods(pod));
    expect(told).toEqual(["event Asked", "patch-pod agent-n1", "delete ControllerRevision/agent-x"]);
    expect(value).toMatchObject({ hash: "y" });
  });

  it("gets its name as a label if it has no hash", () => {
    const { metadata, ...rest } = revision(NAME, 1);
    const { writes } = history([{ ...rest, metadata: { ...metadata, labels: { app: "agent" } } }]);
    expect(writes).toMatchObject([
      { verb: "update", stored: { object: { metadata: { labels: { "controller-revision-hash": NAME } } } } },
    ]);
  });
});

describe("old revisions", () => {
  const old = [revision("agent-a", 2, "a"), revision("agent-b", 1, "b"), revision("agent-c", 3, "c")];

  function cleanedUp(set: DaemonSet, ...items: readonly LivePod[]) {
    return cleanedUpHistory(set, old, () => pods(...items));
  }

  it("beyond the limit are deleted, the oldest first, unless pods have them", () => {
    const limited = daemonSet({ revisionHistoryLimit: 1 });
    expect(play(cleanedUp(limited)).told).toEqual([
      "event Asked",
      "delete ControllerRevision/agent-b",
      "delete ControllerRevision/agent-a",
    ]);
    expect(play(cleanedUp(limited, daemonPod("n1", "b"))).told).toEqual([
      "event Asked",
      "delete ControllerRevision/agent-a",
      "delete ControllerRevision/agent-c",
    ]);
    expect(play(cleanedUp(daemonSet())).told).toEqual([]);
  });

  it("that cannot be deleted are a problem", () => {
    const refused = { kind: "refused", reason: "Timeout", message: "slow" } as const;
    const limited = daemonSet({ revisionHistoryLimit: 2 });
    expect(play(cleanedUp(limited), { "delete ControllerRevision/agent-b": refused }).value).toBe(
      "failed to clean up revisions of DaemonSet: slow",
    );
  });
});
