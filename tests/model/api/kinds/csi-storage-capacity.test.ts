// The way of the room that a CSI driver reports into the API server.

import { expect, it } from "vitest";

import { CSI_STORAGE_CAPACITY_KIND } from "../../../../src/model/api/kinds/csi-storage-capacity.ts";
import { changeMistakes, create, created, mistakes } from "../kind-outcomes.ts";

const REPORT = { storageClassName: "fast", capacity: "10Gi", nodeTopology: { matchLabels: { zone: "a" } } };

it("is stored as it is", () => {
  expect(created(CSI_STORAGE_CAPACITY_KIND, REPORT)).toMatchObject(REPORT);
});

it("is judged when it is new and when it changes", () => {
  expect(mistakes(CSI_STORAGE_CAPACITY_KIND, { ...REPORT, capacity: "-1" })).toHaveLength(1);
  expect(changeMistakes(CSI_STORAGE_CAPACITY_KIND, REPORT, { ...REPORT, capacity: "5Gi" })).toEqual([]);
  expect(changeMistakes(CSI_STORAGE_CAPACITY_KIND, REPORT, { ...REPORT, storageClassName: "slow" })).toHaveLength(1);
});

it("tells of labels of nodes that have newer names", () => {
  const nodeTopology = { matchLabels: { "failure-domain.beta.kubernetes.io/zone": "a" } };
  const outcome = create(CSI_STORAGE_CAPACITY_KIND, { ...REPORT, nodeTopology });
  expect("warnings" in outcome ? outcome.warnings : []).toEqual([
    "nodeTopology.matchLabels.failure-domain.beta.kubernetes.io/zone: " +
      'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  ]);
  expect(create(CSI_STORAGE_CAPACITY_KIND, { storageClassName: "fast" })).toMatchObject({ warnings: [] });
});
