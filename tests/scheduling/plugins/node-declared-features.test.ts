// NodeDeclaredFeatures: pods that need something of the kubelet, and nodes that say that they have it.

import { describe, expect, it } from "vitest";

import type { Node } from "../../../src/model/objects.ts";
import { nodeDeclaredFeatures } from "../../../src/scheduling/plugins/node-declared-features.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const NETWORK = "UserNamespacesHostNetworkSupport";
const RESTART = "RestartAllContainersOnContainerExits";

function declaring(name: string, ...declaredFeatures: string[]): Node {
  const plain = node(name, {});
  return { ...plain, status: { ...plain.status, declaredFeatures } };
}

const NODES = [declaring("none"), declaring("network", NETWORK), declaring("both", RESTART, "Unheard", NETWORK)];
const restarting = { name: "main", restartPolicyRules: [{ action: "Restart" }, { action: "RestartAllContainers" }] };
const networking = { hostNetwork: true, hostUsers: false };

const REFUSED = "UnschedulableAndUnresolvable: node(s) didn't match Pod's required features";

describe("a pod", () => {
  const cluster = new SmallCluster(NODES);

  it.each([
    ["in user namespaces on the node's network", networking, "Success"],
    ["that restarts as a whole", { containers: [restarting] }, REFUSED],
    ["whose init container restarts it as a whole", { initContainers: [restarting] }, REFUSED],
    ["that needs both", { ...networking, containers: [restarting] }, REFUSED],
  ])("%s goes where all that it needs is declared", (_sentence, spec, onNetwork) => {
    expect(cluster.filter(nodeDeclaredFeatures, pod(spec))).toEqual({
      none: REFUSED,
      network: onNetwork,
      both: "Success",
    });
  });

  it.each([
    ["on the node's network alone", { hostNetwork: true }],
    ["in user namespaces alone", { hostUsers: false }],
    ["on the node's network with the host's users", { hostNetwork: true, hostUsers: true }],
    ["whose containers restart alone", { containers: [{ name: "main", restartPolicyRules: [{ action: "Restart" }] }] }],
  ])("%s needs nothing", (_sentence, spec) => {
    expect(cluster.plugin(nodeDeclaredFeatures).preFilter!(cluster.pod(pod(spec)))).toEqual({ kind: "skip" });
  });

  it("needed nothing before 1.36", () => {
    const old = new SmallCluster(NODES, "1.35");
    expect(old.plugin(nodeDeclaredFeatures).preFilter!(old.pod(pod(networking)))).toEqual({ kind: "skip" });
    expect(old.plugin(nodeDeclaredFeatures).filterWithoutState).toBeUndefined();
  });
});

describe("the plugin", () => {
  it("fails where its preFilter is disabled", () => {
    expect(new SmallCluster([]).plugin(nodeDeclaredFeatures).filterWithoutState).toBe(
      'error reading "PreFilterNodeDeclaredFeatures" from cycle-state: not found',
    );
  });
});
