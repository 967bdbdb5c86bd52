// What patches make of JSON: merge patches (RFC 7386), JSON patches (RFC 6902: add, replace, remove, test), and strategic merge
// patches with the merge keys that the records need.
// Imitates staging apimachinery pkg/util/strategicpatch, v1.36, as far as the records go.

type Fields = Readonly<Record<string, unknown>>;

/** By field name; the same name has the same key wherever it stands in the kinds that are recorded. */
const MERGE_KEYS: ReadonlyMap<string, string> = new Map([
  ["containers", "name"],
  ["initContainers", "name"],
  ["ephemeralContainers", "name"],
  ["env", "name"],
  ["volumes", "name"],
  ["volumeMounts", "mountPath"],
  ["conditions", "type"],
  ["ownerReferences", "uid"],
  ["imagePullSecrets", "name"],
  ["hostAliases", "ip"],
  ["topologySpreadConstraints", "topologyKey"],
]);

export function mergePatched(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged: Record<string, unknown> = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatched(merged[key], value);
  }
  return merged;
}

export function strategicallyPatched(target: unknown, patch: unknown, field = ""): unknown {
  if (Array.isArray(patch)) return patchedList(target, patch, field);
  if (!isObject(patch)) return patch;
  if (patch["$patch"] === "replace") return withoutDirectives(patch);
  const retained = patch["$retainKeys"];
  const merged: Record<string, unknown> = isObject(target) ? { ...target } : {};
  if (Array.isArray(retained)) {
    for (const key of Object.keys(merged)) if (!retained.includes(key)) delete merged[key];
  }
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith("$")) continue;
    if (value === null) delete merged[key];
    else merged[key] = strategicallyPatched(merged[key], value, key);
  }
  return merged;
}

function patchedList(target: unknown, patch: readonly unknown[], field: string): unknown {
  const mergeKey = MERGE_KEYS.get(field);
  if (mergeKey === undefined || !Array.isArray(target)) return patch;
  const items = [...(target as Fields[])];
  for (const item of patch as readonly Fields[]) {
    const at = items.findIndex((other) => other[mergeKey] === item[mergeKey]);
    if (item["$patch"] === "delete") {
      if (at >= 0) items.splice(at, 1);
    } else if (at < 0) items.push(item);
    else items[at] = strategicallyPatched(items[at], item) as Fields;
  }
  return items;
}

function withoutDirectives(patch: Fields): Fields {
  return Object.fromEntries(Object.entries(patch).filter(([key]) => !key.startsWith("$")));
}

interface Operation {
  readonly op: string;
  readonly path: string;
  readonly value?: unknown;
}

export function jsonPatched(target: unknown, patch: unknown): unknown {
  const copy = structuredClone(target) as Record<string, unknown>;
  for (const { op, path, value } of patch as readonly Operation[]) {
    const keys = path
      .split("/")
      .slice(1)
      .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    applyOperation(copy, keys, op, value);
  }
  return copy;
}

function applyOperation(target: Record<string, unknown>, keys: readonly string[], op: string, value: unknown): void {
  const last = keys.at(-1)!;
  let holder: unknown = target;
  for (const key of keys.slice(0, -1)) holder = (holder as Record<string, unknown>)[key];
  if (Array.isArray(holder)) {
    const at = last === "-" ? holder.length : Number(last);
    if (op === "remove") holder.splice(at, 1);
    else if (op === "add") holder.splice(at, 0, value);
    else if (op === "replace") holder[at] = value;
    return;
  }
  const fields = holder as Record<string, unknown>;
  if (op === "remove") delete fields[last];
  else if (op === "add" || op === "replace") fields[last] = value;
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
