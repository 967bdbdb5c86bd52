// Runs the commands of one page, in order, in one shell that stands in a copy of the repository.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { firstMissingLine, type DocumentedCommand } from "./console-blocks.ts";

const TOP = fileURLToPath(new URL("../../", import.meta.url));
const BEGINS = "\u0001begins";
const ENDS = "\u0001ends";

/** What a command did. */
export interface Attempt {
  readonly command: DocumentedCommand;
  readonly exitCode: number;
  /** Standard output and standard error as the reader would see them. */
  readonly output: string;
}

/** A copy of what git knows and of the build, with the installed packages linked in; the caller removes it. */
export function copyOfRepository(): string {
  const copy = mkdtempSync(join(tmpdir(), "plimsoll-manual-"));
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: TOP,
    encoding: "utf8",
  });
  for (const path of listed.split("\0").filter((one) => one !== "" && existsSync(TOP + one))) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(TOP + path, join(copy, path));
  }
  cpSync(join(TOP, "dist"), join(copy, "dist"), { recursive: true });
  symlinkSync(join(TOP, "node_modules"), join(copy, "node_modules"));
  return copy;
}

/** Runs all commands in one shell, so that `cd`, files and `$?` go from one to the next. */
export function runCommands(commands: readonly DocumentedCommand[], folder: string): readonly Attempt[] {
  const script = commands.map(
    ({ command }, index) =>
      `(exit "\${status:-0}"); printf '\\n${BEGINS} ${index}\\n'; (exit "\${status:-0}")\n${command}\nstatus=$?; printf '\\n${ENDS} %s\\n' "$status"\n`,
  );
  const environment = { ...process.env, NO_COLOR: "1", CI: "true", COLUMNS: "80" };
  const shell = spawnSync("bash", ["-c", `exec 2>&1 < /dev/null\n${script.join("")}`], {
    cwd: folder,
    env: environment,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  return commands.map((command, index) => attemptIn(shell.stdout, command, index));
}

function attemptIn(output: string, command: DocumentedCommand, index: number): Attempt {
  const begin = output.indexOf(`\n${BEGINS} ${index}\n`);
  const end = output.indexOf(`\n${ENDS} `, begin);
  if (begin === -1 || end === -1) return { command, exitCode: -1, output: "the shell ended before this command did" };
  const exitCode = Number(/\d+/.exec(output.slice(end + ENDS.length))?.[0]);
  return { command, exitCode, output: output.slice(begin + `\n${BEGINS} ${index}\n`.length, end) };
}

/**
 * What is wrong with the attempts, in words; nothing if the page told the truth. A command succeeds unless the next one
 * of the page asks `echo $?`: then that answer speaks for it.
 */
export function untruths(attempts: readonly Attempt[]): readonly string[] {
  return attempts.flatMap(({ command, exitCode, output }, index) => {
    const place = `${command.page}:${command.line} $ ${command.command.split("\n")[0]}`;
    const asked = attempts[index + 1]?.command.command === "echo $?";
    const missing = firstMissingLine(command.answer, output);
    const wrong = [
      ...(exitCode === 0 || asked ? [] : [`ended with ${exitCode}`]),
      ...(missing === undefined ? [] : [`did not answer: ${missing}`]),
    ];
    return wrong.map((what) => `${place}\n${what}\n--- it answered:\n${output.trim()}`);
  });
}

export function removeCopy(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}
