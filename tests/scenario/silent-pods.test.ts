// Pods that ask for nothing.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { Notes } from "../../src/environment/notes.ts";
import type { PodSpec } from "../../src/model/objects.ts";
import { noteSilentPod } from "../../src/scenario/silent-pods.ts";

import { load, POD, scenario } from "./memory-files.ts";

function told(...specs: readonly PodSpec[]): readonly string[] {
  const notes = new Notes();
  for (const spec of specs) noteSilentPod({ metadata: { name: "a" }, spec }, () => undefined, notes);
  const sink = new DiagnosticSink();
  notes.flush(sink);
  return sink.all.map(({ code, message }) => `${code}: ${message}`);
}

const BARE = { containers: [{ name: "c" }] };

describe("pods without requests", () => {
  it("are told once, with their number", () => {
    expect(told(BARE, { containers: [{ name: "c", resources: { requests: {} } }] })).toEqual([
      expect.stringMatching(/^no-requests: pods without requests take no room.*\(2 places/),
    ]);
  });

  it("are not those with requests for the whole pod, or with limits alone", () => {
    const whole = { ...BARE, resources: { requests: { cpu: "1" } } };
    expect(told(whole, { containers: [{ name: "c", resources: { limits: { cpu: "1" } } }] })).toEqual([]);
  });

  it("are not those that get some from a LimitRange", () => {
    const limits = "spec: { limits: [{ type: Container, defaultRequest: { cpu: 1 } }] }\n";
    const range = `apiVersion: v1\nkind: LimitRange\nmetadata: { name: l }\n${limits}---\n`;
    const bare = POD.replace(", resources: { requests: { cpu: 1 } }", "");
    const files = { "s.yaml": scenario("  workloads: [{ manifests: [a.yaml] }]\n") };
    expect(load({ ...files, "a.yaml": bare }).told).toMatchObject([
      { code: "no-requests", severity: "warning", position: { file: "a.yaml", line: 1 } },
    ]);
    expect(load({ ...files, "a.yaml": range + bare }).told).toEqual([]);
  });
});
