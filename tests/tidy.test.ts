// Guards the repository itself: what a linter doesn't see. The rules are data under tests/tidy; here they run.

import { describe, expect, it } from "vitest";

import { checkAnnounced, checkChangelogForm, checkTouched } from "./tidy/changelog.ts";
import { CONCERNS_RULE } from "./tidy/concerns.ts";
import { FILE_RULES } from "./tidy/file-rules.ts";
import {
  checkDependencyReasons,
  checkFolderNames,
  checkLockComplete,
  checkMirrorTests,
  checkPins,
  type LockFile,
  type PackageManifest,
} from "./tidy/house-rules.ts";
import { PLAIN_ARRAYS, REGISTRIES } from "./tidy/known-lists.ts";
import { LAYER_RULES, LAYERS, layerOf } from "./tidy/layers.ts";
import { checkImporterCounts, PACKAGE_RULES } from "./tidy/packages.ts";
import { changedPaths, listFiles, readText, TOP } from "./tidy/repository.ts";
import { checkAllListsKnown, checkEntries, isListOfDefinitions, type ListEntry } from "./tidy/registries.ts";
import { fileFrom, show } from "./tidy/rule.ts";
import { TESTED_ELSEWHERE } from "./tidy/tested-elsewhere.ts";
import { isOwnText, WORD_RULES } from "./tidy/words.ts";

/** Near the real count; raise it when the house has grown by a quarter. */
const SOURCE_FILES_AT_LEAST = 1_500;

const RULES = [...LAYER_RULES, ...PACKAGE_RULES, ...FILE_RULES, CONCERNS_RULE, ...WORD_RULES];

const paths = listFiles();
const texts = paths.filter(isOwnText).concat("package-lock.json");
const files = texts.map((path) => fileFrom({ path, text: readText(path) }));
const manifest = JSON.parse(readText("package.json")) as PackageManifest;
const changelog = readText("CHANGELOG.md");

describe("what the rules look at", () => {
  it("is the whole of src/, each room of the house with at least one file", () => {
    const source = paths.filter((path) => path.startsWith("src/") && path.endsWith(".ts"));
    const seen = new Set(source.map((path) => layerOf(path)?.folder));
    const unseen = LAYERS.map(({ folder }) => folder).filter((folder) => !seen.has(folder));
    expect(unseen).toEqual([]);
    expect(source.length).toBeGreaterThanOrEqual(SOURCE_FILES_AT_LEAST);
    expect(source.length).toBeLessThanOrEqual(SOURCE_FILES_AT_LEAST * 1.25);
  });

  it("is at least one file for each rule", () => {
    const idle = RULES.filter((rule) => !texts.some(rule.looksAt)).map(({ name }) => name);
    expect(idle).toEqual([]);
  });
});

for (const rule of RULES) {
  describe(rule.name, () => {
    it(`holds, because ${rule.reason}`, () => {
      const found = files.filter(({ path }) => rule.looksAt(path)).flatMap(rule.check);
      expect(show(found)).toEqual([]);
    });

    it("sees each planted violation", () => {
      for (const planted of rule.wrong) {
        expect(rule.looksAt(planted.path), planted.path).toBe(true);
        expect(rule.check(fileFrom(planted)).length, planted.text).toBeGreaterThan(0);
      }
    });

    it("sees nothing in what is right", () => {
      for (const planted of rule.right) {
        const found = rule.looksAt(planted.path) ? rule.check(fileFrom(planted)) : [];
        expect(show(found), planted.text).toEqual([]);
      }
    });
  });
}

describe("the house", () => {
  it("shows each room in the table of docs/architecture.md", () => {
    const rows = Array.from(readText("docs/architecture.md").matchAll(/^\| `([^`]+?)\/?` +\|/gm), (match) => match[1]);
    const rooms = LAYERS.map(({ folder }) => folder).filter((folder) => !folder.endsWith(".ts"));
    expect(rows).toEqual(rooms);
  });

  it("has no room for everything", () => {
    expect(show(checkFolderNames(paths))).toEqual([]);
  });

  it("has a mirror test for each file that does something", () => {
    expect(show(checkMirrorTests(files, TESTED_ELSEWHERE))).toEqual([]);
  });

  it("imports a package in no more files than its row says", () => {
    expect(show(checkImporterCounts(files))).toEqual([]);
  });

  it("pins every dependency exactly", () => {
    expect(show(checkPins(manifest))).toEqual([]);
  });

  it("locks the packages of every platform", () => {
    expect(show(checkLockComplete(JSON.parse(readText("package-lock.json")) as LockFile))).toEqual([]);
  });

  it("gives a reason for each dependency and for no other", () => {
    expect(show(checkDependencyReasons(manifest, readText("docs/dependencies.md")))).toEqual([]);
  });
});

/** Every exported array of src/ whose entries are objects with names. */
async function findLists(): Promise<
  readonly { file: string; list: string; frozen: boolean; entries: readonly ListEntry[] }[]
> {
  const holders = files.filter(
    ({ path, source }) =>
      path.startsWith("src/") && /^export const \w+[^=]*= (?:Object\.freeze\()?\[/m.test(source.code),
  );
  const modules = await Promise.all(
    holders.map(async ({ path }) => ({
      file: path,
      exported: (await import(`${TOP}${path}`)) as Readonly<Record<string, unknown>>,
    })),
  );
  return modules.flatMap(({ file, exported }) =>
    Object.entries(exported).flatMap(([list, entries]) =>
      isListOfDefinitions(entries) ? [{ file, list, frozen: Object.isFrozen(entries), entries }] : [],
    ),
  );
}

describe("the lists", () => {
  it("are all known, and those that are extended are frozen", async () => {
    expect(show(checkAllListsKnown(await findLists(), REGISTRIES, PLAIN_ARRAYS))).toEqual([]);
  });

  it.each(REGISTRIES)("give each entry of $list a file, a test and a row in $page", async (registry) => {
    const found = (await findLists()).find(({ list }) => list === registry.list);
    expect(
      show(checkEntries(registry, found?.entries ?? [], files, readText(registry.page), TESTED_ELSEWHERE)),
    ).toEqual([]);
    expect(found?.entries.length).toBeGreaterThan(0);
  });
});

describe("the changelog", () => {
  it("has the form of Keep a Changelog", () => {
    expect(show(checkChangelogForm(changelog, manifest.version))).toEqual([]);
  });

  it("announces every scenario and every entry of the lists", async () => {
    const scenarios = paths.filter((path) => /^scenarios\/[^/]+\.yaml$/.test(path));
    const entries = (await findLists())
      .filter(({ list }) => REGISTRIES.some((registry) => registry.list === list))
      .flatMap((found) => found.entries.map(({ name }) => `\`${name}\``));
    expect(show(checkAnnounced(changelog, [...scenarios, ...entries]))).toEqual([]);
    expect(scenarios.length).toBeGreaterThan(0);
  });

  it("is touched whenever src/ is", () => {
    expect(show(checkTouched(changedPaths()))).toEqual([]);
  });
});
