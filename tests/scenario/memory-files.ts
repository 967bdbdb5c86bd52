// For tests: files in memory, and scenarios loaded from them.

import { DiagnosticSink, type Diagnostic } from "../../src/base/diagnostic.ts";

import type { DirectoryEntry, FileContent, FileReader, ModuleContent } from "../../src/scenario/file-reader.ts";
import { loadScenario } from "../../src/scenario/load-scenario.ts";
import type { Plan } from "../../src/scenario/plan.ts";

/** Files by path; a value may be bytes, text, or what reading it says instead. */
export class MemoryFiles implements FileReader {
  readonly #files: ReadonlyMap<string, string | FileContent>;
  readonly #modules: ReadonlyMap<string, ModuleContent>;

  constructor(
    files: Readonly<Record<string, string | FileContent>>,
    modules: Readonly<Record<string, ModuleContent>> = {},
  ) {
    this.#files = new Map(Object.entries(files));
    this.#modules = new Map(Object.entries(modules));
  }

  read(path: string): FileContent {
    const content = this.#files.get(path);
    if (content === undefined) return { kind: "missing", detail: `there is no file ${path}` };
    return typeof content === "string" ? { kind: "bytes", bytes: new TextEncoder().encode(content) } : content;
  }

  loadModule(path: string): ModuleContent {
    return this.#modules.get(path) ?? { kind: "broken", detail: "it is no module" };
  }

  list(directory: string): readonly DirectoryEntry[] | undefined {
    const prefix = directory === "." ? "" : `${directory}/`;
    const entries = new Map<string, boolean>();
    for (const path of this.#files.keys()) {
      if (!path.startsWith(prefix)) continue;
      const [name = "", ...deeper] = path.slice(prefix.length).split("/");
      entries.set(name, deeper.length > 0);
    }
    if (entries.size === 0) return undefined;
    return [...entries]
      .map(([name, isDirectory]) => ({ name, isDirectory }))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }
}

export interface Loaded {
  readonly plan: Plan | undefined;
  readonly told: readonly Diagnostic[];
  readonly errors: readonly Diagnostic[];
}

/** Loads `s.yaml` of the files, and the modules that it names. */
export function load(
  files: Readonly<Record<string, string | FileContent>>,
  modules: Readonly<Record<string, ModuleContent>> = {},
): Loaded {
  const sink = new DiagnosticSink();
  const plan = loadScenario("s.yaml", new MemoryFiles(files, modules), sink);
  return { plan, told: sink.all, errors: sink.all.filter(({ severity }) => severity === "error") };
}

/** A scenario with one pool of three nodes and whatever else `spec` says (indented by two). */
export function scenario(spec = "", cluster = POOL): string {
  return `apiVersion: plimsoll/v1alpha1\nkind: Scenario\nmetadata: { name: test }\nspec:\n  cluster:\n${cluster}${spec}`;
}

export const POOL = "    nodePools: [{ name: pool, count: 3, allocatable: { cpu: 4, memory: 8Gi } }]\n";

export const POD = `apiVersion: v1
kind: Pod
metadata: { name: a }
spec: { containers: [{ name: c, image: i, resources: { requests: { cpu: 1 } } }] }
`;

/** `code line:column` of each diagnostic. */
export function places(told: readonly Diagnostic[]): readonly string[] {
  return told.map(({ code, position }) =>
    position === undefined ? code : `${code} ${position.line}:${position.column}`,
  );
}
