// Objects by namespace.

import { describe, expect, it } from "vitest";

import { byNamespace, namespaceOf } from "../../../src/model/admission/by-namespace.ts";

describe("objects by namespace", () => {
  const object = (name: string, namespace?: string) => ({
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
  });

  it("keep their order; those that name none are in the default one", () => {
    const groups = byNamespace([object("a", "shop"), object("b"), object("c", "shop"), object("d", "default")]);
    expect([...groups].map(([namespace, some]) => [namespace, some.map(({ metadata }) => metadata.name)])).toEqual([
      ["shop", ["a", "c"]],
      ["default", ["b", "d"]],
    ]);
    expect(namespaceOf({})).toBe("default");
  });
});
