// `kubectl scale`.

import { describe, expect, it } from "vitest";

import { saidAfter, storeDeployment } from "./action-world.ts";

describe("scale", () => {
  it("writes the number of replicas and leaves the rest", () => {
    const { world, said } = saidAfter("scale", { deployment: "web", replicas: 7 }, (made) =>
      storeDeployment(made, "web", { minReadySeconds: 5 }),
    );
    expect(said).toEqual(["deployment.apps/web scaled"]);
    expect(world.find("Deployment", "default", "web")?.spec).toMatchObject({ replicas: 7, minReadySeconds: 5 });
  });

  it("fails where there is no such object any more", () => {
    const { world, said } = saidAfter("scale", { statefulSet: "db", namespace: "shop", replicas: 7 });
    expect(said).toEqual(['Error from server (NotFound): statefulsets.apps "db" not found']);
    expect(world.heard.at(-1)).toBe("10 scale fails");
  });
});
