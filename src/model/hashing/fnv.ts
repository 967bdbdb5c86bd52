// The FNV hashes of Fowler, Noll and Vo, by which Kubernetes names revisions and templates.
// Imitates hash/fnv, Go 1.26.

const OFFSET_32 = 0x811c9dc5;
const PRIME_32 = 0x01000193;
const OFFSET_64 = 0xcbf29ce484222325n;
const PRIME_64 = 0x100000001b3n;

/** FNV-1, 32 bits, unsigned. */
export function fnv32(bytes: Uint8Array): number {
  let hash = OFFSET_32;
  for (const byte of bytes) hash = Math.imul(hash, PRIME_32) ^ byte;
  return hash >>> 0;
}

/** FNV-1a, 32 bits, unsigned. */
export function fnv32a(bytes: Uint8Array): number {
  let hash = OFFSET_32;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, PRIME_32);
  return hash >>> 0;
}

/** FNV-1a, 64 bits, unsigned. */
export function fnv64a(bytes: Uint8Array): bigint {
  let hash = OFFSET_64;
  for (const byte of bytes) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME_64);
  return hash;
}
