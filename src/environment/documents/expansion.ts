// How large a document with anchors becomes when every alias is written out, without writing it out: a few lines of
// YAML can stand for billions of values, or for a value that contains itself.

export type Expansion =
  | { readonly kind: "sized"; readonly values: number; readonly depth: number }
  | { readonly kind: "cyclic" }
  | { readonly kind: "too-deep" };

interface Size {
  readonly values: number;
  readonly depth: number;
}

/**
 * Counts each shared part once and adds its size wherever it occurs; linear in what was written. Looks no deeper
 * than `maxDepth` collections.
 */
export function measureExpansion(root: unknown, maxDepth: number): Expansion {
  const size = measure(root, new Map(), maxDepth);
  return typeof size === "string" ? { kind: size } : { kind: "sized", ...size };
}

function measure(value: unknown, sizes: Map<object, Size | "open">, depthLeft: number): Size | "cyclic" | "too-deep" {
  if (typeof value !== "object" || value === null) return { values: 1, depth: 0 };
  const known = sizes.get(value);
  if (known === "open") return "cyclic";
  if (known !== undefined) return known;
  if (depthLeft === 0) return "too-deep";
  sizes.set(value, "open");
  let values = 1;
  let depth = 0;
  for (const child of Object.values(value)) {
    const size = measure(child, sizes, depthLeft - 1);
    if (typeof size === "string") return size;
    values += size.values;
    depth = Math.max(depth, size.depth + 1);
  }
  const total = { values, depth };
  sizes.set(value, total);
  return total;
}
