// plimsoll compiled into a directory of its own, so that whoever builds or edits meanwhile changes nothing, and it starts quickly.

import { spawnSync } from "node:child_process";
import { cpSync, existsSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const TOP = fileURLToPath(new URL("../../", import.meta.url));

/** How the compiled program is started. */
export function compiledProgram(folder: string): readonly [string, string] {
  const compiler = join(TOP, "node_modules", "typescript", "bin", "tsc");
  const args = [compiler, "-p", join(TOP, "tsconfig.build.json"), "--outDir", join(folder, "dist")];
  // What the compiler complains of, others test; it writes the program all the same.
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  const program = join(folder, "dist", "cli", "main.js");
  if (!existsSync(program)) throw new Error(`it does not compile: ${stdout}`);
  cpSync(join(TOP, "package.json"), join(folder, "package.json"));
  symlinkSync(join(TOP, "node_modules"), join(folder, "node_modules"));
  return [process.execPath, program];
}
