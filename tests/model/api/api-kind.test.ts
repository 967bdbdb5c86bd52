// A kind's definition as an entry of the list.

import { expect, it } from "vitest";

import { apiKind } from "../../../src/model/api/api-kind.ts";
import { NAMESPACE, type Namespace } from "../../../src/model/api/types/quota.ts";

it("keeps all that a definition says and can be changed by nobody", () => {
  const kind = apiKind<Namespace>({
    apiVersion: "v1",
    kind: "Namespace",
    namespaced: false,
    type: NAMESPACE,
    source: "this test",
    applyDefaults: () => {},
    prepareForCreate: () => {},
    validate: () => [],
  });
  expect(kind).toMatchObject({ apiVersion: "v1", kind: "Namespace", type: NAMESPACE });
  expect(Object.isFrozen(kind)).toBe(true);
});
