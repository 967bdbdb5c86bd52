// NodePorts: two pods on a node do not hold one host port.

import { describe, expect, it } from "vitest";

import type { ContainerPort, Pod } from "../../../src/model/objects.ts";
import { nodePorts } from "../../../src/scheduling/plugins/node-ports.ts";
import { node, pod } from "../../model/build-objects.ts";
import { SmallCluster } from "../small-cluster.ts";

const REFUSAL = "Unschedulable: node(s) didn't have free ports for the requested pod ports";

function holding(...ports: readonly ContainerPort[]): Pod {
  return pod({ containers: [{ name: "a", ports }] });
}

/** What a node says to `wanted` on which one pod holds `held`. */
function verdict(held: Pod, wanted: Pod): string {
  const cluster = new SmallCluster([node("n1", {})]);
  cluster.place(held, "n1");
  return cluster.filter(nodePorts, wanted)["n1"]!;
}

const local = (hostPort: number, hostIP: string, protocol = "TCP"): ContainerPort => ({ hostPort, hostIP, protocol });

describe("a wanted host port", () => {
  const held = holding(local(80, "127.0.0.1"));

  it.each([
    ["passes on another address", holding(local(80, "127.0.0.2")), "Success"],
    ["is refused on all addresses", holding(local(80, "0.0.0.0")), REFUSAL],
    ["passes with another protocol", holding(local(80, "127.0.0.1", "UDP")), "Success"],
    ["is refused if one of several is taken", holding(local(81, ""), local(80, "127.0.0.1")), REFUSAL],
    ["passes if the pod wants none", pod(), "Success"],
    ["passes if the port is the container's only", holding({ containerPort: 80 }), "Success"],
  ])("%s", (_sentence, wanted, expected) => {
    expect(verdict(held, wanted)).toBe(expected);
  });

  it("of a pod on the host's network is its container port", () => {
    const onHost = pod({ hostNetwork: true, containers: [{ name: "a", ports: [{ containerPort: 80 }] }] });
    expect(verdict(held, onHost)).toBe(REFUSAL);
  });

  it("of a sidecar counts, on both sides", () => {
    const sidecar = pod({ initContainers: [{ name: "s", restartPolicy: "Always", ports: [local(80, "")] }] });
    expect(verdict(held, sidecar)).toBe(REFUSAL);
    expect(verdict(sidecar, held)).toBe(REFUSAL);
  });

  it("of an init container does not", () => {
    expect(verdict(held, pod({ initContainers: [{ name: "i", ports: [local(80, "")] }] }))).toBe("Success");
  });

  it("is free again once its holder has gone", () => {
    const cluster = new SmallCluster([node("n1", {})]);
    const running = cluster.place(held, "n1");
    cluster.apply({ kind: "pod-ended", pod: running, phase: "succeeded" });
    expect(cluster.filter(nodePorts, held)["n1"]).toBe("Success");
  });
});

describe("before filtering", () => {
  it("is skipped if no host port is wanted", () => {
    const cluster = new SmallCluster([]);
    const plugin = cluster.plugin(nodePorts);
    expect(plugin.preFilter!(cluster.pod(pod())).kind).toBe("skip");
    expect(plugin.preFilter!(cluster.pod(holding(local(80, "")))).kind).toBe("ready");
  });
});
