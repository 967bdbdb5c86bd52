// `kubectl rollout pause`.

import { describe, expect, it } from "vitest";

import { saidAfter, storeDeployment } from "./action-world.ts";

describe("rolloutPause", () => {
  it("is done once", () => {
    const { world, said } = saidAfter("rolloutPause", { deployment: "web" }, (made) =>
      storeDeployment(made, "web", { paused: false }),
    );
    expect(said).toEqual(["deployment.apps/web paused"]);
    expect(world.find("Deployment", "default", "web")?.spec?.paused === true).toBe(true);
  });

  it("is refused where it is so already", () => {
    const { said } = saidAfter("rolloutPause", { deployment: "web" }, (made) =>
      storeDeployment(made, "web", { paused: true }),
    );
    expect(said).toEqual(['error: deployments.apps "web" is already paused']);
  });
});
