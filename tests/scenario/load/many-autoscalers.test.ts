// More autoscalers than can be looked at in time.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import type { ControlPlane } from "../../../src/components/api-server/control-plane.ts";
import { reportManyAutoscalers } from "../../../src/scenario/load/many-autoscalers.ts";

const MEASURED: ControlPlane = { kind: "measured" };

function notesOf(count: number, periodSeconds: number, controlPlane: ControlPlane): readonly string[] {
  const objects = Array.from({ length: count }, (_, place) => ({
    stored: { kind: "HorizontalPodAutoscaler", object: { metadata: { name: `web-${place}` } } } as const,
    isDumped: false,
    position: { file: "web.yaml", line: place + 1, column: 1 },
  }));
  const sink = new DiagnosticSink();
  reportManyAutoscalers([{ objects }], { syncPeriodUs: periodSeconds * 1_000_000 }, controlPlane, sink);
  return sink.all.map(({ message }) => message);
}

describe("many autoscalers", () => {
  it("are told where a client of 20 requests a second cannot ask for all of their scales in a period", () => {
    expect(notesOf(301, 15, MEASURED)).toEqual([
      "301 autoscalers are looked at each 15s: a kube-controller-manager that may ask for 20 scales a second (--kube-api-qps) takes 15.1s for them, and scales later than here",
    ]);
    expect(notesOf(41, 2, MEASURED)).toHaveLength(1);
  });

  it("are not where it can, or where nothing takes time", () => {
    expect(notesOf(300, 15, MEASURED)).toEqual([]);
    expect(notesOf(301, 30, MEASURED)).toEqual([]);
    expect(notesOf(0, 15, MEASURED)).toEqual([]);
    expect(notesOf(301, 15, { kind: "instant" })).toEqual([]);
  });
});
