// The way of a DaemonSet into the API server.

import { expect, it } from "vitest";

import { DAEMON_SET_KIND } from "../../../../src/model/api/kinds/daemon-set.ts";
import { create, stored, update } from "../kind-outcomes.ts";
import { GOOD_SELECTOR } from "../pod-templates.ts";

const GENERATION = "deprecated.daemonset.template.generation";

function manifest(spec: object = {}, annotations: object = {}, image = "agent:1") {
  const template = { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "a", image }] } };
  return { metadata: { name: "agent", annotations }, spec: { selector: GOOD_SELECTOR, template, ...spec } };
}

it.each([
  [{}, "1"],
  [{ [GENERATION]: "-4" }, "1"],
  [{ [GENERATION]: "+05" }, "5"],
])("begins to count its template's generations: %j", (annotations, generation) => {
  const created = stored(DAEMON_SET_KIND, manifest({}, annotations));
  expect(created["metadata"]).toMatchObject({ generation: 1, annotations: { [GENERATION]: generation } });
});

it.each([
  ["nothing", manifest(), "1", 1],
  ["nothing, whatever the user counted", manifest({}, { [GENERATION]: "9" }), "1", 1],
  ["another field", manifest({ minReadySeconds: 5 }), "1", 2],
  ["the template", manifest({}, {}, "agent:2"), "2", 2],
])("counts an update that changes %s", (_, changed, templateGeneration, generation) => {
  const metadata = { generation, annotations: { [GENERATION]: templateGeneration } };
  expect(update(DAEMON_SET_KIND, manifest(), changed)).toMatchObject({ object: { metadata } });
});

it("does not understand a generation that is no number", () => {
  expect(create(DAEMON_SET_KIND, manifest({}, { [GENERATION]: "" }))).toEqual({
    lines: ['strconv.ParseInt: parsing "": invalid syntax'],
  });
});

it("writes zeros for what a rolling update that is not to happen leaves open", () => {
  const updateStrategy = { type: "OnDelete", rollingUpdate: {} };
  const created = stored(DAEMON_SET_KIND, manifest({ updateStrategy }));
  const zeros = { maxUnavailable: 0, maxSurge: 0 };
  expect(created["spec"]).toMatchObject({ updateStrategy: { type: "OnDelete", rollingUpdate: zeros } });
});
