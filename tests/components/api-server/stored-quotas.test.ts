// Quotas that are objects: what is created is charged to them, and what does not fit is refused in the server's words.

import { describe, expect, it } from "vitest";

import { moment } from "../../../src/base/time.ts";
import { ClusterState } from "../../../src/cluster/cluster-state.ts";
import type { NewObject } from "../../../src/cluster/new-object.ts";
import { StoredQuotas } from "../../../src/components/api-server/stored-quotas.ts";
import { VERSION_BEHAVIOUR } from "../../../src/model/version-behaviour.ts";
import { pod } from "../../model/build-objects.ts";

const NOW = moment(0);

function world(hard: Readonly<Record<string, string>>, used: Readonly<Record<string, string>>) {
  const cluster = new ClusterState(VERSION_BEHAVIOUR["1.36"]);
  const object = { metadata: { name: "team", namespace: "default" }, spec: { hard }, status: { hard, used } };
  cluster.apply({ kind: "object-stored", stored: { kind: "ResourceQuota", object } }, NOW);
  const created = (name: string, namespace = "default"): NewObject => {
    return { kind: "pod", classId: cluster.classify(pod({}, { namespace })), name };
  };
  const usedNow = () => cluster.objects.find("ResourceQuota", "default", "team")!.status!.used;
  return { cluster, quotas: new StoredQuotas(cluster), created, usedNow };
}

describe("a quota with a status", () => {
  it("is charged for what is created, until there is no room", () => {
    const { quotas, created, usedNow } = world({ pods: "2" }, { pods: "1" });
    expect(quotas.charge(created("a"), NOW)).toBeUndefined();
    expect(usedNow()).toEqual({ pods: "2" });
    expect(quotas.charge(created("b"), NOW)).toBe(
      'pods "b" is forbidden: exceeded quota: team, requested: pods=1, used: pods=2, limited: pods=2',
    );
    expect(usedNow()).toEqual({ pods: "2" });
  });

  it("counts what is planned beside it, and forgets it", () => {
    const { quotas, created, usedNow } = world({ pods: "2" }, { pods: "1" });
    quotas.plan(created("a"));
    expect(quotas.refusalOf(created("b"))).toMatch(/used: pods=2, limited: pods=2$/);
    quotas.forgetPlanned();
    expect(quotas.refusalOf(created("b"))).toBeUndefined();
    expect(usedNow()).toEqual({ pods: "1" });
  });

  it("lets be what is elsewhere, or not limited", () => {
    const { quotas, created } = world({ pods: "0" }, { pods: "0" });
    expect(quotas.charge(created("a", "other"), NOW)).toBeUndefined();
    const stored = { kind: "Service", object: { metadata: { name: "s", namespace: "default" } } } as const;
    expect(quotas.charge({ kind: "stored", stored }, NOW)).toBeUndefined();
  });

  it("limits how many objects of a kind there are", () => {
    const { quotas, usedNow } = world({ "count/deployments.apps": "1" }, { "count/deployments.apps": "0" });
    const stored = { kind: "Deployment", object: { metadata: { name: "web", namespace: "default" } } } as const;
    expect(quotas.charge({ kind: "stored", stored }, NOW)).toBeUndefined();
    expect(usedNow()).toEqual({ "count/deployments.apps": "1" });
    expect(quotas.charge({ kind: "stored", stored }, NOW)).toMatch(
      /^deployments.apps "web" is forbidden: exceeded quota/,
    );
  });

  it("admits nothing before it has been counted", () => {
    const { quotas, created } = world({ pods: "2" }, {});
    expect(quotas.refusalOf(created("a"))).toMatch(/status unknown for quota: team, resources: pods$/);
  });
});
