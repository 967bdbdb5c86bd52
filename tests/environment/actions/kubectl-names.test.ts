// What kubectl calls things.

import { describe, expect, it } from "vitest";

import { STORED_KINDS } from "../../../src/cluster/object-store.ts";
import { kindText, nameText, objectText, resourceText } from "../../../src/environment/actions/kubectl-names.ts";
import { API_KINDS } from "../../../src/model/api/api-kinds.ts";

describe("names in kubectl's output", () => {
  it("have the group of the kind, for each kind that is kept", () => {
    for (const kind of STORED_KINDS) {
      const group = API_KINDS.find((one) => one.kind === kind)?.apiVersion.split("/");
      if (group === undefined) continue;
      expect(kindText(kind)).toBe(kind.toLowerCase() + (group.length === 1 ? "" : `.${group[0]}`));
    }
  });

  it("have the resource's plural", () => {
    expect([resourceText("Node"), resourceText("StorageClass"), resourceText("Job"), resourceText("Pod")]).toEqual([
      "nodes",
      "storageclasses.storage.k8s.io",
      "jobs.batch",
      "pods",
    ]);
    expect(resourceText("CSIStorageCapacity")).toBe("csistoragecapacities.storage.k8s.io");
  });

  it("are as short as they can be in messages about a scenario", () => {
    expect(objectText("PodDisruptionBudget", "web")).toBe("poddisruptionbudget.policy/web");
    expect(nameText({ kind: "Job", namespace: "default", name: "a" })).toBe("Job a");
    expect(nameText({ kind: "Job", namespace: "shop", name: "a" })).toBe("Job a in shop");
  });
});
