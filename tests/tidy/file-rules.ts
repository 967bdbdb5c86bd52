// What a linter doesn't guard and one file alone can break: head comment, length, words, leftovers.

import { functionsOf } from "./functions.ts";
import { isTypeScript, matches, type FileRule, type RepositoryFile, type Violation } from "./rule.ts";
import { lineAt } from "./source-text.ts";

const MAX_FILE_LINES = 400;
const MAX_FUNCTION_LINES = 70;

/** Rooms in which the same plan and seed must give the same bytes on every machine. */
const MODEL_ROOMS =
  /^src\/(?:base|engine|queueing|model|cluster|scheduling|components|environment|metrics|simulation)\/.*\.ts$/;

/** A word, how it looks as code, and what to use in its place. */
const FORBIDDEN_IN_THE_MODEL: readonly { readonly code: RegExp; readonly instead: string }[] = [
  { code: /(?<![.\w$])Date\b/g, instead: "simulated time is SimTime of src/base/time.ts" },
  { code: /(?<![.\w$])performance\b(?=\s*[.?])/g, instead: "simulated time is SimTime of src/base/time.ts" },
  { code: /\bMath\s*\.\s*random\b/g, instead: "draw from a named stream of src/base/random" },
  { code: /\bMath\s*\.\s*pow\b/g, instead: "its last bits differ between Node versions: multiply" },
  { code: /\*\*=?/g, instead: "its last bits differ between Node versions: multiply" },
  {
    code: /(?<![.\w$])(?:setTimeout|setInterval|setImmediate|queueMicrotask)\b/g,
    instead: "only the engine lets time pass: schedule an event",
  },
  { code: /(?<![.\w$])process\b(?=\s*[.?[])/g, instead: "only src/cli knows the process: take an argument" },
  { code: /(?<![.\w$])console\b(?=\s*[.?[])/g, instead: "only src/cli prints: return data" },
];

function checkHead(file: RepositoryFile): readonly Violation[] {
  const lines = file.source.text.split("\n");
  const first = lines[0]?.startsWith("#!") === true ? 1 : 0;
  const saysEnough = file.path.startsWith("tests/") ? /^\/\/ \S.{10,}/ : /^\/\/ \S.{20,}/;
  const isSentence = saysEnough.test(lines[first] ?? "") && /^\/\/ .*[.:]$/m.test(headOf(lines.slice(first)));
  const message = "opens without a comment that says what it is and what it may know";
  return isSentence ? [] : [{ path: file.path, line: first + 1, message }];
}

/** The comment lines at the top. */
function headOf(lines: readonly string[]): string {
  const end = lines.findIndex((line) => !line.startsWith("//"));
  return lines.slice(0, end === -1 ? lines.length : end).join("\n");
}

function checkFileLength(file: RepositoryFile): readonly Violation[] {
  const lines = file.source.text.trimEnd().split("\n").length;
  const message = `${lines} lines; a file has at most ${MAX_FILE_LINES}: split it by what it knows`;
  return lines <= MAX_FILE_LINES ? [] : [{ path: file.path, line: 1, message }];
}

function checkFunctionLength(file: RepositoryFile): readonly Violation[] {
  return functionsOf(file.source)
    .filter(({ lines, handedTo }) => lines > MAX_FUNCTION_LINES && handedTo !== "describe")
    .map(({ name, lines, firstLine }) => ({
      path: file.path,
      line: firstLine,
      message: `${name} has ${lines} lines; a function has at most ${MAX_FUNCTION_LINES}: keep the branching, name the leaves`,
    }));
}

function checkModelWords(file: RepositoryFile): readonly Violation[] {
  return FORBIDDEN_IN_THE_MODEL.flatMap(({ code, instead }) =>
    matches(file, "code", code, (word) => `${word} is not for the model: ${instead}`),
  );
}

/** Each property up to the next one names a seed: the same tree gives the same answer on every machine. */
function checkSeeds(file: RepositoryFile): readonly Violation[] {
  const properties = [...file.source.code.matchAll(/\bfc\.assert\(/g)].map(({ index }) => index);
  return properties.flatMap((start, place) => {
    const seeded = /\bseed\b/i.test(file.source.code.slice(start, properties[place + 1]));
    const message = "a property without a seed tries other cases each time: give it one, and enough runs";
    return seeded ? [] : [{ path: file.path, line: lineAt(file.source.code, start), message }];
  });
}

/** A function of so many lines. */
function longFunction(lines: number): string {
  return `export function long(): number {\n${"  step();\n".repeat(lines - 2)}}\n`;
}

export const FILE_RULES: readonly FileRule[] = [
  {
    name: "each file opens with a head comment",
    reason: "a reader learns in one sentence what a file is and what it may know, before its imports",
    looksAt: isTypeScript,
    check: checkHead,
    wrong: [
      { path: "src/base/a.ts", text: "export const a = 1;\n" },
      { path: "src/base/a.ts", text: "// todo\nexport const a = 1;\n" },
      { path: "src/base/a.ts", text: 'import { b } from "./b.ts";\n// What it is: too late to say it here.\n' },
    ],
    right: [
      { path: "src/base/a.ts", text: "// One number, and why it is that number.\n\nexport const a = 1;\n" },
      {
        path: "src/cli/main.ts",
        text: "#!/usr/bin/env node\n// The door of the program: arguments in, exit code out.\n",
      },
    ],
  },
  {
    name: `a file has at most ${MAX_FILE_LINES} lines`,
    reason: "longer files hold two things; tables of data may be longer and are named *.data.ts",
    looksAt: (path) => isTypeScript(path) && !path.endsWith(".data.ts"),
    check: checkFileLength,
    wrong: [{ path: "src/base/a.ts", text: "f();\n".repeat(MAX_FILE_LINES + 1) }],
    right: [{ path: "src/base/a.ts", text: "f();\n".repeat(MAX_FILE_LINES) }],
  },
  {
    name: `a function has at most ${MAX_FUNCTION_LINES} lines`,
    reason: "what does not fit on a screen is not checked by eye; the list of cases in a describe is no function",
    looksAt: (path) => isTypeScript(path) && !path.endsWith(".data.ts"),
    check: checkFunctionLength,
    wrong: [
      { path: "src/base/a.ts", text: longFunction(MAX_FUNCTION_LINES + 1) },
      { path: "tests/a.test.ts", text: `it("x", () => {\n${"  f();\n".repeat(MAX_FUNCTION_LINES)}});\n` },
    ],
    right: [
      { path: "src/base/a.ts", text: longFunction(MAX_FUNCTION_LINES) },
      { path: "tests/a.test.ts", text: `describe("x", () => {\n${"  f();\n".repeat(MAX_FUNCTION_LINES)}});\n` },
    ],
  },
  {
    name: "the model sees no clock, no chance, no process and no power function",
    reason: "the same plan and seed give the same bytes on every machine and on every Node version",
    looksAt: (path) => MODEL_ROOMS.test(path),
    check: checkModelWords,
    wrong: [
      "const now = Date.now();",
      "let started: Date;",
      "const a = Math.random();",
      "const a = Math.pow(2, 3);",
      "const a = 2 ** 3;",
      "a **= 2;",
      "setTimeout(f, 1);",
      "await new Promise(setImmediate);",
      "const t = performance.now();",
      "process.exit(1);",
      "const p = process?.env;",
      "console.log(1);",
      "const text = `${Date.now()}`;",
    ].map((text) => ({ path: "src/engine/a.ts", text })),
    right: [
      { path: "src/engine/a.ts", text: "/** Not `Date`: 2 ** 3. */\nconst text = 'Math.random() ** process.exit';" },
      { path: "src/engine/a.ts", text: "pod.process(event); const UpdateDate = /Date/; const creationDate = 1;" },
      { path: "src/cli/a.ts", text: "process.exitCode = 1;" },
    ],
  },
  {
    name: "no type is waved through",
    reason: "the compiler must see every contract",
    looksAt: isTypeScript,
    check: (file) => [
      ...matches(
        file,
        "code",
        /(?:[:<,|&=(]|\bas|\bextends|\bkeyof)\s*any\b(?!\s*[(.:])/g,
        () => "any hides what is known: use unknown and narrow it",
      ),
      ...matches(file, "code", /\bas\s+unknown\s+as\b/g, () => "a double cast proves nothing: narrow the value"),
      ...matches(file, "comments", /@ts-(?:ignore|expect-error|nocheck)/g, (mark) => `${mark} silences the compiler`),
    ],
    wrong: [
      "let a: any;",
      "const a = b as any;",
      "const list: Array<any> = [];",
      "function f(a: string, b: any[]) {}",
      "const a = b as unknown as C;",
      "// @ts-ignore: it works",
      "/* @ts-expect-error */",
      "// @ts-nocheck",
    ].map((text) => ({ path: "src/base/a.ts", text })),
    right: [
      {
        path: "src/base/a.ts",
        text: 'const any = list.some(test); // takes any: value\nconst t = ": any"; f(any(1));',
      },
    ],
  },
  {
    name: "a silenced lint rule says why",
    reason: "an exception without a reason is a mistake that nobody dares to mend",
    looksAt: isTypeScript,
    check: (file) =>
      matches(
        file,
        "comments",
        /(?:oxlint|eslint)-disable(?!.* -- \S+ \S+ \S+)[^\n]*/g,
        () => "name the rule and add ` -- reason`",
      ),
    wrong: [
      { path: "src/base/a.ts", text: "// oxlint-disable-next-line no-bitwise\n" },
      { path: "src/base/a.ts", text: "/* eslint-disable */\n" },
    ],
    right: [
      { path: "src/base/a.ts", text: "// oxlint-disable-next-line no-bitwise -- the hash is defined by its bits\n" },
    ],
  },
  {
    name: "no note is left behind",
    reason: "work that is not done is written into a plan, where somebody sees it, and not into the code",
    looksAt: isTypeScript,
    check: (file) =>
      matches(
        file,
        "comments",
        /\b(?:TODO|FIXME|XXX|HACK|WIP)\b/g,
        (mark) => `${mark}: do it, or write it into a plan`,
      ),
    wrong: ["// TODO later", "/* FIXME */", "/** XXX: hm */", "// HACK around it"].map((text) => ({
      path: "src/base/a.ts",
      text,
    })),
    right: [{ path: "src/base/a.ts", text: "// All done.\nconst TODO = 1;" }],
  },
  {
    name: "a property names its seed",
    reason: "a test that tries other cases each time fails for whoever comes by, not for whoever broke it",
    looksAt: (path) => path.startsWith("tests/") && path.endsWith(".ts"),
    check: checkSeeds,
    wrong: [
      { path: "tests/a.test.ts", text: "fc.assert(fc.property(any, f));" },
      { path: "tests/a.test.ts", text: "fc.assert(a, { numRuns: 3 });\nfc.assert(b, { seed: 1 });" },
    ],
    right: [{ path: "tests/a.test.ts", text: "fc.assert(a, { seed: 1 });\nfc.assert(b, { seed: SEED, numRuns: 3 });" }],
  },
  {
    name: "no test is skipped or focused",
    reason: "a test that does not run looks like one that passed; only what a machine does not have is left to others",
    looksAt: (path) => path.startsWith("tests/") && path.endsWith(".ts"),
    check: (file) => [
      ...matches(
        file,
        "code",
        /\b(?:it|test|describe|suite|bench)\s*(?:\.\s*\w+\s*(?:\([^()]*\)\s*)?)*\.\s*(?:skip|only|todo|fails|skipIf|runIf)\b(?!\((?:process\.platform|CHROMIUM)\b)/g,
        (call) => `${call}: run it or take it away`,
      ),
      ...matches(
        file,
        "code",
        /(?<![.\w$])(?:xit|xtest|xdescribe|fit|fdescribe)\s*\(/g,
        (call) => `${call}: run it or take it away`,
      ),
      ...matches(file, "code", /\b(?:ctx|context|task)\s*\.\s*skip\s*\(/g, (call) => `${call}: run it or take it away`),
    ],
    wrong: [
      'it.skip("x", f);',
      'describe.only("x", f);',
      'it.todo("x");',
      'test.each([1]).only("x", f);',
      'describe.concurrent.skip("x", f);',
      'it.skipIf(slow)("x", f);',
      'it.runIf(process.env.SLOW)("x", f);',
      'xit("x", f);',
      "context.skip();",
    ].map((text) => ({ path: "tests/a.test.ts", text })),
    right: [
      { path: "tests/a.test.ts", text: 'it("skips the rest: it.skip(x)", f); stream.skip(2); const only = it;' },
      { path: "tests/a.test.ts", text: 'it.runIf(process.platform !== "win32")("reads a pipe", f);' },
      { path: "tests/a.test.ts", text: 'describe.runIf(CHROMIUM !== undefined)("in a browser", f);' },
    ],
  },
];
