// Terms of affinity between pods: what they are made of, whom they mean, and which cannot be asked.

import { describe, expect, it } from "vitest";

import { NO_AFFINITY_TERMS, podAffinityTermsOf, termSelects } from "../../src/model/pod-affinity-terms.ts";
import type { PodAffinityTerm } from "../../src/model/api/types/affinity.ts";
import type { Labels } from "../../src/model/objects.ts";
import { pod } from "./build-objects.ts";

/** The only term of a pod in namespace `home`. */
function compiled(written: Partial<PodAffinityTerm>) {
  const required = [{ topologyKey: "zone", labelSelector: { matchLabels: { app: "web" } }, ...written }];
  const affinity = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required } };
  return podAffinityTermsOf(pod({ affinity }, { namespace: "home" })).requiredAffinity[0]!;
}

describe("a term", () => {
  it.each<[string, Partial<PodAffinityTerm>, string, Labels | undefined, boolean]>([
    ["means pods of its own namespace", {}, "home", {}, true],
    ["means no pods of another", {}, "other", { team: "a" }, false],
    ["means pods of listed namespaces only", { namespaces: ["other"] }, "home", {}, false],
    ["means pods of a listed namespace", { namespaces: ["other"] }, "other", undefined, true],
    ["means all namespaces by an empty selector", { namespaceSelector: {} }, "other", undefined, true],
    [
      "asks labels of the namespace",
      { namespaceSelector: { matchLabels: { team: "a" } } },
      "other",
      { team: "a" },
      true,
    ],
    ["asks them of its own too", { namespaceSelector: { matchLabels: { team: "a" } } }, "home", { team: "b" }, false],
    [
      "finds nothing in labels unknown",
      { namespaceSelector: { matchLabels: { team: "a" } } },
      "other",
      undefined,
      false,
    ],
    ["with an empty selector means everybody", { labelSelector: {} }, "home", {}, true],
    ["does not mean pods with other labels", { labelSelector: { matchLabels: { app: "db" } } }, "home", {}, false],
  ])("%s", (_sentence, written, namespace, namespaceLabels, expected) => {
    expect(termSelects(compiled(written), { namespace, labels: { app: "web" } }, namespaceLabels)).toBe(expected);
  });

  it("without selector means nobody", () => {
    const affinity = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: "zone" }] } };
    const [term] = podAffinityTermsOf(pod({ affinity })).requiredAffinity;
    expect(termSelects(term!, { namespace: "default", labels: { app: "web" } }, {})).toBe(false);
  });

  it("keeps its weight if it is preferred", () => {
    const preferred = [{ weight: 7, podAffinityTerm: { topologyKey: "zone" } }];
    const affinity = { podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: preferred } };
    expect(podAffinityTermsOf(pod({ affinity })).preferredAntiAffinity).toMatchObject([
      { weight: 7, topologyKey: "zone", selector: { kind: "nothing" } },
    ]);
  });
});

describe("a pod", () => {
  it.each([
    ["without affinity", {}],
    ["with affinity to nodes", { nodeAffinity: {} }],
    ["with sides that say nothing", { podAffinity: {}, podAntiAffinity: {} }],
  ])("%s has no terms", (_sentence, affinity) => {
    expect(podAffinityTermsOf(pod({ affinity }))).toBe(NO_AFFINITY_TERMS);
  });

  it("loses a list with a mistake in it, and is told of each such list", () => {
    const bad = { topologyKey: "zone", labelSelector: { matchExpressions: [{ key: "app", operator: "Near" }] } };
    const good = { topologyKey: "zone", labelSelector: {} };
    const terms = podAffinityTermsOf(
      pod({
        affinity: {
          podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [good, bad] },
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [good],
            preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: bad }],
          },
        },
      }),
    );
    expect(terms).toMatchObject({ requiredAffinity: [], requiredAntiAffinity: [{}], preferredAntiAffinity: [] });
    expect(terms.problem).toBe(
      '[requiredAffinityTerms: "Near" is not a valid label selector operator, ' +
        'preferredAntiAffinityTerms: "Near" is not a valid label selector operator]',
    );
  });
});
