// `kubectl rollout resume`.

import { describe, expect, it } from "vitest";

import { saidAfter, storeDeployment } from "./action-world.ts";

describe("rolloutResume", () => {
  it("is done once", () => {
    const { world, said } = saidAfter("rolloutResume", { deployment: "web" }, (made) =>
      storeDeployment(made, "web", { paused: true }),
    );
    expect(said).toEqual(["deployment.apps/web resumed"]);
    expect(world.find("Deployment", "default", "web")?.spec?.paused === true).toBe(false);
  });

  it("is refused where it is so already", () => {
    const { said } = saidAfter("rolloutResume", { deployment: "web" }, (made) =>
      storeDeployment(made, "web", { paused: false }),
    );
    expect(said).toEqual(['error: deployments.apps "web" is not paused']);
  });
});
