// The library: load a scenario, run it, use the result. Everything else is inside and may change.

export { DiagnosticSink } from "./base/diagnostic.ts";
export type { Diagnostic, DiagnosticSeverity, SourcePosition } from "./base/diagnostic.ts";

// For authors of scheduler plugins.
export type { CyclePod, PluginHandle, SchedulerPlugin } from "./scheduling/framework/plugin.ts";
export type { NodeView, PodView } from "./scheduling/framework/node-view.ts";
export type { Status, StatusCode } from "./scheduling/framework/status.ts";
export type { OwnPluginDefinition } from "./scheduling/own-plugins/own-definitions.ts";
export { PluginMistake } from "./scheduling/own-plugins/plugin-mistake.ts";

export type { DirectoryEntry, FileContent, FileFailure, FileReader, ModuleContent } from "./scenario/file-reader.ts";
export { loadScenario } from "./scenario/load-scenario.ts";
export type { Plan } from "./scenario/plan.ts";

export type { SimulationResult } from "./simulation/result.ts";
export { runSimulation } from "./simulation/run-simulation.ts";
export type { RunProgress, RunWishes } from "./simulation/run-simulation.ts";

export { NODE_FILES } from "./cli/file-system.ts";
