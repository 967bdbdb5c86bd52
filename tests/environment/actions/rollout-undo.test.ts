// `kubectl rollout undo`: which revision, and what is refused.

import { describe, expect, it } from "vitest";

import { revisionData } from "../../../src/model/hashing/controller-revision.ts";

import type { SmallWorld } from "../small-world.ts";
import { saidAfter, storeDeployment } from "./action-world.ts";

const OWNER = { apiVersion: "apps/v1", kind: "Deployment", name: "web", uid: "uid-web", controller: true };

function template(image: string, hash?: string) {
  const labels = { app: "web", ...(hash === undefined ? {} : { "pod-template-hash": hash }) };
  return { metadata: { labels }, spec: { containers: [{ name: "main", image }] } };
}

/** A Deployment at image main:3 whose ReplicaSets have been main:1, main:2 and main:3. */
function withHistory(world: SmallWorld, spec: Readonly<Record<string, unknown>> = {}): void {
  storeDeployment(world, "web", { template: template("main:3"), ...spec });
  for (const revision of [1, 2, 3]) {
    const annotations = { "deployment.kubernetes.io/revision": String(revision), note: `of ${revision}` };
    const metadata = { name: `web-${revision}`, namespace: "default", ownerReferences: [OWNER], annotations };
    const object = { metadata, spec: { template: template(`main:${revision}`, `hash${revision}`) } };
    world.apply({ kind: "object-stored", stored: { kind: "ReplicaSet", object: object } });
  }
}

function undone(options: Readonly<Record<string, unknown>>, spec: Readonly<Record<string, unknown>> = {}) {
  const { world, said } = saidAfter("rolloutUndo", { deployment: "web", ...options }, (made) =>
    withHistory(made, spec),
  );
  const deployment = world.find("Deployment", "default", "web");
  return { said, deployment, image: deployment?.spec?.template?.spec?.containers?.[0]?.image };
}

describe("rolloutUndo of a Deployment", () => {
  it("goes back to the revision before the last, its annotations included, without the hash", () => {
    const { said, deployment, image } = undone({});
    expect(said).toEqual(["deployment.apps/web rolled back"]);
    expect(image).toBe("main:2");
    expect(deployment?.spec?.template?.metadata?.labels).toEqual({ app: "web" });
    expect(deployment?.metadata?.annotations).toEqual({ note: "of 2" });
  });

  it("goes back to the revision that is named", () => {
    expect(undone({ toRevision: 1 }).image).toBe("main:1");
  });

  it("says where there is nothing to do or no way back", () => {
    expect(undone({ toRevision: 3 }).said).toEqual([
      "deployment.apps/web skipped rollback (current template already matches revision 3)",
    ]);
    expect(undone({ toRevision: 7 }).said).toEqual(["error: unable to find specified revision 7 in history"]);
    expect(undone({}, { paused: true }).said).toEqual([
      "error: you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
    ]);
    const { said } = saidAfter("rolloutUndo", { deployment: "new" }, (made) => storeDeployment(made, "new"));
    expect(said).toEqual(['error: no rollout history found for deployment "new"']);
  });
});

describe("rolloutUndo of a StatefulSet", () => {
  function setWith(revisions: readonly string[], current: string, options: Readonly<Record<string, unknown>> = {}) {
    return saidAfter("rolloutUndo", { statefulSet: "db", ...options }, (world) => {
      const metadata = { name: "db", namespace: "default", uid: "uid-db" };
      const object = { metadata, spec: { template: template(current) } };
      world.apply({ kind: "object-stored", stored: { kind: "StatefulSet", object: object } });
      for (const [index, image] of revisions.entries()) {
        const ownerReferences = [{ ...OWNER, kind: "StatefulSet", name: "db", uid: "uid-db" }];
        const data: unknown = JSON.parse(revisionData(template(image)));
        const revision = {
          metadata: { name: `db-${image}`, namespace: "default", ownerReferences },
          data,
          revision: index + 1,
        };
        world.apply({ kind: "object-stored", stored: { kind: "ControllerRevision", object: revision } });
      }
    });
  }

  it("takes the template out of the revision before the last", () => {
    const { world, said } = setWith(["db:1", "db:2", "db:3"], "db:3");
    expect(said).toEqual(["statefulset.apps/db rolled back"]);
    expect(world.find("StatefulSet", "default", "db")?.spec?.template).toMatchObject(template("db:2"));
  });

  it("says where there is nothing to do or no way back", () => {
    expect(setWith(["db:1"], "db:1").said).toEqual(["error: no last revision to roll back to"]);
    expect(setWith(["db:1", "db:2"], "db:1").said[0]).toContain("skipped rollback");
    expect(setWith(["db:1", "db:2"], "db:2", { toRevision: 5 }).said).toEqual([
      "error: unable to find specified revision 5 in history",
    ]);
  });
});
