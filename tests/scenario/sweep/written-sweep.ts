// For tests: a scenario with a sweep, read.

import { DiagnosticSink, type Diagnostic } from "../../../src/base/diagnostic.ts";
import { readDocuments, type SourceDocument } from "../../../src/environment/documents/read-documents.ts";
import { SourceText } from "../../../src/environment/documents/source-text.ts";
import { checkScenarioDocument } from "../../../src/scenario/check-document.ts";
import type { AssignmentPlaces } from "../../../src/scenario/sweep/assignment-places.ts";
import { readSweepOptions } from "../../../src/scenario/sweep/read-sweep-options.ts";
import type { SweepOptions } from "../../../src/scenario/sweep/sweep-options.ts";

const HEAD = `apiVersion: plimsoll/v1alpha1
kind: Scenario
metadata: { name: test }
spec:
  horizon: 1h
  cluster:
    nodePools: [{ name: general, count: 3, allocatable: { cpu: 4, memory: 8Gi } }]
  workloads: [{ name: shop, manifests: [a.yaml], arrival: at-start }]
`;

/** The document of a scenario with this sweep, which begins in line 9. */
export function sweepDocument(sweep: string): SourceDocument {
  const text = `${HEAD}  sweep:\n${sweep}`;
  const [document] = [...readDocuments(new SourceText("s.yaml", text), new DiagnosticSink())];
  return document!;
}

export interface Read {
  readonly options: SweepOptions;
  readonly places: AssignmentPlaces;
  readonly told: readonly Diagnostic[];
}

/** The sweep, whose first line is line 10 of the file, with arguments of `--vary`. */
export function readSweepText(sweep: string, ...vary: readonly string[]): Read {
  const sink = new DiagnosticSink();
  const document = sweepDocument(sweep);
  const scenario = checkScenarioDocument(document, sink)!;
  const read = readSweepOptions(scenario.options.spec.sweep ?? {}, vary, document, sink);
  return { ...read, told: sink.all };
}

/** `code line:column message` of each diagnostic. */
export function toldOf({ told }: Read): readonly string[] {
  return told.map(
    ({ code, position, message }) =>
      `${code} ${position === undefined ? "-" : `${position.line}:${position.column}`} ${message}`,
  );
}
