// The library: load a scenario, run it, use the result. Everything else is inside and may change.

export { DiagnosticSink } from "./base/diagnostic.ts";
export type { Diagnostic, DiagnosticSeverity, SourcePosition } from "./base/diagnostic.ts";

export type { DirectoryEntry, FileContent, FileFailure, FileReader } from "./scenario/file-reader.ts";
export { loadScenario } from "./scenario/load-scenario.ts";
export type { Plan } from "./scenario/plan.ts";

export type { SimulationResult } from "./simulation/result.ts";
export { runSimulation } from "./simulation/run-simulation.ts";
export type { RunProgress, RunWishes } from "./simulation/run-simulation.ts";

export { NODE_FILES } from "./cli/file-system.ts";
