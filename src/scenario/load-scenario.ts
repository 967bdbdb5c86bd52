// From a scenario file to a plan, for all who run it as it is. The library shows this file: what it names is what users must compile.

import type { DiagnosticSink } from "../base/diagnostic.ts";

import type { FileReader } from "./file-reader.ts";
import type { Plan } from "./plan.ts";
import { ScenarioLoader } from "./scenario-loader.ts";

/**
 * The plan of the scenario at `path`, or undefined if there are mistakes: then the sink has all of them. What was
 * ignored, odd or is not simulated is in the sink too, and in the plan's notes.
 */
export function loadScenario(path: string, files: FileReader, sink: DiagnosticSink): Plan | undefined {
  return new ScenarioLoader(path, files).load(sink);
}
