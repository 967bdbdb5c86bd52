// The extenders of a scheduler's configuration: each is reached through a module that the scenario names for it, or over the
// network if that is allowed.

import { suggestionFor, type Diagnostic, type DiagnosticSink } from "../base/diagnostic.ts";

import type { Extender as ConfiguredExtender } from "../scheduling/configuration/configuration-types.ts";
import { tlsTermsOf } from "../scheduling/extenders/extender-tls.ts";
import { httpSend } from "../scheduling/extenders/http-extender.ts";
import { makeExtender, timeoutMsOf } from "../scheduling/extenders/make-extender.ts";
import { missingVerbs, moduleSend, type Send } from "../scheduling/extenders/module-extender.ts";
import type { Extender } from "../scheduling/framework/extender.ts";

import type { SourceDocument } from "../environment/documents/read-documents.ts";
import { pathText } from "../environment/manifests/document-path.ts";

import type { CheckedScenario } from "./checked-scenario.ts";
import type { FileReader } from "./file-reader.ts";
import type { InputFiles, LoadedModule } from "./input-files.ts";
import { tlsProblems } from "./tls-problems.ts";

const PATH = ["spec", "scheduler", "extenders"];

/** How the extenders of a configuration are reached. */
export interface ExtenderReach {
  /** By urlPrefix; undefined for those that cannot be loaded, which has been told. */
  readonly modules: ReadonlyMap<string, LoadedModule | undefined>;
  /** Absent where the network is not allowed. */
  readonly post: FileReader["post"];
  /** Reads what a configuration names: see InputFiles. */
  readonly readFile: InputFiles["readUnlisted"];
}

/** Says what is wrong with a field of an extender, at its place. */
type Tell = (place: readonly string[], problem: Pick<Diagnostic, "code" | "severity" | "message" | "expected">) => void;

/** Over the network if the files have one; what a configuration names is found as the scenario's own files are. */
export function reachOf(modules: ExtenderReach["modules"], inputs: InputFiles): ExtenderReach {
  return { modules, post: inputs.post, readFile: (path) => inputs.readUnlisted(path) };
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
  reach: ExtenderReach,
  document: SourceDocument,
  sink: DiagnosticSink,
): readonly Extender[] {
  return configured.flatMap((extender, index) => {
    const tell: Tell = (field, problem) => {
      const place = ["extenders", index, ...field];
      sink.report({ ...problem, path: pathText(place), position: document.positionOf(place) });
    };
    const made = connect(extender, reach, tell);
    return made === undefined ? [] : [made];
  });
}

function connect(extender: ConfiguredExtender, reach: ExtenderReach, tell: Tell): Extender | undefined {
  const { urlPrefix = "" } = extender;
  const module = reach.modules.get(urlPrefix);
  if (module === undefined && reach.modules.has(urlPrefix)) return undefined;
  const send = module === undefined ? sendOverNetwork(extender, reach, tell) : sendTo(module, urlPrefix);
  if (send === undefined) return undefined;
  const made = makeExtender(extender, send);
  for (const verb of module === undefined ? [] : missingVerbs(made, module.exports)) {
    const message = `the module for the extender ${urlPrefix} exports no function ${verb}`;
    tell(["urlPrefix"], { code: "bad-extender", severity: "error", message, expected: "a function for each verb" });
  }
  const message = `the time that the extender ${urlPrefix} takes is not simulated`;
  tell(["urlPrefix"], { code: "not-simulated", severity: "not-simulated", message });
  return made;
}

function sendTo({ exports, path }: LoadedModule, urlPrefix: string): Send {
  return moduleSend(urlPrefix, exports, path);
}

/** Undefined where it may not be asked, which is told. Files that cannot be read are told, too. */
function sendOverNetwork(
  extender: ConfiguredExtender,
  { post, readFile }: ExtenderReach,
  tell: Tell,
): Send | undefined {
  const { urlPrefix = "" } = extender;
  if (post === undefined) {
    const message = `the extender ${urlPrefix} is not called without --allow-network`;
    tell(["urlPrefix"], { ...UNREACHABLE, message });
    return undefined;
  }
  const tls = tlsTermsOf(extender, (field, path) => {
    const content = readFile(path);
    if (content.kind === "text") return content.text;
    tell(["tlsConfig", field], { code: "unreadable-file", severity: "error", message: content.detail });
    return undefined;
  });
  const timeoutMs = timeoutMsOf(extender);
  for (const { field, message } of tls === undefined ? [] : tlsProblems(tls)) {
    const place = ["tlsConfig", extender.tlsConfig?.[`${field}Data`] ? `${field}Data` : `${field}File`];
    tell(place, { code: "bad-certificate", severity: "error", message, expected: "PEM" });
  }
  return httpSend(urlPrefix, tls === undefined ? { timeoutMs } : { timeoutMs, tls }, post);
}

const UNREACHABLE = {
  code: "unreachable-extender",
  severity: "error",
  expected: "--allow-network, or a module in its place under spec.scheduler.extenders of the scenario",
} as const;

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
