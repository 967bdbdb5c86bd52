// `kubectl rollout restart`.

import { describe, expect, it } from "vitest";

import { action, actionWorld, saidAfter, storeDeployment } from "./action-world.ts";

describe("rolloutRestart", () => {
  it("writes the moment into the template", () => {
    const { world, said } = saidAfter("rolloutRestart", { deployment: "web" }, (made) => storeDeployment(made, "web"));
    expect(said).toEqual(["deployment.apps/web restarted"]);
    expect(world.find("Deployment", "default", "web")?.spec?.template?.metadata).toEqual({
      labels: { app: "web" },
      annotations: { "kubectl.kubernetes.io/restartedAt": "2026-01-01T00:00:10Z" },
    });
  });

  it("is refused for a Deployment that is paused", () => {
    const { said } = saidAfter("rolloutRestart", { deployment: "web" }, (made) =>
      storeDeployment(made, "web", { paused: true }),
    );
    const why = "can't restart paused deployment (run rollout resume first)";
    expect(said).toEqual([`error: deployments.apps "web" ${why}`]);
  });

  it("fails for the second time within a second", () => {
    const restart = (name: string) => action("rolloutRestart", { deployment: "web" }, { name });
    const { world } = actionWorld([restart("one"), restart("other")]);
    storeDeployment(world, "web");
    world.run();
    expect(world.said[1]).toMatch(/^10 error: failed to create patch for web: if restart has already been triggered/);
  });
});
