// How often a fault happens: for each kind of timing, at which field it is told, and how many nodes are counted.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";
import { moment } from "../../src/base/time.ts";
import { SourceText } from "../../src/environment/documents/source-text.ts";
import { FLAPPING } from "../../src/environment/faults/flapping.ts";
import { NODE_CRASH } from "../../src/environment/faults/node-crash.ts";
import type { FaultTiming } from "../../src/environment/faults/planned-fault.ts";

import { checkScenarioDocument } from "../../src/scenario/check-document.ts";
import { checkPace, type ReadFault } from "../../src/scenario/fault-pace.ts";
import { readOneDocument } from "../../src/scenario/one-document.ts";
import { ScenarioOptions } from "../../src/scenario/scenario-options.ts";

import { scenario } from "./memory-files.ts";

const SECOND_US = 1_000_000;
const DAY = moment(86_400 * SECOND_US);
const NODES = ["n1", "n2", "n3"].map((name) => ({ name, zone: "a", pool: "p", labels: {} }));

function told(timing: FaultTiming, rest: Partial<ReadFault> = {}, horizonUs: typeof DAY | null = DAY): string[] {
  const sink = new DiagnosticSink();
  const document = readOneDocument(new SourceText("s.yaml", scenario("")), "a scenario", "", sink)!;
  const reader = new ScenarioOptions(checkScenarioDocument(document, sink)!, ["spec"], sink);
  checkPace({ definition: NODE_CRASH, target: {}, timing, settings: {}, ...rest }, NODES, horizonUs, reader);
  return sink.all.map(({ path, message }) => `${path} ${message.slice(message.indexOf(":") + 2)}`);
}

function law(timeToFailureUs: number, repairUs: number | null): FaultTiming {
  return {
    kind: "law",
    timeToFailure: { kind: "exponential", mean: timeToFailureUs },
    repair: repairUs === null ? null : { kind: "constant", value: repairUs },
  };
}

describe("a fault that comes again and again", () => {
  it("is too fast below a second from one time to the next, repair included", () => {
    const what = "spec.meanTimeBetweenFailures it would happen again each 999 ms, before anybody can see it";
    expect(told(law(990_000, 9_000))).toEqual([what]);
    expect(told(law(1, SECOND_US))).toEqual([]);
    expect(told({ kind: "at", atUs: 0, forUs: 1, everyUs: 5_000 })).toEqual([
      "spec.every it would happen again each 5 ms, before anybody can see it",
    ]);
  });

  it("is too much if it hits more nodes than a run can hold", () => {
    const often = law(100_000, 900_000);
    const many = moment(DAY * 4);
    expect(told(often, {}, many)).toEqual([
      "spec.meanTimeBetweenFailures nodes would be hit about 1,036,800 times in this run",
    ]);
    expect(told(often, { target: { count: 2 } }, many)).toEqual([]);
    expect(told(often, { target: { names: ["n1"] } }, many)).toEqual([]);
  });

  it("may come as often as it likes if nobody mends it: once", () => {
    expect(told(law(1, null))).toEqual([]);
    expect(told({ kind: "at", atUs: 0, forUs: null, everyUs: null })).toEqual([]);
  });

  it("counts its turns, if it has any, for as long as it lasts", () => {
    const settings = { down: { kind: "constant", value: SECOND_US }, up: { kind: "constant", value: SECOND_US } };
    const flapping = { definition: FLAPPING, settings };
    const at = { kind: "at", atUs: 0, forUs: null, everyUs: null } as const;
    expect(told(at, flapping)).toEqual([]);
    expect(told(at, flapping, moment(DAY * 10))).toEqual([
      "spec.up nodes would be hit about 1,296,000 times in this run",
    ]);
    expect(told({ ...at, forUs: DAY }, flapping, moment(DAY * 10))).toEqual([]);
    expect(told(at, flapping, null)).toEqual(["spec a run that ends when nothing is left to happen would never end"]);
    const fast = { ...settings, up: { kind: "constant", value: 1 }, down: { kind: "constant", value: 1 } };
    expect(told(at, { ...flapping, settings: fast })).toEqual([
      "spec.up it would happen again each 0.002 ms, before anybody can see it",
    ]);
  });
});
