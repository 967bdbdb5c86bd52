// Who a process is, so that a number that the system gave to another one later is not taken for it: its number, its machine, and when
// it began.

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { hostname } from "node:os";

export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** When it began, as the system writes it; empty where the system does not say. */
  readonly began: string;
}

export function ownIdentity(): ProcessIdentity {
  return { pid: process.pid, host: hostname(), began: beginningOf(process.pid) };
}

/** Whether the process may still be there; one on another machine may always be. */
export function mayBeAlive({ pid, host, began }: ProcessIdentity): boolean {
  if (host !== hostname()) return true;
  return exists(pid) && (began === "" || beginningOf(pid) === began);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of somebody else may not be asked, and is there.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function beginningOf(pid: number): string {
  if (process.platform === "linux") return beginningInProc(pid);
  if (process.platform === "win32") return "";
  return spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();
}

/** Ticks since the machine started, and which start that was. */
function beginningInProc(pid: number): string {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    // The second field is the program's name in parentheses, which may hold anything; the start is the 22nd.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
    return `${fields[19]} ${boot}`;
  } catch {
    return "";
  }
}
