// What an autoscaler would say of pods without requests.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../../src/base/diagnostic.ts";
import { reportMissingRequests } from "../../../src/experiment/backtest/missing-requests.ts";

const AT = { file: "web.yaml", line: 9, column: 3 };
const metric = (target: object) => ({ type: "Resource", resource: { name: "cpu", target } });

function told(spec: object, target: object = { averageUtilization: 50 }) {
  const sink = new DiagnosticSink();
  const deployment = { metadata: { name: "web" }, spec: { template: { spec } } };
  reportMissingRequests({ autoscaler: { spec: { metrics: [metric(target)] } }, deployment }, AT, sink);
  return sink.all.map(({ message, position }) => [message, position]);
}

const SIZED = { name: "web", resources: { requests: { cpu: "1" } } };
const BARE = { name: "log", resources: { requests: { memory: "1Gi" } } };

describe("pods without requests", () => {
  it("cannot be scaled on a share of them", () => {
    const words = "failed to get cpu utilization: missing request for cpu in container log of Pod web";
    expect(told({ containers: [SIZED, BARE] })).toEqual([[words, AT]]);
  });

  it("are none where there are limits, up to which the server lets them request", () => {
    const limited = { name: "log", resources: { limits: { cpu: "1" } } };
    expect(told({ containers: [SIZED, limited] })).toEqual([]);
    expect(told({ containers: [BARE], resources: { limits: { cpu: "1" } } })).toEqual([]);
  });

  it("can be where they ask as a whole, or an amount is aimed at", () => {
    expect(told({ containers: [SIZED] })).toEqual([]);
    expect(told({ containers: [BARE], resources: { requests: { cpu: "1" } } })).toEqual([]);
    expect(told({ containers: [BARE] }, { averageValue: "500m" })).toEqual([]);
  });
});
