// The way of a StatefulSet into the API server.

import { expect, it } from "vitest";

import { STATEFUL_SET_KIND } from "../../../../src/model/api/kinds/stateful-set.ts";
import type { StatefulSetSpec } from "../../../../src/model/api/types/workload.ts";
import { create, stored, update } from "../kind-outcomes.ts";
import { GOOD_SELECTOR, goodTemplate } from "../pod-templates.ts";

const CLAIM = {
  kind: "Whatever",
  metadata: { name: "data" },
  spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1500m" } } },
};

function manifest(spec: object = {}) {
  const good = { serviceName: "web", selector: GOOD_SELECTOR, template: goodTemplate() };
  return { metadata: { name: "web" }, spec: { ...good, ...spec } };
}

it("drops the number of pods that an update may take down, which is no feature yet", () => {
  const { spec } = stored(STATEFUL_SET_KIND, manifest({ updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } }));
  expect((spec as StatefulSetSpec).updateStrategy).toEqual({ type: "RollingUpdate", rollingUpdate: { partition: 0 } });
});

it("completes its claims, and warns of parts of bytes", () => {
  const template = { apiVersion: "v1", kind: "PersistentVolumeClaim", spec: { volumeMode: "Filesystem" } };
  expect(create(STATEFUL_SET_KIND, manifest({ volumeClaimTemplates: [CLAIM] }))).toMatchObject({
    object: { spec: { volumeClaimTemplates: [{ ...template, status: { phase: "Pending" } }] } },
    warnings: [
      'spec.volumeClaimTemplates[0].resources.requests[storage]: fractional byte value "1500m" is invalid, must be an integer',
    ],
  });
});

it.each([
  [{}, 1],
  [{ replicas: 3 }, 2],
])("counts changes of what is wanted: %j", (spec, generation) => {
  const updated = update(STATEFUL_SET_KIND, manifest(), manifest(spec));
  expect(updated).toMatchObject({ object: { metadata: { generation } } });
});

it("names the place of a claim otherwise when it warns of an update", () => {
  const claims = manifest({ volumeClaimTemplates: [CLAIM], revisionHistoryLimit: -1 });
  expect(update(STATEFUL_SET_KIND, claims, claims)).toMatchObject({
    warnings: [
      expect.stringContaining("spec.volumeClaimTemplates[0].Spec.resources.requests[storage]: "),
      expect.stringContaining("spec.revisionHistoryLimit: "),
    ],
  });
});
