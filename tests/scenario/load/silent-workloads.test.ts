// Pods and objects by whose they are in the end.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { controllingOwner } from "../../../src/model/controlling-owner.ts";
import type { Pod } from "../../../src/model/objects.ts";
import type { StoredKind } from "../../../src/cluster/object-store.ts";
import type { ListedObject } from "../../../src/environment/workload-source.ts";
import { SilentWorkloads } from "../../../src/scenario/load/silent-workloads.ts";

function place(line: number) {
  return { file: "dump.yaml", line, column: 1 };
}

function ownedBy(kind: string, name: string) {
  return { ownerReferences: [{ apiVersion: "v1", kind, name, uid: "u", controller: true }] };
}

function listed(kind: StoredKind, name: string, line: number, metadata = {}): ListedObject {
  const template = { metadata: { labels: { app: name } }, spec: { containers: [{ name: "c" }] } };
  const object = { metadata: { name, namespace: "shop", ...metadata }, spec: { template } };
  return { stored: { kind, object } as ListedObject["stored"], isDumped: true, position: place(line) };
}

function pod(name: string, metadata = {}): Pod {
  return {
    metadata: { name, namespace: "shop", ...metadata },
    spec: { containers: [{ name: "c" }], nodeName: "n-1" },
  };
}

const ALL = () => true;
const CHAIN = [listed("ReplicaSet", "web-1", 5, ownedBy("Deployment", "web")), listed("Deployment", "web", 9)];

describe("pods of the same object", () => {
  it("are one workload, that of its owner's owner, where that stands", () => {
    const workloads = new SilentWorkloads(CHAIN, 2, ALL);
    for (const name of ["a", "b"]) workloads.addPod(pod(name, ownedBy("ReplicaSet", "web-1")), () => place(1));
    for (const one of CHAIN) workloads.addObject(one);
    expect(workloads.found).toEqual([{ name: "shop/deployment/web", position: place(9), count: 1 }]);
  });

  it("stand where the last owner stands that is there", () => {
    const ofRollout = listed("ReplicaSet", "web-1", 5, ownedBy("Rollout", "web"));
    const workloads = new SilentWorkloads([ofRollout], 2, ALL);
    workloads.addPod(pod("a", ownedBy("ReplicaSet", "web-1")), () => place(1));
    workloads.addPod(pod("b", ownedBy("ReplicaSet", "old-1")), () => place(2));
    expect(workloads.found).toEqual([
      { name: "shop/rollout/web", position: place(5), count: 1 },
      { name: "shop/replicaset/old-1", position: place(2), count: 1 },
    ]);
  });

  it("come to an end where owners own one another", () => {
    const circle = [
      listed("ReplicaSet", "a", 1, ownedBy("ReplicaSet", "b")),
      listed("ReplicaSet", "b", 2, ownedBy("ReplicaSet", "a")),
    ];
    const workloads = new SilentWorkloads(circle, 2, ALL);
    workloads.addObject(circle[0]!);
    expect(workloads.found).toHaveLength(1);
  });
});

describe("pods of nobody", () => {
  it("are one each, and those that are alike are counted", () => {
    const workloads = new SilentWorkloads([], 2, ALL);
    const times = new Float64Array(3);
    workloads.addBatch(
      {
        templates: [pod(""), pod("", { labels: { app: "b" } }), pod("", { labels: { app: "unused" } })],
        origins: ["new", "new", "new"],
        refusals: new Map(),
        names: ["a-1", "b-1", "a-2"],
        template: Int32Array.of(0, 1, 0),
        listedAtUs: times,
        lifetimeUs: times,
      },
      (template) => (template === 0 ? place(3) : undefined),
    );
    expect(workloads.found).toEqual([
      { name: "shop/pod/a-1", position: place(3), count: 2 },
      { name: "shop/pod/b-1", position: undefined, count: 1 },
    ]);
  });

  it("are the same on all nodes where kubelets run them", () => {
    const workloads = new SilentWorkloads([], 2, ALL);
    const annotations = { "kubernetes.io/config.mirror": "x" };
    for (const node of ["n-1", "n-2"]) {
      const shown = pod(`etcd-${node}`, { annotations, ...ownedBy("Node", node) });
      workloads.addPod({ ...shown, spec: { ...shown.spec, nodeName: node } }, () => place(1));
    }
    expect(workloads.found.map(({ name }) => name)).toEqual(["shop/pod/etcd"]);
  });
});

