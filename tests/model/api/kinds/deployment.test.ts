// The way of a Deployment into the API server.

import { expect, it } from "vitest";

import { DEPLOYMENT_KIND } from "../../../../src/model/api/kinds/deployment.ts";
import { create, stored, update } from "../kind-outcomes.ts";
import { GOOD_SELECTOR } from "../pod-templates.ts";

const ROLLBACK_TO = "deprecated.deployment.rollback.to";

function manifest(annotations: Readonly<Record<string, string>>, image = "nginx") {
  return {
    metadata: { name: "web", annotations },
    spec: {
      selector: GOOD_SELECTOR,
      template: { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "a", image }] } },
    },
    status: { replicas: 7 },
  };
}

it("begins at its first generation, without a status", () => {
  const created = stored(DEPLOYMENT_KIND, manifest({}));
  expect(created).toMatchObject({ metadata: { generation: 1, namespace: "default" }, spec: { replicas: 1 } });
  expect(created).not.toHaveProperty("status");
});

it.each([
  ["nothing", {}, "nginx", 1],
  ["an annotation, which is copied to the ReplicaSets", { a: "b" }, "nginx", 2],
  ["the template", {}, "httpd", 2],
])("counts an update that changes %s", (_, annotations, image, generation) => {
  const updated = update(DEPLOYMENT_KIND, manifest({}), manifest(annotations, image));
  expect(updated).toMatchObject({ object: { metadata: { generation } } });
});

it.each([
  ["007", { [ROLLBACK_TO]: "7" }],
  ["", {}],
])("stores the revision %j to go back to as a number", (text, annotations) => {
  const created = stored(DEPLOYMENT_KIND, manifest({ [ROLLBACK_TO]: text }));
  expect(created["metadata"]).toMatchObject({ annotations });
});

it("does not understand a revision that is no number", () => {
  expect(create(DEPLOYMENT_KIND, manifest({ [ROLLBACK_TO]: "x" }))).toEqual({
    lines: [`failed to parse annotation[${ROLLBACK_TO}]=x as int64: strconv.ParseInt: parsing "x": invalid syntax`],
  });
});
