// Namespaces on their way into the API server.

import { expect, it } from "vitest";

import { NAMESPACE_KIND } from "../../../../src/model/api/kinds/namespace.ts";
import { changeMistakes, create, created, mistakes, update } from "../kind-outcomes.ts";

const NAME_LABEL = "kubernetes.io/metadata.name";

it("stores a namespace that knows its name and what must go before it", () => {
  const namespace = created(NAMESPACE_KIND, { metadata: { name: "shop", labels: { team: "b" } } });
  expect(namespace).toMatchObject({
    metadata: { labels: { team: "b", [NAME_LABEL]: "shop" } },
    spec: { finalizers: ["kubernetes"] },
    status: { phase: "Active" },
  });
  expect(namespace).not.toHaveProperty("metadata.namespace");
});

it("keeps further finalizers, and no status that was written", () => {
  const finalizers = ["example.com/mine"];
  const namespace = created(NAMESPACE_KIND, { spec: { finalizers }, status: { phase: "Terminating" } });
  expect(namespace).toMatchObject({
    spec: { finalizers: ["example.com/mine", "kubernetes"] },
    status: { phase: "Active" },
  });
});

it("refuses names that are no label, and finalizers without a domain", () => {
  expect(mistakes(NAMESPACE_KIND, { metadata: { name: "a.b" } })).toEqual([
    'metadata.name: Invalid value: "a.b": must not contain dots',
  ]);
  expect(mistakes(NAMESPACE_KIND, { spec: { finalizers: ["mine"] } })).toEqual([
    'spec.finalizers: Invalid value: "mine": name is neither a standard finalizer name nor is it fully qualified',
  ]);
  expect(mistakes(NAMESPACE_KIND, { spec: { finalizers: ["a b/c"] } }).join()).toContain("spec.finalizers");
});

it("lets an update change labels only", () => {
  const changed = update(NAMESPACE_KIND, {}, { metadata: { labels: { team: "b" } }, spec: { finalizers: [] } });
  expect(changed).toMatchObject({
    object: { metadata: { labels: { team: "b", [NAME_LABEL]: "a" } }, spec: { finalizers: ["kubernetes"] } },
  });
  expect(changeMistakes(NAMESPACE_KIND, {}, { metadata: { name: "b" } })).not.toEqual([]);
  expect(create(NAMESPACE_KIND, {})).toHaveProperty("warnings", []);
});