describe("workloads come by the CPU that they request", () => {
  function asking(cpu: string, one: ListedObject, spec = {}): ListedObject {
    const { kind, object } = one.stored;
    const template = { spec: { containers: [{ name: "c", resources: { requests: { cpu } } }] } };
    return { ...one, stored: { kind, object: { ...object, spec: { template, ...spec } } } as ListedObject["stored"] };
  }

  function order(objects: readonly ListedObject[], nodes = 1): readonly string[] {
    const workloads = new SilentWorkloads(objects, nodes, ALL);
    for (const one of objects) workloads.addObject(one);
    return workloads.found.map(({ name }) => name);
  }

  it("all its replicas together, and of a DaemonSet a pod on each node", () => {
    const web = asking("100m", listed("Deployment", "web", 1), { replicas: 5 });
    const job = asking("100m", listed("Job", "job", 2), { parallelism: 6 });
    const cache = asking("300m", listed("StatefulSet", "cache", 3));
    const agent = asking("10m", listed("DaemonSet", "agent", 4));
    const all = [agent, cache, job, web];
    const others = ["shop/job/job", "shop/deployment/web", "shop/statefulset/cache"];
    expect(order(all)).toEqual([...others, "shop/daemonset/agent"]);
    expect(order(all, 100)).toEqual(["shop/daemonset/agent", ...others]);
  });

  it("with pods that are there, though their object wants fewer", () => {
    const web = asking("100m", listed("Deployment", "web", 1), { replicas: 1 });
    const cache = asking("250m", listed("StatefulSet", "cache", 3), { replicas: 1 });
    const workloads = new SilentWorkloads([web, cache], 1, ALL);
    for (const one of [cache, web]) workloads.addObject(one);
    const requests = { cpu: "100m" };
    for (const name of ["a", "b", "c"]) {
      const there = pod(name, ownedBy("Deployment", "web"));
      const containers = [{ name: "c", resources: { requests } }];
      workloads.addPod({ ...there, spec: { ...there.spec, containers } }, () => undefined);
    }
    expect(workloads.found.map(({ name }) => name)).toEqual(["shop/deployment/web", "shop/statefulset/cache"]);
  });
});

describe("whatever says something", () => {
  it("is left out, pod by pod, in whichever order they come", () => {
    const owners = fc.constantFrom("web-1", "old-1", undefined);
    const pods = fc.array(fc.record({ owner: owners, isSilent: fc.boolean() }), { maxLength: 12 });
    fc.assert(
      fc.property(pods, (made) => {
        const workloads = new SilentWorkloads(CHAIN, 2, ({ labels }) => labels["silent"] === "true");
        const all = made.map(({ owner, isSilent }, index) =>
          pod(`p-${index}`, {
            labels: { silent: `${isSilent}` },
            ...(owner === undefined ? {} : ownedBy("ReplicaSet", owner)),
          }),
        );
        for (const one of all) workloads.addPod(one, () => undefined);
        const wanted = all.filter(({ metadata }) => metadata.labels?.["silent"] === "true").map(rootName);
        expect(workloads.found.map(({ name }) => name)).toEqual([...new Set(wanted)]);
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

function rootName({ metadata }: Pod): string {
  const owner = controllingOwner(metadata)?.name;
  if (owner === undefined) return `shop/pod/${metadata.name}`;
  return owner === "web-1" ? "shop/deployment/web" : "shop/replicaset/old-1";
}
