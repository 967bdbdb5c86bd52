// Guards the repository itself: what a linter doesn't see. The rules are data under tests/tidy; here they run.

import { describe, expect, it } from "vitest";

import { checkAnnounced, checkChangelogForm, checkTouched } from "./tidy/changelog.ts";
import { FILE_RULES } from "./tidy/file-rules.ts";
import {
  checkDependencyReasons,
  checkFolderNames,
  checkMirrorTests,
  checkPins,
  type PackageManifest,
} from "./tidy/house-rules.ts";
import { LAYER_RULES, LAYERS, layerOf } from "./tidy/layers.ts";
import { checkImporterCounts, PACKAGE_RULES } from "./tidy/packages.ts";
import { changedPaths, listFiles, readText } from "./tidy/repository.ts";
import { fileFrom, show } from "./tidy/rule.ts";
import { TESTED_ELSEWHERE } from "./tidy/tested-elsewhere.ts";
import { isOwnText, WORD_RULES } from "./tidy/words.ts";

/** Near the real count; raise it when the house has grown by a quarter. */
const SOURCE_FILES_AT_LEAST = 110;

/** Rooms of the plan in which nothing stands yet. */
const ROOMS_NOT_BUILT_YET: readonly string[] = ["experiment"];

const RULES = [...LAYER_RULES, ...PACKAGE_RULES, ...FILE_RULES, ...WORD_RULES];

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
    expect(unseen).toEqual(ROOMS_NOT_BUILT_YET);
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

  it("gives a reason for each dependency and for no other", () => {
    expect(show(checkDependencyReasons(manifest, readText("docs/dependencies.md")))).toEqual([]);
  });
});

describe("the changelog", () => {
  it("has the form of Keep a Changelog", () => {
    expect(show(checkChangelogForm(changelog, manifest.version))).toEqual([]);
  });

  it("announces every command, scenario and list entry", () => {
    expect(show(checkAnnounced(changelog, []))).toEqual([]);
  });

  it("is touched whenever src/ is", () => {
    expect(show(checkTouched(changedPaths()))).toEqual([]);
  });
});
