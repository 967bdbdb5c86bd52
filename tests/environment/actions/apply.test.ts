// `kubectl apply`.

import { describe, expect, it } from "vitest";

import { saidAfter, storeDeployment } from "./action-world.ts";

function deployment(replicas: number, labels: Readonly<Record<string, string>> = {}) {
  const template = { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "main", image: "main:1" }] } };
  return {
    kind: "Deployment",
    metadata: { name: "web", namespace: "default", ...(Object.keys(labels).length === 0 ? {} : { labels }) },
    spec: { replicas, selector: { matchLabels: { app: "web" } }, template },
  };
}

describe("apply", () => {
  it("creates what is not there", () => {
    const { world, said } = saidAfter("apply", { objects: [deployment(3)] });
    expect(said).toEqual(["deployment.apps/web created"]);
    expect(world.requests).toEqual(["create Deployment web"]);
  });

  it("changes what is, and keeps what the server says of it", () => {
    const { world, said } = saidAfter("apply", { objects: [deployment(5, { tier: "web" })] }, (made) =>
      storeDeployment(made, "web"),
    );
    expect(said).toEqual(["deployment.apps/web configured"]);
    const changed = world.find("Deployment", "default", "web");
    expect(changed?.metadata).toMatchObject({ uid: "uid-web", generation: 1, labels: { tier: "web" } });
    expect(changed?.spec?.replicas).toBe(5);
  });

  it("writes nothing where nothing would change", () => {
    const { world, said } = saidAfter("apply", { objects: [deployment(3)] }, (made) => storeDeployment(made, "web"));
    expect(said).toEqual(["deployment.apps/web unchanged"]);
    expect(world.requests).toEqual([]);
  });

  it("leaves what no manifest names, such as a pause", () => {
    const { spec, ...rest } = deployment(3);
    const { replicas: _replicas, ...unscaled } = spec;
    const { world, said } = saidAfter(
      "apply",
      { objects: [{ ...rest, spec: { ...unscaled, minReadySeconds: 5 } }] },
      (made) => storeDeployment(made, "web", { paused: true }),
    );
    expect(said).toEqual(["deployment.apps/web configured"]);
    expect(world.find("Deployment", "default", "web")?.spec).toMatchObject({
      replicas: 3,
      paused: true,
      minReadySeconds: 5,
    });
  });
});
