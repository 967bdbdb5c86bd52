// By what a pod is spread: its own constraints, the system's, or the profile's.

import { describe, expect, it } from "vitest";

import { selectorText } from "../../../src/model/label-selector.ts";
import type { Pod } from "../../../src/model/objects.ts";
import {
  hasOwnConstraints,
  spreadProblem,
  SpreadRulebook,
  type SpreadRules,
} from "../../../src/scheduling/plugins/pod-topology-spread-rules.ts";
import { SmallCluster } from "../small-cluster.ts";
import { hard, soft, spreadBy, web, ZONE } from "./spread-cluster.ts";

const LIST = {
  defaultingType: "List",
  defaultConstraints: [
    { maxSkew: 3, topologyKey: ZONE, whenUnsatisfiable: "DoNotSchedule", nodeTaintsPolicy: "Honor", minDomains: 2 },
    { maxSkew: 2, topologyKey: "rack", whenUnsatisfiable: "ScheduleAnyway" },
  ],
};
const SYSTEM = { defaultingType: "System" };

function texts(compiled: SpreadRules["hard"]): readonly string[] {
  if ("kind" in compiled) return [compiled.message];
  return compiled.map(({ topologyKey, maxSkew, selector }) => `${topologyKey} ${maxSkew} ${selectorText(selector)}`);
}

function withService(args: object) {
  const small = new SmallCluster([]);
  const rulebook = new SpreadRulebook(small.cluster.objects, args);
  const store = (selector: Record<string, string>) =>
    small.apply({
      kind: "object-stored",
      stored: { kind: "Service", object: { metadata: { name: "s" }, spec: { selector } } },
    });
  const rulesOf = (asked: Pod) => rulebook.rulesOf(small.pod(asked).podClass);
  return { small, rulebook, store, rulesOf };
}

describe("a pod with constraints of its own", () => {
  it("is spread by them and by nothing else", () => {
    const { store, rulesOf } = withService(SYSTEM);
    store({ app: "web" });
    const rules = rulesOf(spreadBy(hard(), soft({ maxSkew: 4 })));
    expect([texts(rules.hard), texts(rules.soft), rules.requiresAllKeys]).toEqual([
      ["zone 1 app=web"],
      ["zone 4 app=web"],
      true,
    ]);
  });
});

describe("a pod without constraints", () => {
  it("is spread by the system's where something selects it", () => {
    const { rulebook, store, rulesOf } = withService(SYSTEM);
    expect(rulebook.hasDefaults).toBe(true);
    expect(texts(rulesOf(web()).soft)).toEqual([]);
    store({ app: "web" });
    const rules = rulesOf(web());
    expect(texts(rules.hard)).toEqual([]);
    expect(texts(rules.soft)).toEqual(["kubernetes.io/hostname 3 app=web", "topology.kubernetes.io/zone 5 app=web"]);
    expect(rules.requiresAllKeys).toBe(false);
  });

  it("is spread by the profile's, with their policies", () => {
    const { store, rulesOf } = withService(LIST);
    store({ app: "web" });
    const rules = rulesOf(web());
    expect([texts(rules.hard), texts(rules.soft)]).toEqual([["zone 3 app=web"], ["rack 2 app=web"]]);
    expect(rules.hard).toMatchObject([{ honorsTaints: true, minDomains: 2 }]);
    expect(rules.requiresAllKeys).toBe(true);
  });

  it("is not spread by an empty list", () => {
    const { rulebook, store, rulesOf } = withService({ defaultingType: "List" });
    store({ app: "web" });
    expect(rulebook.hasDefaults).toBe(false);
    expect(texts(rulesOf(web()).soft)).toEqual([]);
  });

  it("is spread by what holds now, and by the same object as long as the same holds", () => {
    const { small, store, rulesOf } = withService(SYSTEM);
    store({ app: "web" });
    const rules = rulesOf(web());
    small.apply({ kind: "object-stored", stored: { kind: "Namespace", object: { metadata: { name: "x" } } } });
    expect(rulesOf(web())).toBe(rules);
    store({ app: "db" });
    expect(texts(rulesOf(web()).soft)).toEqual([]);
    store({ app: "web" });
    expect(texts(rulesOf(web()).soft)).toHaveLength(2);
  });

  it("follows its controller", () => {
    const { small, rulesOf } = withService(SYSTEM);
    const asked = { ...web(), metadata: { name: "p", labels: { app: "web" }, ownerReferences: [OWNER] } };
    expect(texts(rulesOf(asked).soft)).toEqual([]);
    const object = { metadata: { name: "rc" }, spec: { selector: { app: "web" } } };
    small.apply({ kind: "object-stored", stored: { kind: "ReplicationController", object } });
    expect(texts(rulesOf(asked).soft)).toHaveLength(2);
  });
});

const OWNER = { apiVersion: "v1", kind: "ReplicationController", name: "rc", controller: true };

describe("constraints that cannot be had", () => {
  const broken = { matchExpressions: [{ key: "app", operator: "Near" }] };
  const invalid = { kind: "invalid", message: "no" } as const;

  it("are told as such", () => {
    const { rulesOf } = withService(SYSTEM);
    const rules = rulesOf(spreadBy(hard({ labelSelector: broken }), soft()));
    expect(texts(rules.hard)).toEqual(['"Near" is not a valid label selector operator']);
    expect(texts(rules.soft)).toEqual(["zone 1 app=web"]);
  });

  it("are told in kube-scheduler's words", () => {
    const small = new SmallCluster([]);
    const own = small.pod(spreadBy(hard())).podClass;
    const without = small.pod(web()).podClass;
    expect([hasOwnConstraints(own), hasOwnConstraints(without)]).toEqual([true, false]);
    expect(spreadProblem(invalid, own, "DoNotSchedule")).toBe(
      "get constraints from pod: obtaining pod's hard topology spread constraints: no",
    );
    expect(spreadProblem(invalid, own, "ScheduleAnyway")).toBe(
      "calculating preScoreState: obtaining pod's soft topology spread constraints: no",
    );
    expect(spreadProblem(invalid, without, "DoNotSchedule")).toBe(
      "get constraints from pod: setting default hard topology spread constraints: no",
    );
  });
});
