// The extenders of a scheduler's configuration: each is reached through a module that the scenario names for it, or over the
// network if that is allowed.

import { suggestionFor, type Diagnostic, type DiagnosticSink } from "../base/diagnostic.ts";

import type { Extender as ConfiguredExtender } from "../scheduling/configuration/configuration-types.ts";
import { httpSend } from "../scheduling/extenders/http-extender.ts";
import { makeExtender, timeoutMsOf } from "../scheduling/extenders/make-extender.ts";
import { missingVerbs, moduleSend, type Send } from "../scheduling/extenders/module-extender.ts";
import type { Extender } from "../scheduling/framework/extender.ts";

import type { SourceDocument } from "../environment/documents/read-documents.ts";
import { pathText } from "../environment/manifests/document-path.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import type { FileReader } from "./file-reader.ts";
import type { InputFiles, LoadedModule } from "./input-files.ts";

const PATH = ["spec", "scheduler", "extenders"];

/** How the extenders of a configuration are reached. */
export interface ExtenderReach {
  /** By urlPrefix; undefined for those that cannot be loaded, which has been told. */
  readonly modules: ReadonlyMap<string, LoadedModule | undefined>;
  /** Absent where the network is not allowed. */
  readonly post: FileReader["post"];
}

/** Loads the modules that the scenario names for extenders; mistakes are told. */
export function readExtenderModules(scenario: CheckedScenario, inputs: InputFiles): ExtenderReach["modules"] {
  const named = Object.entries(scenario.options.spec.scheduler?.extenders ?? {});
  return new Map(
    named.map(([urlPrefix, path]) => [
      urlPrefix,
      inputs.loadMentioned(path, scenario.positionOf([...PATH, urlPrefix])),
    ]),
  );
}

/** The extenders that can be reached; the others are told, at their place in the configuration. */
export function connectExtenders(
  configured: readonly ConfiguredExtender[],
  { modules, post }: ExtenderReach,
  document: SourceDocument,
  sink: DiagnosticSink,
): readonly Extender[] {
  return configured.flatMap((extender, index) => {
    const { urlPrefix = "", bindVerb = "" } = extender;
    const tell = (field: string, problem: Pick<Diagnostic, "code" | "severity" | "message" | "expected">) => {
      const place = ["extenders", index, field];
      sink.report({ ...problem, path: pathText(place), position: document.positionOf(place) });
    };
    const module = modules.get(urlPrefix);
    if (module === undefined && modules.has(urlPrefix)) return [];
    const send = sendOf(extender, module, post);
    if (send === undefined) {
      tell("urlPrefix", { ...UNREACHABLE, message: `the extender ${urlPrefix} is not called without --allow-network` });
      return [];
    }
    const made = makeExtender(extender, send);
    for (const verb of module === undefined ? [] : missingVerbs(made, module.exports)) {
      const message = `the module for the extender ${urlPrefix} exports no function ${verb}`;
      tell("urlPrefix", { code: "bad-extender", severity: "error", message, expected: "a function for each verb" });
    }
    if (bindVerb !== "")
      tell("bindVerb", { ...NOT_SIMULATED, message: "bindVerb is not called: pods are bound without it" });
    tell("urlPrefix", { ...NOT_SIMULATED, message: `the time that the extender ${urlPrefix} takes is not simulated` });
    return [made];
  });
}

const NOT_SIMULATED = { code: "not-simulated", severity: "not-simulated" } as const;

const UNREACHABLE = {
  code: "unreachable-extender",
  severity: "error",
  expected: "--allow-network, or a module in its place under spec.scheduler.extenders of the scenario",
} as const;

function sendOf(
  extender: ConfiguredExtender,
  module: LoadedModule | undefined,
  post: FileReader["post"],
): Send | undefined {
  const { urlPrefix = "" } = extender;
  if (module !== undefined) return moduleSend(urlPrefix, module.exports, module.path);
  return post === undefined ? undefined : httpSend(urlPrefix, timeoutMsOf(extender), post);
}

/** Tells of modules for extenders that the configuration does not have. */
export function reportUnusedModules(
  scenario: CheckedScenario,
  modules: ExtenderReach["modules"],
  extenders: readonly Extender[],
  sink: DiagnosticSink,
): void {
  const known = extenders.map(({ name }) => name);
  for (const urlPrefix of modules.keys()) {
    if (known.includes(urlPrefix)) continue;
    const message = `the configuration has no extender with the urlPrefix ${urlPrefix}: its module does nothing`;
    const problem = {
      code: "unused-extender",
      severity: "warning",
      message,
      ...suggestionFor(urlPrefix, known),
    } as const;
    scenario.report(sink, [...PATH, urlPrefix], "key", problem);
  }
}
