// What one pod has beside its template.

import { expect, it } from "vitest";

import { withOwnParts } from "../../src/model/own-parts.ts";
import { pod } from "./build-objects.ts";

it("gives the template itself where a pod has nothing of its own", () => {
  const template = pod();
  expect(withOwnParts(template, undefined)).toBe(template);
});

it("adds labels and annotations, and prefers a pod's own", () => {
  const template = pod({}, { labels: { app: "db", index: "x" }, annotations: { note: "a" } });
  const own = withOwnParts(template, { labels: { index: "1" }, annotations: { more: "b" } });
  expect(own.metadata.labels).toEqual({ app: "db", index: "1" });
  expect(own.metadata.annotations).toEqual({ note: "a", more: "b" });
  expect(own.spec).toBe(template.spec);
});

it("puts a pod's own volumes before the template's, and in the place of those of their names", () => {
  const data = { name: "data", persistentVolumeClaim: { claimName: "data-db-0" } };
  const template = pod({ volumes: [{ name: "tmp" }, { name: "data", emptyDir: {} }] });
  expect(withOwnParts(template, { volumes: [data] }).spec.volumes).toEqual([data, { name: "tmp" }]);
  expect(withOwnParts(pod(), { volumes: [data] }).spec.volumes).toEqual([data]);
});

it("pins a pod to a node, in the place of the template's terms and of nothing else", () => {
  const preferred = [{ weight: 1, preference: { matchExpressions: [{ key: "ssd", operator: "Exists" }] } }];
  const required = { nodeSelectorTerms: [{ matchExpressions: [{ key: "gpu", operator: "Exists" }] }] };
  const nodeAffinity = {
    requiredDuringSchedulingIgnoredDuringExecution: required,
    preferredDuringSchedulingIgnoredDuringExecution: preferred,
  };
  const template = pod({ affinity: { nodeAffinity, podAffinity: {} } });
  expect(withOwnParts(template, { pinnedTo: "n1" }).spec.affinity).toEqual({
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: {
        nodeSelectorTerms: [{ matchFields: [{ key: "metadata.name", operator: "In", values: ["n1"] }] }],
      },
      preferredDuringSchedulingIgnoredDuringExecution: preferred,
    },
    podAffinity: {},
  });
});
