// The list of its own files that plimsoll keeps in a report's directory, so that it replaces and removes only those.

/** The list's own name. */
export const LIST_FILE = ".plimsoll-report.json";

const KIND = "ReportFiles";

export function listText(files: readonly string[]): string {
  return `${JSON.stringify({ apiVersion: "plimsoll/v1alpha1", kind: KIND, files: files.toSorted() }, null, 2)}\n`;
}

/** Names on a list; none if there is no list, if it is none of ours, or where a name leads out of the directory. */
export function listedFiles(text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const list = parsed(text);
  if (typeof list !== "object" || list === null || !("kind" in list) || list.kind !== KIND) return [];
  if (!("files" in list) || !Array.isArray(list.files)) return [];
  return list.files.filter((name: unknown): name is string => typeof name === "string" && isPlainFileName(name));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a name stays in its directory: no separator, no `..`, nothing hidden. */
export function isPlainFileName(name: string): boolean {
  return /^[A-Za-z0-9][\w.-]*$/.test(name);
}
