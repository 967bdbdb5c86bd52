// Kinds that go into a scenario, and what no shape may keep.

import { describe, expect, it } from "vitest";

import { KNOWN_KINDS } from "../../../src/environment/manifests/kinds.ts";

import { shapeOfKind } from "../../../src/scenario/init/kept-kinds.ts";
import type { Shape } from "../../../src/scenario/init/shape.ts";

function fieldsOf(shape: Shape): readonly string[] {
  if (shape.kind === "list") return fieldsOf(shape.of);
  if (shape.kind !== "object") return [];
  return [...shape.fields].flatMap(([name, part]) => [name, ...fieldsOf(part)]);
}

describe("the kinds that are kept", () => {
  it("are all that are read, and those that say how a cluster behaves", () => {
    const kept = [...KNOWN_KINDS].flatMap(([kind, { apiVersions }]) =>
      apiVersions.some((version) => shapeOfKind(version, kind) !== undefined) ? [kind] : [],
    );
    const read = [...KNOWN_KINDS].filter(([, { what }]) => what.use === "read").map(([kind]) => kind);
    expect(read.filter((kind) => kind !== "List" && !kept.includes(kind))).toEqual([]);
    expect(kept).toEqual(expect.arrayContaining(["HorizontalPodAutoscaler", "PodDisruptionBudget", "CronJob"]));
    expect(kept).not.toContain("Secret");
    expect(kept).not.toContain("ConfigMap");
  });

  it("have none of the fields in which secrets stand", () => {
    const kinds = [...KNOWN_KINDS].flatMap(([kind, { apiVersions }]) => apiVersions.map((version) => [version, kind]));
    const fields = new Set(
      kinds.flatMap(([version, kind]) => fieldsOf(shapeOfKind(version!, kind!) ?? { kind: "plain" })),
    );
    // Of a revision's data, only what is kept of templates.
    const { fields: ofRevision } = shapeOfKind("apps/v1", "ControllerRevision")!;
    expect(fieldsOf(ofRevision.get("data")!).slice(0, 2)).toEqual(["spec", "template"]);
    expect(kinds.filter(([version, kind]) => shapeOfKind(version!, kind!)?.fields.has("data"))).toHaveLength(1);
    const secret = ["env", "envFrom", "args", "command", "message", "managedFields", "parameters", "options"];
    expect(secret.filter((name) => fields.has(name))).toEqual([]);
    expect(fields.size).toBeGreaterThan(150);
  });
});
