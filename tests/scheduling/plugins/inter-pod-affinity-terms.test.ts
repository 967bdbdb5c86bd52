// Namespaces of an incoming pod's terms, which differ between versions, and whom its terms mean then.

import { describe, expect, it } from "vitest";

import type { PodAffinityTerm } from "../../../src/model/api/types/affinity.ts";
import { KUBERNETES_VERSIONS, type KubernetesVersion } from "../../../src/model/kubernetes-version.ts";
import {
  allTermsSelect,
  listedTermSelects,
  namespaceLabelsIn,
  termText,
  withNamespaces,
} from "../../../src/scheduling/plugins/inter-pod-affinity-terms.ts";
import { SmallCluster } from "../small-cluster.ts";
import { podOf, term, ZONE } from "./pods-with-affinity.ts";

/** Namespaces `a` and `b` of teams of those names, and `none` without labels; `lost` has no object. */
function clusterOf(version: KubernetesVersion): SmallCluster {
  const cluster = new SmallCluster([], version);
  for (const [name, labels] of Object.entries({ a: { team: "a" }, b: { team: "b" }, none: undefined })) {
    const object = { metadata: { name, ...(labels === undefined ? {} : { labels }) } };
    cluster.apply({ kind: "object-stored", stored: { kind: "Namespace", object } });
  }
  return cluster;
}

describe.each(KUBERNETES_VERSIONS)("at %s, a namespaceSelector of an incoming pod", (version) => {
  const cluster = clusterOf(version);
  const selected = (more: Partial<PodAffinityTerm>): readonly string[] => {
    const { podClass } = cluster.pod(podOf("web", { near: [term(ZONE, "web", more)] }, "a"));
    const [listed] = withNamespaces(cluster.cluster, podClass.affinityTerms.requiredAffinity);
    return ["a", "b", "none", "lost"].filter((name) =>
      listedTermSelects(listed!, cluster.pod(podOf("web", {}, name)).podClass),
    );
  };

  it.each<[string, Partial<PodAffinityTerm>["namespaceSelector"], readonly string[]]>([
    ["that is empty selects all", {}, ["a", "b", "none", "lost"]],
    ["that asks for a label selects those that have it", { matchLabels: { team: "b" } }, ["b"]],
    ["that asks for a key likewise", { matchExpressions: [{ key: "team", operator: "Exists" }] }, ["a", "b"]],
  ])("%s", (_sentence, selector, expected) => {
    expect(selected({ namespaceSelector: selector! })).toEqual(expected);
  });

  it("that is absent selects the pod's own namespace", () => {
    expect(selected({})).toEqual(["a"]);
  });

  it("that needs no label selects what it says, and from 1.34 on everything", () => {
    const namespaceSelector = { matchExpressions: [{ key: "team", operator: "NotIn", values: ["b"] }] };
    expect(selected({ namespaceSelector })).toEqual(version === "1.33" ? ["a", "none"] : ["a", "b", "none", "lost"]);
  });
});

it("labels of a namespace are none if it has none, and unknown if it is not there", () => {
  const { cluster } = clusterOf("1.36");
  expect(["a", "none", "lost"].map((name) => namespaceLabelsIn(cluster, name))).toEqual([{ team: "a" }, {}, undefined]);
});

it("all terms mean a pod that each of them means, and no terms mean nobody", () => {
  const cluster = new SmallCluster([]);
  const { podClass } = cluster.pod(podOf("web", { near: [term(ZONE, "web"), term(ZONE, "db")] }));
  const [web, db] = podClass.affinityTerms.requiredAffinity;
  expect([[], [web!], [web!, db!]].map((terms) => allTermsSelect(terms, podClass))).toEqual([false, true, false]);
});

it("terms have one text if they mean the same pods", () => {
  const cluster = new SmallCluster([]);
  const written = [
    term(ZONE, "web", { namespaces: ["a", "b"] }),
    term("rack", "web", { namespaces: ["b", "a"] }),
    term(ZONE, "web"),
    { topologyKey: ZONE, namespaces: ["default"] },
    { topologyKey: ZONE, namespaces: ["default"], labelSelector: {} },
  ];
  const terms = cluster.pod(podOf("web", { near: written })).podClass.affinityTerms.requiredAffinity.map(termText);
  expect(terms[0]).toBe(terms[1]);
  expect(new Set(terms).size).toBe(4);
});
