// The way of a ReplicationController into the API server.

import { expect, it } from "vitest";

import { REPLICATION_CONTROLLER_KIND } from "../../../../src/model/api/kinds/replication-controller.ts";
import { stored, update } from "../kind-outcomes.ts";
import { goodTemplate } from "../pod-templates.ts";

function manifest(environment: readonly string[] = []) {
  const template = goodTemplate();
  const containers = [{ ...template.spec!.containers![0]!, env: environment.map((name) => ({ name, value: "1" })) }];
  return { metadata: { name: "web" }, spec: { template: { ...template, spec: { ...template.spec, containers } } } };
}

it("takes its selector from its template", () => {
  const created = stored(REPLICATION_CONTROLLER_KIND, manifest());
  expect(created).toMatchObject({ metadata: { generation: 1 }, spec: { replicas: 1, selector: { app: "web" } } });
});

it("warns of the template that is replaced, as the server does", () => {
  const updated = update(REPLICATION_CONTROLLER_KIND, manifest(["A", "A"]), manifest());
  const warnings = [expect.stringContaining("spec.template.spec.containers[0].env[1]: ")];
  expect(updated).toMatchObject({ object: { metadata: { generation: 2 } }, warnings });
});
