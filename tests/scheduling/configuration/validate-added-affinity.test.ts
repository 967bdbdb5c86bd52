// Affinity that a profile adds.

import { describe, expect, it } from "vitest";

import { FieldPath } from "../../../src/model/api/field-path.ts";
import type { NodeAffinity, NodeSelectorRequirement } from "../../../src/model/api/types/affinity.ts";
import { validateAddedAffinity } from "../../../src/scheduling/configuration/validate-added-affinity.ts";

const BAD: NodeSelectorRequirement = { key: "zone", operator: "Bad" };

function problems(affinity: NodeAffinity | undefined) {
  return validateAddedAffinity(affinity, FieldPath.root("a")).map(({ message, place }) => ({ message, place }));
}

describe("an added affinity", () => {
  it("may be absent or say nothing", () => {
    expect(problems(undefined)).toEqual([]);
    expect(problems({})).toEqual([]);
    expect(problems({ requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{}] } })).toEqual([]);
  });

  it("tells a wrong requirement with its place", () => {
    const place = [
      "a",
      "requiredDuringSchedulingIgnoredDuringExecution",
      "nodeSelectorTerms",
      0,
      "matchExpressions",
      0,
    ];
    const nodeSelectorTerms = [{ matchExpressions: [BAD] }];
    expect(problems({ requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } })).toEqual([
      {
        message:
          'a.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[0].matchExpressions[0].operator: Unsupported value: "Bad": supported values: "In", "NotIn", "Exists", "DoesNotExist", "Gt", "Lt"',
        place: [...place, "operator"],
      },
    ]);
  });

  it("names the place of a preference as the document has it, and the server's words without", () => {
    const field = "preferredDuringSchedulingIgnoredDuringExecution";
    const preference = { matchFields: [{ key: "metadata.name", operator: "In", values: ["a", "b"] }] };
    expect(problems({ [field]: [{ weight: 1, preference }] })).toEqual([
      {
        message: `a.${field}[0].matchFields[0].values: Invalid value: ["a","b"]: must have one element`,
        place: ["a", field, 0, "preference", "matchFields", 0, "values"],
      },
    ]);
  });

  it("does not look at preferences without a weight", () => {
    const preference = { matchExpressions: [BAD] };
    expect(problems({ preferredDuringSchedulingIgnoredDuringExecution: [{ preference }] })).toEqual([]);
  });
});
