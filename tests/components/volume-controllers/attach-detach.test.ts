// Volumes that are detached when their pods are gone.

import { expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { Change } from "../../../src/cluster/change.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { AttachDetach } from "../../../src/components/volume-controllers/attach-detach.ts";
import { Engine } from "../../../src/engine/engine.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { node, pod } from "../../model/build-objects.ts";

const COEFFICIENTS = [{ name: "scheduler.watchDelayUs", value: 10, unit: "µs", source: "a test" }];

class Bench {
  readonly engine = new Engine();
  readonly cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);

  constructor() {
    const { engine, cluster } = this;
    cluster.observe(new AttachDetach({ engine, cluster, coefficients: COEFFICIENTS }));
    for (const name of ["n1", "n2"]) this.apply({ kind: "node-added", node: node(name, { cpu: 4 }), pool: "p" });
    for (const name of ["x", "y"]) {
      const object = { metadata: { name, namespace: "default" }, spec: { volumeName: `disk-${name}` } };
      this.apply({ kind: "object-stored", stored: { kind: "PersistentVolumeClaim", object } });
      for (const nodeName of ["n1", "n2"]) this.#attach(`disk-${name}`, nodeName);
    }
  }

  apply(change: Change): number {
    return this.cluster.apply(change, this.engine.now).pod;
  }

  #attach(persistentVolumeName: string, nodeName: string): void {
    const spec = { attacher: "d", nodeName, source: { persistentVolumeName } };
    const object = { metadata: { name: `${nodeName}/${persistentVolumeName}` }, spec };
    this.apply({ kind: "object-stored", stored: { kind: "VolumeAttachment", object } });
  }

  place(name: string, ...claims: readonly string[]): number {
    const volumes = claims.map((claimName) => ({ name: claimName, persistentVolumeClaim: { claimName } }));
    return this.apply({ kind: "pod-placed", classId: this.cluster.classify(pod({ volumes })), name, nodeName: "n1" });
  }

  attached(): readonly (string | undefined)[] {
    this.engine.run(moment(this.engine.now + 1_000));
    return [...this.cluster.objects.list("VolumeAttachment")].map(({ metadata }) => metadata?.name);
  }
}

it("is what its claims are bound to, on its node and no other", () => {
  const bench = new Bench();
  bench.apply({ kind: "pod-ended", pod: bench.place("a", "x"), phase: "succeeded" });
  expect(bench.attached()).toEqual(["n2/disk-x", "n1/disk-y", "n2/disk-y"]);
});

it("is not what another pod of the node has, too", () => {
  const bench = new Bench();
  const [first, second] = [bench.place("a", "x", "y"), bench.place("b", "x")];
  bench.apply({ kind: "pod-deleted", pod: first });
  expect(bench.attached()).toEqual(["n1/disk-x", "n2/disk-x", "n2/disk-y"]);
  bench.apply({ kind: "pod-deleted", pod: second });
  expect(bench.attached()).toEqual(["n2/disk-x", "n2/disk-y"]);
});

it("is nothing where the pod has no claims, or the node is gone", () => {
  const bench = new Bench();
  bench.apply({ kind: "pod-ended", pod: bench.place("a"), phase: "failed" });
  bench.apply({ kind: "pod-ended", pod: bench.place("b", "x"), phase: "failed" });
  bench.apply({ kind: "node-removed", name: "n1" });
  expect(bench.attached()).toHaveLength(4);
});
