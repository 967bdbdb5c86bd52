// The way of a storage class into the API server.

import { expect, it } from "vitest";

import { STORAGE_CLASS_KIND } from "../../../../src/model/api/kinds/storage-class.ts";
import { changeMistakes, create, stored } from "../kind-outcomes.ts";

const DISK = { provisioner: "example.com/disk" };

it("has its defaults", () => {
  expect(stored(STORAGE_CLASS_KIND, DISK)).toMatchObject({ reclaimPolicy: "Delete", volumeBindingMode: "Immediate" });
});

it("warns of labels of nodes that have newer names", () => {
  const key = "failure-domain.beta.kubernetes.io/zone";
  const allowedTopologies = [
    {
      matchLabelExpressions: [
        { key: "zone", values: ["a"] },
        { key, values: ["a"] },
      ],
    },
  ];
  expect(create(STORAGE_CLASS_KIND, { ...DISK, allowedTopologies })).toMatchObject({
    warnings: [
      'allowedTopologies[0].matchLabelExpressions[1].key: deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
    ],
  });
});

it("keeps its provisioner", () => {
  expect(changeMistakes(STORAGE_CLASS_KIND, DISK, { provisioner: "other.example.com" })).toEqual([
    'provisioner: Invalid value: "other.example.com": field is immutable',
  ]);
});
