// Planted violations of the rules that need more than one file: each must be seen.

import { describe, expect, it } from "vitest";

import {
  checkDependencyReasons,
  checkFolderNames,
  checkLockComplete,
  checkMirrorTests,
  checkPins,
  type PackageManifest,
} from "./house-rules.ts";
import { checkImporterCounts } from "./packages.ts";
import { fileFrom, show } from "./rule.ts";

const manifest: PackageManifest = {
  version: "1.0.0",
  scripts: {},
  dependencies: { tinyqueue: "3.0.0" },
  devDependencies: { vitest: "4.1.12" },
};

describe("checkFolderNames", () => {
  it("sees rooms and files for everything, and nothing else", () => {
    const wrong = [
      "src/utils/a.ts",
      "src/engine/common/a.ts",
      "tests/helpers/a.ts",
      "src/report/helper.ts",
      "bench/util.ts",
    ];
    expect(checkFolderNames(wrong).length).toBe(wrong.length);
    expect(checkFolderNames(["src/engine/utilisation.ts", "src/cluster/shared-volume.ts", "docs/common/a.md"])).toEqual(
      [],
    );
  });
});

describe("checkMirrorTests", () => {
  const code = fileFrom({ path: "src/engine/a.ts", text: "export function a(): void {}" });
  const types = fileFrom({
    path: "src/engine/b.ts",
    text: "export interface B { c: () => 1 }\nexport type D = (e: 1) => B;\nexport const F = Object.freeze([1, 2]);",
  });
  const test = fileFrom({ path: "tests/engine/a.test.ts", text: "" });
  const elsewhere = { place: "src/engine/a.ts", by: "tests/engine/c.test.ts", reason: "because" };

  it("asks for a test of what does something, and not of types and plain values", () => {
    expect(show(checkMirrorTests([code, types], []))).toEqual([
      "src/engine/a.ts:1 has no test: write tests/engine/a.test.ts",
    ]);
    expect(checkMirrorTests([code, types, test], [])).toEqual([]);
  });

  it("sees statements at the top of a file that exports nothing", () => {
    const main = fileFrom({ path: "src/cli/main.ts", text: "await run();\n" });
    const other = fileFrom({ path: "src/cli/other.ts", text: "program.parse();\n" });
    expect(checkMirrorTests([main, other], []).length).toBe(1 + 1);
  });

  it("accepts a test elsewhere only while that test is there and needed", () => {
    const other = fileFrom({ path: elsewhere.by, text: "" });
    expect(checkMirrorTests([code, other], [elsewhere])).toEqual([]);
    expect(checkMirrorTests([code], [elsewhere]).length).toBe(1);
    expect(checkMirrorTests([code, other, test], [elsewhere]).length).toBe(1);
    expect(checkMirrorTests([other], [elsewhere]).length).toBe(1);
  });

  it("accepts one test for a folder of files, while one of them needs it", () => {
    const other = fileFrom({ path: elsewhere.by, text: "" });
    const folder = { ...elsewhere, place: "src/engine/" };
    const second = fileFrom({ path: "src/engine/deep/d.ts", text: code.source.text });
    expect(checkMirrorTests([code, second, other], [folder])).toEqual([]);
    expect(checkMirrorTests([code, test, other], [folder]).length).toBe(1);
    expect(checkMirrorTests([{ ...code, path: "src/engineer/a.ts" }, other], [folder]).length).toBe(2);
  });
});

describe("checkPins", () => {
  it.each(["^3.0.0", "~3.0.0", "3", "3.x", "latest", "*", ">=3.0.0", "github:a/b"])("refuses %s", (version) => {
    expect(checkPins({ ...manifest, dependencies: { tinyqueue: version } }).length).toBe(1);
  });

  it("accepts exact versions, also before a release", () => {
    expect(checkPins({ ...manifest, dependencies: { piscina: "6.0.0-rc.1" } })).toEqual([]);
  });
});

describe("checkLockComplete", () => {
  const linter = { optionalDependencies: { "@linter/linux": "1.0.0", "@linter/darwin": "1.0.0" } };

  it("sees a platform's package that is named and not locked", () => {
    const packages = { "node_modules/linter": linter, "node_modules/@linter/linux": {} };
    expect(checkLockComplete({ packages }).map(({ message }) => message)).toEqual([
      "@linter/darwin, optional for node_modules/linter, is not locked",
    ]);
  });

  it("accepts them at the top and within the package", () => {
    const within = "node_modules/linter/node_modules/@linter/darwin";
    const packages = { "node_modules/linter": linter, "node_modules/@linter/linux": {}, [within]: {} };
    expect(checkLockComplete({ packages })).toEqual([]);
  });
});

describe("checkDependencyReasons", () => {
  const row = (name: string): string => `| \`${name}\` | event queue | a reason that is a sentence, not a word |\n`;
  const good = `${row("tinyqueue")}\n## Development\n\n${row("vitest")}`;

  it("accepts one row with a reason for each dependency, under its heading", () => {
    expect(show(checkDependencyReasons(manifest, good))).toEqual([]);
  });

  it.each([
    ["a missing row", `\n## Development\n\n${row("vitest")}`],
    ["a row too many", `${row("lodash")}${good}`],
    ["a row under the wrong heading", `${row("tinyqueue")}${row("vitest")}\n## Development\n`],
    ["a row without a reason", good.replace(/a reason.*word/, "good")],
    ["an empty document", ""],
  ])("sees %s", (_, document) => {
    expect(checkDependencyReasons(manifest, document).length).toBeGreaterThan(0);
  });
});

describe("checkImporterCounts", () => {
  it("sees a second importer of a package that one file speaks for", () => {
    const first = fileFrom({ path: "src/report/csv.ts", text: 'import { stringify } from "csv-stringify/sync";' });
    const second = fileFrom({ path: "src/report/other.ts", text: 'import { stringify } from "csv-stringify";' });
    expect(checkImporterCounts([first])).toEqual([]);
    expect(checkImporterCounts([first, second]).map(({ path }) => path)).toEqual(["src/report/other.ts"]);
  });
});
