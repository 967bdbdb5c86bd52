// Places of a checked scenario, told under the paths of the file.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";

import { readDocuments } from "../../src/environment/documents/read-documents.ts";
import { SourceText } from "../../src/environment/documents/source-text.ts";

import { CheckedScenario } from "../../src/scenario/checked-scenario.ts";
import { SCENARIO_SCHEMA } from "../../src/scenario/scenario-schema.ts";
import { scenario } from "./memory-files.ts";

describe("a checked scenario", () => {
  it("reports under the path as written", () => {
    const sink = new DiagnosticSink();
    const [document] = readDocuments(new SourceText("s.yaml", scenario("  thresholds: [a, b]\n")), sink);
    const options = SCENARIO_SCHEMA.parse(document!.value);
    const checked = new CheckedScenario(options, document!, (path) => path.map((step) => (step === 0 ? 1 : step)));
    checked.report(sink, ["spec", "thresholds", 0], "value", { code: "c", severity: "error", message: "m" });
    checked.report(sink, ["spec", "thresholds"], "key", { code: "c", severity: "error", message: "m" });
    expect(sink.all).toMatchObject([
      { path: "spec.thresholds[1]", position: { line: 7, column: 19 } },
      { path: "spec.thresholds", position: { line: 7, column: 3 } },
    ]);
  });
});
