// plimsoll's own annotations.

import { describe, expect, it } from "vitest";

import { readListedTimes } from "../../../src/environment/manifests/metadata.ts";
import { listeningPorts, manifestObjects } from "../reading.ts";

function times(annotations: Readonly<Record<string, string>>): {
  readonly read: ReturnType<typeof readListedTimes>;
  readonly told: readonly { code: string; suggestion?: string; position?: { line: number } }[];
} {
  const { ports, told } = listeningPorts();
  const lines = Object.entries(annotations).map(([name, text]) => `    ${name}: ${JSON.stringify(text)}`);
  const text = ["apiVersion: v1", "kind: Pod", "metadata:", "  annotations:", ...lines].join("\n");
  const [object] = manifestObjects(text, ports);
  return { read: readListedTimes(object!, annotations, ["metadata"], ports), told: told() };
}

describe("annotations of arrival and duration", () => {
  it("are durations; without them a pod comes at the start and stays", () => {
    expect(times({ "plimsoll/arrives-at": "90s", "plimsoll/runs-for": "10m", other: "x" }).read).toEqual({
      listedAtUs: 90_000_000,
      lifetimeUs: 600_000_000,
    });
    expect(times({}).read).toEqual({ listedAtUs: 0, lifetimeUs: -1 });
  });

  it("are refused at their place where they are no durations", () => {
    expect(times({ a: "b", "plimsoll/runs-for": "10" }).told).toMatchObject([
      { code: "bad-duration", suggestion: "10s", position: { line: 6, column: 24 } },
    ]);
  });

  it("are told from others by the nearest name", () => {
    expect(times({ "plimsoll/arrive-at": "10s" }).told).toMatchObject([
      { code: "unknown-annotation", suggestion: "plimsoll/arrives-at" },
    ]);
  });

  it.each([
    "exit-after",
    "plimsol/exit-after",
    "Plimsoll/exit-after",
    "plimsoll.dev/exit-after",
    "plimsoll.io/exit-after.c",
  ])("are told where their prefix is none or another: %s", (name) => {
    const meant = `plimsoll/${name.split("/").at(-1)!}`;
    expect(times({ [name]: "10s" }).told).toMatchObject([
      { code: "other-prefix", severity: "warning", suggestion: meant, position: { line: 5, column: 5 } },
    ]);
  });

  it("are not those of others", () => {
    const others = {
      "example.com/exit-after": "1",
      "plimsol/other": "1",
      "kubernetes.io/arrives-at": "1",
      "runs-on": "x",
    };
    expect(times(others).told).toEqual([]);
  });
});
