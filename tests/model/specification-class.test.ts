// What scheduling reads of a specification alone.

import { expect, it } from "vitest";

import { specificationClassOf } from "../../src/model/specification-class.ts";
import { VERSION_BEHAVIOUR } from "../../src/model/version-behaviour.ts";
import { podAsking } from "./build-objects.ts";

it("is the same whatever the pod's labels, owners and namespace are", () => {
  const plain = podAsking(
    { cpu: "1", memory: "1Gi" },
    { priority: 7, tolerations: [{ key: "a", operator: "Exists" }] },
  );
  const ownerReferences = [{ apiVersion: "batch/v1", kind: "Job", name: "work", uid: "u" }];
  const other = { ...plain, metadata: { name: "b", namespace: "shop", labels: { app: "b" }, ownerReferences } };
  const [one, two] = [plain, other].map((pod) => specificationClassOf(pod, VERSION_BEHAVIOUR["1.36"]));
  expect(two).toEqual(one);
  expect(one).toMatchObject({ priority: 7, containerCount: 1, requests: { cpuMilli: 1000 }, gates: [] });
});
