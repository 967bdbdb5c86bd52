// Where objects stand, asked for after they were read.

import { describe, expect, it } from "vitest";

import { placeOfObject } from "../../../src/environment/manifests/object-place.ts";
import { listeningPorts, manifestObjects } from "../reading.ts";

describe("the place of an object", () => {
  const pod = (name: string) => `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\n`;

  it("is where its document begins", () => {
    const objects = manifestObjects(`# a comment\n${pod("a")}---\n${pod("b")}`, listeningPorts().ports);
    expect(objects.map((object) => placeOfObject(object)())).toMatchObject([
      { file: "f1", line: 2, column: 1 },
      { file: "f1", line: 6, column: 1 },
    ]);
  });

  it("is where its item begins in a list", () => {
    const items = ["a", "b"].map((name) => `- { apiVersion: v1, kind: Pod, metadata: { name: ${name} } }\n`);
    const objects = manifestObjects(`apiVersion: v1\nkind: List\nitems:\n${items.join("")}`, listeningPorts().ports);
    expect(objects.map((object) => placeOfObject(object)().line)).toEqual([4, 5]);
  });
});
