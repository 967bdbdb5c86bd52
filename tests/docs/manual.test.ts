// Every command that README.md and docs/ show is run, in a copy of the repository, and must do what the page says.

import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { commandsOf, untriedBlocks, type DocumentedCommand } from "./console-blocks.ts";
import { deadLinks, namedInText } from "./references.ts";
import { RUN_ELSEWHERE } from "./run-elsewhere.ts";
import { copyOfRepository, removeCopy, runCommands, untruths } from "./run-page.ts";

const TOP = fileURLToPath(new URL("../../", import.meta.url));
const PAGES_AT_LEAST = 8;
const COMMANDS_AT_LEAST = 15;
/** Twenty runs of a large cluster are among the commands, and the machine may be busy. */
const PATIENCE_MS = 600_000;

const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
  cwd: TOP,
  encoding: "utf8",
});
const pages = listed
  .split("\0")
  .filter((path) => /^(?:README\.md|(?:docs|reports|bench|scenarios)\/.*\.md)$/.test(path) && existsSync(TOP + path))
  .map((path) => ({ path, text: readFileSync(TOP + path, "utf8") }));
const manifest = JSON.parse(readFileSync(`${TOP}package.json`, "utf8")) as {
  scripts: Readonly<Record<string, string>>;
};

function toRun(path: string, text: string): readonly DocumentedCommand[] {
  return commandsOf(path, text).flatMap((documented) => {
    const elsewhere = RUN_ELSEWHERE.find(({ command }) => command === documented.command);
    if (elsewhere === undefined) return [documented];
    return elsewhere.instead === null ? [] : [{ ...documented, command: elsewhere.instead }];
  });
}

describe("the documents", () => {
  it("are all looked at", () => {
    expect(pages.length).toBeGreaterThanOrEqual(PAGES_AT_LEAST);
    expect(pages.flatMap(({ path, text }) => toRun(path, text)).length).toBeGreaterThanOrEqual(COMMANDS_AT_LEAST);
  });

  it("show commands only in blocks that are tried", () => {
    expect(pages.flatMap(({ path, text }) => untriedBlocks(path, text))).toEqual([]);
  });

  it("link only to what is there", () => {
    const exists = (path: string): boolean => existsSync(TOP + path);
    const dead = pages.flatMap(({ path, text }) =>
      deadLinks(text, posix.dirname(path), exists).map((link) => `${path}: ${link}`),
    );
    expect(dead).toEqual([]);
  });

  it("name only scripts of package.json", () => {
    const named = pages.flatMap(({ text }) => namedInText(text, /\bnpm run (?:--silent )?([\w:-]+)/g));
    expect(named.filter((script) => !(script in manifest.scripts))).toEqual([]);
  });

  it("name only commands that the program has", () => {
    const help = execFileSync(process.execPath, [`${TOP}dist/cli/main.js`, "--help"], { encoding: "utf8" });
    const commands = Array.from(help.matchAll(/^ {2}([a-z]+)(?:\s|$)/gm), (match) => match[1]);
    expect(commands).toContain("run");
    const named = pages.flatMap(({ path, text }) =>
      namedInText(text, /(?:`|\$ |npx )plimsoll ([a-z]+)/g).map((command) => ({ path, command })),
    );
    expect(named.filter(({ command }) => !commands.includes(command))).toEqual([]);
  });

  it("have no exception that no page needs", () => {
    const documented = new Set(pages.flatMap(({ path, text }) => commandsOf(path, text)).map(({ command }) => command));
    expect(RUN_ELSEWHERE.filter(({ command }) => !documented.has(command))).toEqual([]);
  });
});

describe("each command", () => {
  let copy = "";

  beforeAll(() => {
    copy = copyOfRepository();
  });

  afterAll(() => {
    removeCopy(copy);
  });

  for (const { path, text } of pages) {
    const commands = toRun(path, text);
    if (commands.length === 0) continue;
    it(
      `of ${path} does what the page says`,
      () => {
        expect(untruths(runCommands(commands, copy))).toEqual([]);
      },
      PATIENCE_MS,
    );
  }
});
