// Claims that are made for pods, and freed when these are gone.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import type { Change } from "../../../src/cluster/change.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import { ResourceClaims } from "../../../src/components/resource-claims/resource-claims.ts";
import { Engine } from "../../../src/engine/engine.ts";
import type { ResourceClaim } from "../../../src/model/api/types/resource-claim.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { pod } from "../../model/build-objects.ts";

const COEFFICIENTS = [{ name: "scheduler.watchDelayUs", value: 10, unit: "µs", source: "a test" }];

class Bench {
  readonly engine = new Engine();
  readonly cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);

  constructor() {
    const { engine, cluster } = this;
    cluster.observe(new ResourceClaims({ engine, cluster, coefficients: COEFFICIENTS }));
  }

  apply(change: Change): number {
    return this.cluster.apply(change, this.engine.now).pod;
  }

  create(name: string, entry: Readonly<Record<string, string>>): number {
    const classId = this.cluster.classify(pod({ resourceClaims: [{ name: "g", ...entry }] }));
    return this.apply({ kind: "pod-created", classId, name });
  }

  claims(): readonly ResourceClaim[] {
    this.engine.run(moment(this.engine.now + 1_000));
    return [...this.cluster.objects.list("ResourceClaim")];
  }
}

const SPEC = { devices: { requests: [{ name: "r", exactly: { deviceClassName: "gpu" } }] } };

describe("a pod with a template", () => {
  it("gets a claim of its own, which goes with it", () => {
    const bench = new Bench();
    const template = { metadata: { name: "t", namespace: "default" }, spec: { spec: SPEC } };
    bench.apply({ kind: "object-stored", stored: { kind: "ResourceClaimTemplate", object: template } });
    const made = bench.create("train", { resourceClaimTemplateName: "t" });
    const [claim] = bench.claims();
    expect(claim!.metadata!.name).toMatch(/^train-g-.{5}$/);
    expect(claim).toMatchObject({
      spec: SPEC,
      metadata: { ownerReferences: [{ kind: "Pod", name: "train", controller: true }] },
    });
    bench.apply({ kind: "pod-deleted", pod: made });
    expect(bench.claims()).toEqual([]);
  });

  it("gets none where the template is not there", () => {
    const bench = new Bench();
    bench.create("train", { resourceClaimTemplateName: "t" });
    expect(bench.claims()).toEqual([]);
  });
});

describe("a claim that pods share", () => {
  it("keeps its devices until the last one is gone", () => {
    const bench = new Bench();
    const pods = ["a", "b"].map((name) => bench.create(name, { resourceClaimName: "shared" }));
    const reservedFor = ["a", "b"].map((name) => ({ resource: "pods", name }));
    const object = {
      metadata: { name: "shared", namespace: "default" },
      spec: SPEC,
      status: { allocation: {}, reservedFor },
    };
    bench.apply({ kind: "object-stored", stored: { kind: "ResourceClaim", object } });
    bench.apply({ kind: "pod-deleted", pod: pods[0]! });
    expect(bench.claims()[0]!.status).toEqual({ allocation: {}, reservedFor: [{ resource: "pods", name: "b" }] });
    bench.apply({ kind: "pod-deleted", pod: pods[1]! });
    expect(bench.claims()[0]!.status).toEqual({});
  });
});
