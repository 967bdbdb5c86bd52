// Plugins without arguments.

import { describe, expect, it } from "vitest";

import { acceptAnyArguments } from "../../../src/scheduling/framework/no-arguments.ts";
import { nodePorts } from "../../../src/scheduling/plugins/node-ports.ts";

describe("a plugin without arguments", () => {
  it("does not read what it is given", () => {
    expect(acceptAnyArguments()).toEqual([]);
    expect(nodePorts.check({ anything: ["at", "all"] })).toEqual([]);
  });
});
