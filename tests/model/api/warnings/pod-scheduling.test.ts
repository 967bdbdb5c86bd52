// Warnings of where a pod shall run.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import { podAffinityWarnings, podSchedulingWarnings } from "../../../../src/model/api/warnings/pod-scheduling.ts";

const SPEC = FieldPath.root("spec");
const OLD = "failure-domain.beta.kubernetes.io/zone";
const INSTEAD = 'deprecated since v1.17; use "topology.kubernetes.io/zone" instead';
const NO_SELECTOR = "a null labelSelector results in matching no pod";

it("minds old names of labels wherever nodes are chosen by them", () => {
  const term = { matchExpressions: [{ key: OLD }] };
  const spec = {
    nodeSelector: { [OLD]: "a" },
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] },
        preferredDuringSchedulingIgnoredDuringExecution: [{ preference: term }],
      },
    },
    topologySpreadConstraints: [{ topologyKey: OLD, labelSelector: {} }],
  };
  const affinity = "spec.affinity.nodeAffinity";
  const terms = `${affinity}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0]`;
  const preference = `${affinity}.preferredDuringSchedulingIgnoredDuringExecution[0].preference`;
  expect(podSchedulingWarnings(spec, SPEC)).toEqual([
    `spec.nodeSelector[${OLD}]: ${INSTEAD}`,
    `${terms}.matchExpressions[0].key: ${OLD} is ${INSTEAD}`,
    `${preference}.matchExpressions[0].key: ${OLD} is ${INSTEAD}`,
    `spec.topologySpreadConstraints[0].topologyKey: ${OLD} is ${INSTEAD}`,
  ]);
});

it("minds selectors that are absent, not those that are empty", () => {
  const terms = [{ topologyKey: "zone" }, { topologyKey: "zone", labelSelector: {} }];
  const spec = {
    topologySpreadConstraints: [{ topologyKey: "zone" }],
    affinity: {
      podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms },
      podAntiAffinity: {
        preferredDuringSchedulingIgnoredDuringExecution: terms.map((podAffinityTerm) => ({ podAffinityTerm })),
      },
    },
  };
  expect(podSchedulingWarnings(spec, SPEC)).toEqual([
    `spec.topologySpreadConstraints[0].labelSelector: ${NO_SELECTOR}`,
  ]);
  const needed = "spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution[0]";
  const wanted = "spec.affinity.podAntiAffinity.preferredDuringSchedulingIgnoredDuringExecution[0].podAffinityTerm";
  expect(podAffinityWarnings(spec, SPEC)).toEqual([
    `${needed}.labelSelector: ${NO_SELECTOR}`,
    `${wanted}.labelSelector: ${NO_SELECTOR}`,
  ]);
});
