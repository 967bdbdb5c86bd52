// Which changes of the cluster are news to informers.

import { describe, expect, it } from "vitest";

import { moment } from "../../../../src/base/time.ts";
import type { Change } from "../../../../src/cluster/change.ts";
import { ClusterState } from "../../../../src/cluster/cluster-state.ts";
import { watchEventOf } from "../../../../src/components/controllers/run/watch-events.ts";
import { VERSION_BEHAVIOUR } from "../../../../src/model/version-behaviour.ts";
import { node, pod } from "../../../model/build-objects.ts";
import { replicaSet } from "./small-world.ts";

function told(changes: (cluster: ClusterState) => readonly Change[]): readonly (string | undefined)[] {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  return changes(cluster).map((change) => {
    const event = watchEventOf(cluster, cluster.apply(change, moment(0)));
    return event === undefined ? undefined : `${event.type} ${event.kind}`;
  });
}

describe("what informers are told of a change", () => {
  it("is that a node came, changed and went", () => {
    const made = node("n1", { cpu: "4" });
    expect(
      told(() => [
        { kind: "node-added", node: made, pool: "p" },
        { kind: "node-updated", node: made },
        { kind: "node-removed", name: "n1" },
      ]),
    ).toEqual(["added Node", "updated Node", "deleted Node"]);
  });

  it("is that an object came, changed and went", () => {
    const stored = { kind: "ReplicaSet", object: replicaSet(1) } as const;
    const name = { kind: "ReplicaSet", namespace: "default", name: "web" } as const;
    expect(
      told(() => [
        { kind: "object-stored", stored },
        { kind: "object-stored", stored },
        { kind: "object-removed", name },
        { kind: "object-removed", name },
      ]),
    ).toEqual(["added ReplicaSet", "updated ReplicaSet", "deleted ReplicaSet", undefined]);
  });

  it("is nothing of what the scheduler does by itself", () => {
    expect(
      told((cluster) => [
        { kind: "pod-created", classId: cluster.classify(pod()), name: "p" },
        { kind: "pod-queued", pod: 0, queue: "active" },
        { kind: "pod-attempted", pod: 0 },
        { kind: "pod-deleted", pod: 0 },
      ]),
    ).toEqual(["added Pod", undefined, undefined, "deleted Pod"]);
  });
});
