// The lists of what can be extended, and what each entry of a list must have beside its line there.

import { isTestedElsewhere, type TestedElsewhere } from "./house-rules.ts";
import type { RepositoryFile, Violation } from "./rule.ts";

/** An entry of a list; all definitions carry the name that users write. */
export interface ListEntry {
  readonly name: string;
}

/** One list of src/. */
export interface Registry {
  /** Where the list stands and what it is called there. */
  readonly file: string;
  readonly list: string;
  /** The folder (or the one file) in which each entry is defined. */
  readonly folder: string;
  /** How many entries a file of that folder may define; the reason stands in `reason`. */
  readonly entriesPerFile: number;
  /** The page in which each entry has a row of a table. */
  readonly page: string;
  readonly reason: string;
}

/** Frozen arrays with names that are not lists of extensions, each with the reason. */
export interface PlainArray {
  readonly list: string;
  readonly reason: string;
}

/** Each entry is defined in exactly one file of the folder, which defines no more than allowed and has a test. */
export function checkEntries(
  registry: Registry,
  entries: readonly ListEntry[],
  files: readonly RepositoryFile[],
  page: string,
  elsewhere: readonly TestedElsewhere[],
): readonly Violation[] {
  const complain = (message: string): Violation => ({ path: registry.file, line: 1, message });
  const inFolder = files.filter(({ path }) => path.startsWith(registry.folder) && path.endsWith(".ts"));
  const names = new Set(entries.map(({ name }) => name));
  const violations = names.size === entries.length ? [] : [complain(`${registry.list} has two entries of one name`)];
  const definedBy = new Map<string, number>();
  for (const name of names) {
    const homes = inFolder.filter(({ source }) => definitionOf(name).test(source.text)).map(({ path }) => path);
    if (homes.length !== 1)
      violations.push(complain(`${name} is defined in ${homes.length} files of ${registry.folder}`));
    else definedBy.set(homes[0]!, (definedBy.get(homes[0]!) ?? 0) + 1);
    if (!hasRow(page, name)) violations.push(complain(`${name} has no row in a table of ${registry.page}`));
  }
  for (const [path, count] of definedBy) {
    if (count > registry.entriesPerFile)
      violations.push({ path, line: 1, message: `defines ${count} entries of ${registry.list}` });
    if (!isTestedElsewhere(path, elsewhere)) violations.push(...checkTest(path, files));
  }
  return violations;
}

function checkTest(path: string, files: readonly RepositoryFile[]): readonly Violation[] {
  const test = path.replace(/^src\//, "tests/").replace(/\.ts$/, ".test.ts");
  return files.some((file) => file.path === test)
    ? []
    : [{ path, line: 1, message: `defines entries of a list and has no ${test}` }];
}

/** A row of a table whose first cell begins with the name, with or without backticks. */
function hasRow(page: string, name: string): boolean {
  return page.split("\n").some((line) => {
    const first = /^\| *([^|]*?) *\|/.exec(line)?.[1] ?? "";
    return first === name || first.startsWith(`${name} `) || first.startsWith(`\`${name}\``);
  });
}

function definitionOf(name: string): RegExp {
  return new RegExp(`\\bname: "${name.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}"`);
}

/** Whether a value exported by a module looks like a list of definitions. */
export function isListOfDefinitions(value: unknown): value is readonly ListEntry[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  return value.every(
    (entry: unknown) =>
      typeof entry === "object" && entry !== null && "name" in entry && typeof entry.name === "string",
  );
}

/** Lists that stand in neither table, and rows of the tables whose list is gone. */
export function checkAllListsKnown(
  found: readonly { readonly file: string; readonly list: string; readonly frozen: boolean }[],
  registries: readonly Registry[],
  plain: readonly PlainArray[],
): readonly Violation[] {
  const known = new Set([...registries, ...plain].map(({ list }) => list));
  const unknown = found
    .filter(({ list }) => !known.has(list))
    .map(({ file, list }) => ({
      path: file,
      line: 1,
      message: `${list}: name this list in tests/tidy/known-lists.ts`,
    }));
  const thawed = found
    .filter(({ list, frozen }) => !frozen && registries.some((registry) => registry.list === list))
    .map(({ file, list }) => ({ path: file, line: 1, message: `${list} can be changed at run time: freeze it` }));
  const gone = [...known]
    .filter((list) => !found.some((one) => one.list === list))
    .map((list) => ({ path: "tests/tidy/known-lists.ts", line: 1, message: `${list} is exported nowhere` }));
  return [...unknown, ...thawed, ...gone];
}
