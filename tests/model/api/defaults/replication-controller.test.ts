// Defaults of ReplicationControllers.

import { expect, it } from "vitest";

import { applyReplicationControllerDefaults } from "../../../../src/model/api/defaults/replication-controller.ts";

it("takes selector and labels from the template", () => {
  const controller = { spec: { selector: {}, template: { metadata: { labels: { a: "b" } } } } };
  applyReplicationControllerDefaults(controller);
  expect(controller).toMatchObject({
    metadata: { labels: { a: "b" } },
    spec: { replicas: 1, selector: { a: "b" }, template: { spec: { restartPolicy: "Always" } } },
  });
});

it("makes no template", () => {
  const controller = { metadata: { labels: { c: "d" } }, spec: { replicas: 0 } };
  applyReplicationControllerDefaults(controller);
  expect(controller).toEqual({ metadata: { labels: { c: "d" } }, spec: { replicas: 0 } });
});
