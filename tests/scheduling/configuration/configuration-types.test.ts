// The shape of a configuration, by version.

import { describe, expect, it } from "vitest";

import { decodeStruct } from "../../../src/model/api/decode.ts";
import {
  CONFIGURATION,
  CONFIGURATION_WITHOUT_PLACEMENT,
} from "../../../src/scheduling/configuration/configuration-types.ts";

describe("the points of pod groups", () => {
  const document = { profiles: [{ plugins: { placementScore: { enabled: [{ name: "x" }] }, filter: {} } }] };

  it("are known since 1.36", () => {
    expect(decodeStruct(document, CONFIGURATION).problems).toEqual([]);
    expect(decodeStruct(document, CONFIGURATION_WITHOUT_PLACEMENT).problems).toMatchObject([
      { kind: "unknown-field", path: ["profiles", 0, "plugins", "placementScore"] },
    ]);
  });
});

describe("the client's rate", () => {
  it("is a number of 32 bits", () => {
    expect(decodeStruct({ clientConnection: { qps: "fast" } }, CONFIGURATION).problems).toMatchObject([
      {
        message: expect.stringMatching(
          /ClientConnectionConfiguration\.clientConnection\.qps of type float32$/,
        ) as string,
      },
    ]);
  });
});
