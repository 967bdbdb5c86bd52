// Revisions: what they say, and their order.

import { describe, expect, it } from "vitest";

import {
  inOrderOfRevision,
  renewedTextOf,
  templateOfRevision,
  textOfRevision,
  textOfTemplate,
} from "../../../src/components/controllers/revision-history.ts";
import { applyPodTemplateDefaults } from "../../../src/model/api/defaults/pod-template.ts";
import type { PodTemplateSpec } from "../../../src/model/api/types/pod.ts";
import type { Draft } from "../../../src/model/api/api-type.ts";

function template(image: string): PodTemplateSpec {
  const draft: Draft<PodTemplateSpec> = {
    metadata: { labels: { app: "db" } },
    spec: { containers: [{ name: "c", image }] },
  };
  applyPodTemplateDefaults(draft);
  return draft;
}

describe("what a revision says", () => {
  const text = textOfTemplate(template("db:v1"));
  const revision = { metadata: { name: "db-1" }, data: JSON.parse(text) as unknown, revision: 1 };

  it("is what its template says, in whatever order it was stored", () => {
    const { spec } = JSON.parse(text) as { spec: { template: object } };
    const reversed = Object.fromEntries(Object.entries(spec.template).toReversed());
    expect(textOfRevision(revision)).toBe(text);
    expect(textOfRevision({ data: { spec: { template: reversed } } })).toBe(text);
    expect(textOfTemplate(template("db:v2"))).not.toBe(text);
  });

  it("is a template again, the same object each time", () => {
    expect(textOfTemplate(templateOfRevision(revision))).toBe(text);
    expect(templateOfRevision(revision)).toBe(templateOfRevision(revision));
  });

  it("is the same as an older version wrote it, once its words are renewed", () => {
    const { spec } = JSON.parse(text) as { spec: { template: { metadata: object } } };
    const metadata = { ...spec.template.metadata, creationTimestamp: null };
    const older = { data: { spec: { template: { ...spec.template, metadata } } } };
    expect(textOfRevision(older)).not.toBe(text);
    expect(renewedTextOf(older)).toBe(text);
  });
});

it("puts revisions in order of their numbers, then of age, then of names", () => {
  const revision = (name: string, number: number, creationTimestamp: string) => ({
    metadata: { name, creationTimestamp },
    revision: number,
  });
  const early = "2026-01-01T00:00:00Z";
  const late = "2026-01-02T00:00:00Z";
  const sorted = inOrderOfRevision([
    revision("d", 2, early),
    revision("c", 1, late),
    revision("b", 1, early),
    revision("a", 1, late),
  ]);
  expect(sorted.map(({ metadata }) => metadata?.name)).toEqual(["b", "a", "c", "d"]);
});
