// Who means whom: counters for terms, shared where terms are equal.

import { expect, it } from "vitest";

import type { Pod } from "../../../src/model/objects.ts";
import { AffinityRegister } from "../../../src/scheduling/plugins/inter-pod-affinity-register.ts";
import { TopologyValues } from "../../../src/scheduling/topology/topology-values.ts";
import { SmallCluster } from "../small-cluster.ts";
import { HOST, podOf, term, ZONE } from "./pods-with-affinity.ts";

const ARGS = { hardPodAffinityWeight: 2, ignorePreferredTermsOfExistingPods: false };

class Register {
  readonly small = new SmallCluster([]);
  readonly register = new AffinityRegister(this.small.cluster, ARGS, new TopologyValues(this.small.cluster));

  learn(pod: Pod): number {
    const { id } = this.small.pod(pod).podClass;
    this.register.learnClasses();
    return id;
  }

  /** Counters of the pods that the required affinity of a pod means, and the classes that stood before. */
  counters(pod: Pod) {
    const standing: number[][] = [];
    const terms = this.small.pod(pod).podClass.affinityTerms.requiredAffinity;
    const counters = this.register.countersFor(terms, (_counter, classes) => standing.push([...classes]));
    return { counters, standing };
  }
}

it("a counter that is asked for counts classes that are known and classes that come later", () => {
  const register = new Register();
  const before = register.learn(podOf("db"));
  const { counters, standing } = register.counters(podOf("web", { near: [term(ZONE, "db")] }));
  const after = register.learn(podOf("db", {}, "default", { tier: "back" }));
  const other = register.learn(podOf("cache"));
  expect(standing).toEqual([[before]]);
  expect(register.register.countersOf(before)).toEqual(counters);
  expect(register.register.countersOf(after)).toEqual(counters);
  expect(register.register.countersOf(other)).toEqual([]);
});

it("terms that mean the same pods at the same label share a counter", () => {
  const register = new Register();
  const { counters } = register.counters(podOf("web", { near: [term(ZONE, "db")] }));
  const again = register.counters(podOf("cache", { near: [term(ZONE, "db")] }));
  expect(again.counters[0]).toBe(counters[0]);
  expect(again.standing).toEqual([]);
  expect(register.counters(podOf("web", { near: [term(HOST, "db")] })).counters[0]).not.toBe(counters[0]);
});

it("several terms count pods that all of them mean, at each label", () => {
  const register = new Register();
  const plain = register.learn(podOf("db"));
  const both = register.learn(podOf("db", {}, "default", { tier: "back" }));
  const back = { labelSelector: { matchLabels: { tier: "back" } } };
  const { counters } = register.counters(podOf("web", { near: [term(ZONE, "db"), term(HOST, "", back)] }));
  expect(counters.map(({ column }) => column.topologyKey)).toEqual([ZONE, HOST]);
  expect(register.register.countersOf(plain)).toEqual([]);
  expect(register.register.countersOf(both)).toEqual(counters);
});

it("held terms are told to classes that they mean, whoever comes first", () => {
  const register = new Register();
  const early = register.learn(podOf("web"));
  const wishes = {
    far: [term(HOST, "web")],
    near: [term(ZONE, "web")],
    ratherNear: [[5, term(ZONE, "web")]] as const,
    ratherFar: [[7, term(HOST, "web")]] as const,
  };
  const holder = register.learn(podOf("db", wishes));
  const late = register.learn(podOf("web", {}, "default", { tier: "back" }));
  for (const id of [early, late]) {
    const { antiAffinity, scores } = register.register.regardOf(id);
    expect(antiAffinity).toHaveLength(1);
    expect(scores.map(({ weight }) => weight)).toEqual([2, 5, -7]);
    expect(register.register.countersOf(holder)).toEqual([...antiAffinity, ...scores.map(({ counter }) => counter)]);
  }
  expect(register.register.regardOf(holder)).toEqual({ antiAffinity: [], scores: [] });
});
