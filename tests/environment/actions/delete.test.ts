// `kubectl delete`.

import { describe, expect, it } from "vitest";

import { saidAfter, storeDeployment } from "./action-world.ts";

describe("delete", () => {
  it("removes an object with what it owns, or without", () => {
    const prepare = (made: Parameters<typeof storeDeployment>[0]) => storeDeployment(made, "web");
    const deleted = saidAfter("delete", { deployment: "web" }, prepare);
    expect(deleted.said).toEqual(['deployment.apps "web" deleted from default namespace']);
    expect(deleted.world.requests).toEqual(["remove Deployment web Background"]);
    const orphaned = saidAfter("delete", { deployment: "web", cascade: "orphan" }, prepare);
    expect(orphaned.world.requests).toEqual(["remove Deployment web Orphan"]);
  });

  it("removes a pod, with the grace that it is told", () => {
    const deleted = saidAfter("delete", { pod: "web-1", gracePeriod: "0s" }, (made) => made.addPod("web-1", "n-1"));
    expect(deleted.said).toEqual(['pod "web-1" force deleted from default namespace']);
    expect(deleted.world.requests).toEqual(["remove pod web-1 0"]);
  });

  it("fails where there is nothing to delete", () => {
    expect(saidAfter("delete", { service: "web" }).said).toEqual([
      'Error from server (NotFound): services "web" not found',
    ]);
  });
});
