// Whether quotas leave room for a pod, and what they are used to afterwards.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { POD_QUOTA } from "../../../src/model/admission/pod-quota.ts";
import { admitByQuotas, enforcedQuota, meetDemand, quotaDemand } from "../../../src/model/admission/resource-quota.ts";
import type { ResourceQuotaSpec } from "../../../src/model/api/types/quota.ts";
import type { Pod, QuantityMap } from "../../../src/model/objects.ts";
import { writtenResourceList } from "../../../src/model/resource-list.ts";
import { pod, podAsking } from "../build-objects.ts";

type Amounts = Readonly<Record<string, string>>;

function quota(name: string, hard: Amounts, used: Amounts, spec: ResourceQuotaSpec = {}) {
  return enforcedQuota({ metadata: { name }, spec, status: { hard, used } });
}

function named(object: Pod, name = "web"): Pod {
  return { ...object, metadata: { name } };
}

function decide(object: Pod, ...quotas: readonly ReturnType<typeof quota>[]) {
  const decision = admitByQuotas(named(object), POD_QUOTA, quotas, 0);
  return decision.kind === "refused" ? decision.message : decision.used.map(writtenResourceList);
}

describe("a pod that fits", () => {
  it("is added to the use of each quota that is about it", () => {
    const compute = quota("compute", { "requests.cpu": "4", pods: "3" }, { "requests.cpu": "3", pods: "2" });
    const storage = quota("storage", { "requests.storage": "5Gi" }, { "requests.storage": "1Gi" });
    expect(decide(podAsking({ cpu: "1" }), compute, storage)).toEqual([
      { "requests.cpu": "4", pods: "3" },
      { "requests.storage": "1Gi" },
    ]);
  });

  it("is not counted by quotas with a scope that it is not in", () => {
    const best = quota("best", { pods: "1" }, { pods: "1" }, { scopes: ["BestEffort"] });
    expect(decide(podAsking({ cpu: "1" }), best)).toEqual([{ pods: "1" }]);
  });

  it("leaves quotas alone that track nothing of it yet", () => {
    expect(
      decide(pod(), quota("q", { "limits.ephemeral-storage": "1Gi" }, { "limits.ephemeral-storage": "2Gi" })),
    ).toEqual([{ "limits.ephemeral-storage": "2Gi" }]);
  });
});

describe("a pod that does not fit", () => {
  it("is refused with all that is exceeded of the first such quota", () => {
    const hard = { "requests.cpu": "4", "requests.memory": "4Gi", pods: "9" };
    const compute = quota("compute", hard, { "requests.cpu": "3500m", "requests.memory": "4Gi", pods: "1" });
    expect(decide(podAsking({ cpu: "1", memory: "1Mi" }), compute, quota("z", { pods: "0" }, { pods: "0" }))).toBe(
      'pods "web" is forbidden: exceeded quota: compute, requested: requests.cpu=1,requests.memory=1Mi, ' +
        "used: requests.cpu=3500m,requests.memory=4Gi, limited: requests.cpu=4,requests.memory=4Gi",
    );
  });

  it("is refused where it does not say what a quota counts", () => {
    expect(decide(pod(), quota("q", { cpu: "4" }, { cpu: "0" }))).toBe(
      'pods "web" is forbidden: failed quota: q: must specify cpu for: main',
    );
  });

  it("is refused where nobody has counted yet", () => {
    expect(decide(podAsking({ cpu: "1" }), quota("q", { pods: "4", cpu: "1" }, { pods: "0" }))).toBe(
      'pods "web" is forbidden: status unknown for quota: q, resources: cpu,pods',
    );
  });

  it("is refused where a scope makes no sense", () => {
    const expression = { scopeName: "PriorityClass", operator: "Is", values: ["a"] };
    const odd = quota("q", { pods: "1" }, { pods: "0" }, { scopeSelector: { matchExpressions: [expression] } });
    expect(decide(pod(), odd)).toBe(
      "error matching scopes of quota q, err: error on matching scope {PriorityClass Is [a]}: " +
        'failed to parse and convert selector: "Is" is not a valid scope selector operator',
    );
  });

  it("is refused where it takes less than nothing", () => {
    expect(decide(podAsking({ cpu: "-1" }), quota("q", { pods: "4" }, { pods: "0" }))).toBe(
      'pods "web" is forbidden: quota usage is negative for resource(s): cpu,requests.cpu',
    );
  });
});

describe("a demand", () => {
  it("worked out once is met for each pod of a template until the quota is full", () => {
    let quotas = [quota("q", { pods: "2" }, { pods: "0" })];
    const demand = quotaDemand(named(pod()), POD_QUOTA, quotas, 0);
    const decided = ["a", "b", "c"].map((name) => {
      if (demand.kind === "refused") return demand.message;
      const decision = meetDemand(named(pod(), name), "pods", demand.charges, quotas);
      if (decision.kind === "refused") return decision.message;
      quotas = quotas.map((one, index) => ({ ...one, used: decision.used[index]! }));
      return name;
    });
    expect(decided).toEqual([
      "a",
      "b",
      'pods "c" is forbidden: exceeded quota: q, requested: pods=1, used: pods=2, limited: pods=2',
    ]);
  });

  it("never lets the use grow beyond what is allowed, and never refuses what fits", () => {
    const amount = fc.nat({ max: 50 });
    fc.assert(
      fc.property(amount, amount, amount, (hard, used, asked) => {
        const requests: QuantityMap = { cpu: `${asked}m` };
        const decided = decide(podAsking(requests), quota("q", { cpu: `${hard}m` }, { cpu: `${used}m` }));
        // What takes nothing does no harm to a quota that is exceeded already.
        const fits = used + asked <= hard || asked === 0;
        expect(typeof decided === "string").toBe(!fits);
      }),
      { seed: 1 },
    );
  });
});
