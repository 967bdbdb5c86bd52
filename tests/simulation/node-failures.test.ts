// The controllers of nodes put together: a lost node's pod goes, a dump's lost node stays lost, and a run can be saved.

import { describe, expect, it } from "vitest";

import { RandomStreams } from "../../src/base/random/random-streams.ts";
import { moment } from "../../src/base/time.ts";
import { ClusterState } from "../../src/cluster/cluster-state.ts";
import type { PodId } from "../../src/cluster/pod-table.ts";
import { InstantApiServer } from "../../src/components/api-server/instant-api-server.ts";
import { Engine } from "../../src/engine/engine.ts";
import { reportedNode, silentConditions } from "../../src/model/node-conditions.ts";
import type { Node } from "../../src/model/objects.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { NodeFailures } from "../../src/simulation/node-failures.ts";
import { CRASHED, nodesIn } from "../components/node-lifecycle/lifecycle-world.ts";

const SECOND = 1_000_000;

function world(nodes: readonly Node[]) {
  const engine = new Engine();
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const api = new InstantApiServer(engine, cluster);
  const deletionOf = (pod: PodId) => [{ kind: "pod-deleted", pod }] as const;
  const streams = new RandomStreams("1");
  const failures = new NodeFailures({
    engine,
    cluster,
    api,
    streams,
    limits: { qps: 20, burst: 30 },
    momentOf: () => undefined,
    deletionOf,
  });
  for (const node of nodes) cluster.apply({ kind: "node-added", node: reportedNode(node), pool: "" }, engine.now);
  const tolerations = [{ operator: "Exists", effect: "NoExecute", tolerationSeconds: 60 }];
  const pod = { metadata: { name: "p", namespace: "default" }, spec: { containers: [{ name: "c" }], tolerations } };
  const classId = cluster.classifyStored(pod);
  cluster.apply({ kind: "pod-placed", classId, name: "p", nodeName: nodes[0]!.metadata.name }, engine.now);
  failures.begin();
  const crash = () => void cluster.apply({ kind: "kubelet-changed", node: 0, health: CRASHED }, engine.now);
  return { engine, cluster, api, failures, crash, runTo: (second: number) => engine.run(moment(second * SECOND)) };
}

describe("the controllers of nodes together", () => {
  it("drive a pod from a lost node", () => {
    const { cluster, crash, runTo } = world(nodesIn("a", 3));
    crash();
    runTo(200);
    expect(cluster.pods.phaseNameOf(0)).toBe("deleted");
  });

  it("let a node stay lost that was lost when the run began", () => {
    const [lost, ...others] = nodesIn("a", 3);
    const { cluster, runTo } = world([{ ...lost!, status: { conditions: silentConditions(undefined) } }, ...others]);
    runTo(1000);
    expect(cluster.kubelets.of(0).postsStatus).toBe(false);
    expect(cluster.nodes.record(0).taints).toHaveLength(2);
  });

  it("go on from a saved state", () => {
    const whole = world(nodesIn("a", 3));
    whole.crash();
    whole.runTo(200);
    const first = world(nodesIn("a", 3));
    first.crash();
    first.runTo(70);
    const second = world(nodesIn("a", 3));
    second.engine.restore(first.engine.snapshot());
    second.cluster.restore(first.cluster.snapshot());
    second.api.restore(first.api.snapshot());
    second.failures.restore(first.failures.snapshot());
    second.runTo(200);
    expect(second.engine.fingerprint).toBe(whole.engine.fingerprint);
  });
});
