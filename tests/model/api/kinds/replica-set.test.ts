// The way of a ReplicaSet into the API server.

import { expect, it } from "vitest";

import { REPLICA_SET_KIND } from "../../../../src/model/api/kinds/replica-set.ts";
import { create, update } from "../kind-outcomes.ts";
import { GOOD_SELECTOR, goodTemplate } from "../pod-templates.ts";

function manifest(name: string, replicas: number) {
  return { metadata: { name }, spec: { replicas, selector: GOOD_SELECTOR, template: goodTemplate() } };
}

it("counts changes of what is wanted", () => {
  const one = manifest("web", 1);
  expect(update(REPLICA_SET_KIND, one, one)).toMatchObject({ object: { metadata: { generation: 1 } } });
  const updated = update(REPLICA_SET_KIND, one, manifest("web", 2));
  expect(updated).toMatchObject({ object: { metadata: { generation: 2 }, spec: { replicas: 2 } } });
});

it("warns of a name that is no host's", () => {
  const warnings = [expect.stringMatching(/^metadata.name: /)];
  expect(create(REPLICA_SET_KIND, manifest("web.x", 1))).toMatchObject({ warnings });
});
