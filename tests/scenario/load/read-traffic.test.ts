// What reading load needs of the scenario around it: its pods, those of no workload included.

import { describe, expect, it } from "vitest";

import { load, POD, POOL, scenario } from "../memory-files.ts";

const SERVICE =
  "apiVersion: v1\nkind: Service\nmetadata: { name: solo }\nspec: { selector: { app: solo }, ports: [{ port: 80 }] }\n";

describe("load on pods by themselves", () => {
  it("is served by those that wait for a node, and by those that are on one", () => {
    for (const spec of ["", "nodeName: pool-1, "]) {
      const pod = POD.replace("name: a", "name: a, labels: { app: solo }").replace("spec: {", `spec: { ${spec}`);
      const text = scenario(
        "  horizon: 1h\n  workloads: [{ manifests: [all.yaml] }]\n  load: [{ target: service/solo, requestsPerSecond: 1, cpuPerRequest: 1ms }]\n",
        POOL,
      );
      const { plan, errors } = load({ "s.yaml": text, "all.yaml": `${SERVICE}---\n${pod}` });
      expect(errors).toEqual([]);
      expect(plan?.load?.services).toHaveLength(1);
      expect(plan?.metrics).toBeDefined();
    }
  });
});
