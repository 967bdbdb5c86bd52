// Where a Chromium is on this machine: the tests install none.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** Said where there is none. */
export const CHROMIUM_WANTED = `no Chromium was found: install one (Debian: apt install chromium), or name its program in CHROME; tried ${NAMES.join(", ")} in PATH`;

/** The program's path; CHROME goes before PATH. `isThere` says whether a path is a program. */
export function findChromium(
  environment: Readonly<Record<string, string | undefined>>,
  isThere: (path: string) => boolean = isProgram,
): string | undefined {
  const { CHROME: named, PATH: folders = "" } = environment;
  if (named !== undefined && named !== "") return isThere(named) ? named : undefined;
  const paths = folders.split(delimiter).filter((folder) => folder !== "");
  return NAMES.flatMap((name) => paths.map((folder) => join(folder, name))).find(isThere);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
