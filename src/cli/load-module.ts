// Loading a user's JavaScript module. Node loads ES modules at once, so that the run that asks for them need not wait; what
// waits at its top level cannot be loaded so.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { extname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import type { ModuleContent } from "../scenario/file-reader.ts";

const EXTENSIONS = [".js", ".mjs"];

const requireModule = createRequire(import.meta.url);

type Broken = Extract<ModuleContent, { kind: "broken" }>;

/** Relative to the working directory. */
export function loadModule(path: string): ModuleContent {
  if (!EXTENSIONS.includes(extname(path))) {
    return { kind: "broken", detail: `a module is a file that ends in ${EXTENSIONS.join(" or ")}` };
  }
  const file = resolve(path);
  try {
    const exports: unknown = requireModule(file);
    if (typeof exports === "object" && exports !== null) return { kind: "module", exports: { ...exports } };
    return { kind: "broken", detail: "it exports nothing by name" };
  } catch (error) {
    return failureOf(error, file);
  }
}

function failureOf(error: unknown, file: string): Broken {
  if (!(error instanceof Error)) return { kind: "broken", detail: `it threw ${String(error)} while it was loaded` };
  if ("code" in error && error.code === "ERR_REQUIRE_ASYNC_MODULE") {
    return { kind: "broken", detail: "it awaits something at its top level, which a run cannot wait for" };
  }
  const detail = `${error.name}: ${error.message.split("\n")[0]!}`;
  const place = placeIn(error.stack ?? "", file);
  return place === undefined ? (syntaxErrorIn(file) ?? { kind: "broken", detail }) : { kind: "broken", detail, place };
}

/** Where the newest call in the file stood when the error was made; undefined if none was there. */
export function placeIn(stack: string, file: string): Broken["place"] {
  for (const [, url, line, column] of stack.matchAll(/(file:\/\/[^\s()]+?):(\d+):(\d+)/g)) {
    if (fileURLToPath(url!) === file) return { line: Number(line), column: Number(column) };
  }
  return undefined;
}

/**
 * Node tells the place of a mistake in the syntax only to whom it runs a file for: so another Node is asked. It gets the text as a
 * module's, as files of which no package.json says what they are would pass unread.
 */
function syntaxErrorIn(file: string): Broken | undefined {
  const asked = ["--input-type=module", "--check", "-"];
  const { stderr } = spawnSync(process.execPath, asked, { encoding: "utf8", env: {}, input: readFileSync(file) });
  const lines = stderr.split("\n");
  const line = /:(\d+)$/.exec(lines[0] ?? "")?.[1];
  const detail = lines.find((text) => text.startsWith("SyntaxError:"));
  if (line === undefined || detail === undefined) return undefined;
  return { kind: "broken", detail, place: { line: Number(line), column: (lines[2] ?? "").indexOf("^") + 1 } };
}
