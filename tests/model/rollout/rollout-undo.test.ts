// What undoing a rollout writes.

import { expect, it } from "vitest";

import { undoRollout } from "../../../src/model/rollout/rollout-undo.ts";
import type { Deployment, ReplicaSet } from "../../../src/model/api/types/workload.ts";

function template(image: string, hash?: string) {
  const labels = { app: "web", ...(hash === undefined ? {} : { "pod-template-hash": hash }) };
  return { metadata: { labels }, spec: { containers: [{ name: "c", image }] } };
}

function replicaSet(revision: string, image: string): ReplicaSet {
  const annotations = { "deployment.kubernetes.io/revision": revision, change: image };
  return { metadata: { name: `web-${image}`, annotations }, spec: { template: template(image, `hash-${image}`) } };
}

const OWN = [replicaSet("1", "v1"), replicaSet("3", "v3"), replicaSet("2", "v2")];
const WEB: Deployment = {
  metadata: { name: "web", annotations: { "deployment.kubernetes.io/revision": "3", change: "v3", other: "x" } },
  spec: { template: template("v3") },
};

it("puts the template of a revision back without its hash, and that one's annotations", () => {
  expect(undoRollout(WEB, OWN, 1)).toEqual({
    kind: "undone",
    template: template("v1"),
    annotations: { "deployment.kubernetes.io/revision": "3", change: "v1" },
  });
});

it("goes back by one where no revision is named", () => {
  expect(undoRollout(WEB, OWN, 0)).toMatchObject({ template: template("v2") });
});

it("has nothing to do where the template is that one already", () => {
  expect(undoRollout(WEB, OWN, 3)).toEqual({
    kind: "skipped",
    message: "skipped rollback (current template already matches revision 3)",
  });
});

it.each([
  ["a revision that is not kept", WEB, OWN, 7, "unable to find specified revision 7 in history"],
  ["a history of one", WEB, OWN.slice(0, 1), 0, 'no rollout history found for deployment "web"'],
  [
    "a pause",
    { ...WEB, spec: { ...WEB.spec, paused: true } },
    OWN,
    1,
    "you cannot rollback a paused deployment; resume it first with 'kubectl rollout resume' and try again",
  ],
] as const)("is refused by %s", (_, deployment, own, revision, message) => {
  expect(undoRollout(deployment, own, revision)).toEqual({ kind: "refused", message });
});
