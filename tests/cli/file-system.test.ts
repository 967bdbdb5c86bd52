// The real file system: nothing hangs, nothing is thrown.

import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

import { afterAll, describe, expect, it } from "vitest";

import { NODE_FILES } from "../../src/cli/file-system.ts";

const folder = mkdtempSync(join(tmpdir(), "plimsoll-files-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const LIMIT = 1000;

/** The superuser is refused nothing, so it looks with the rights of nobody. */
function asNobody<Result>(look: () => Result): Result {
  if (process.geteuid?.() !== 0) return look();
  process.seteuid?.(65_534);
  try {
    return look();
  } finally {
    process.seteuid?.(0);
  }
}

function kindOf(path: string): string {
  return NODE_FILES.read(path, LIMIT).kind;
}

describe("reading files", () => {
  it("gives the bytes of a file up to the limit", () => {
    const path = join(folder, "a");
    writeFileSync(path, "x".repeat(LIMIT));
    const content = NODE_FILES.read(path, LIMIT);
    expect(content.kind === "bytes" && content.bytes.length).toBe(LIMIT);
    expect(NODE_FILES.read(path, LIMIT - 1)).toEqual({
      kind: "too-large",
      detail: expect.stringContaining("is larger than") as string,
    });
  });

  it("says what is not there", () => {
    expect(kindOf(join(folder, "missing"))).toBe("missing");
    writeFileSync(join(folder, "file"), "");
    expect(kindOf(join(folder, "file", "below"))).toBe("missing");
    expect(kindOf(folder)).toBe("directory");
    expect(kindOf(`${folder}/\0`)).toBe("unreadable");
    expect(kindOf(join(folder, "x".repeat(5000)))).toBe("unreadable");
  });

  it("refuses a file of a hundred megabytes without reading it", () => {
    const path = join(folder, "huge");
    writeFileSync(path, "");
    truncateSync(path, 100 * 1024 * 1024);
    expect(NODE_FILES.read(path, 64 * 1024 * 1024)).toEqual({
      kind: "too-large",
      detail: `${path} is larger than 64 MiB, the most that is read`,
    });
  });

  it("waits for no pipe, reads no device, and follows no circle of links", () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    expect(NODE_FILES.read(pipe, LIMIT)).toEqual({ kind: "not-a-file", detail: `${pipe} is a named pipe, not a file` });
    expect(kindOf("/dev/zero")).toBe("not-a-file");
    symlinkSync(join(folder, "one"), join(folder, "two"));
    symlinkSync(join(folder, "two"), join(folder, "one"));
    expect(kindOf(join(folder, "one"))).toBe("unreadable");
  });

  it("refuses a socket", async () => {
    const path = join(folder, "socket");
    const server = createServer().listen(path);
    await new Promise((resolve) => server.once("listening", resolve));
    expect(kindOf(path)).toBe("not-a-file");
    await new Promise((resolve) => server.close(resolve));
  });

  it("says that a file may not be read", () => {
    const path = join(folder, "secret");
    writeFileSync(path, "x");
    chmodSync(path, 0);
    expect(asNobody(() => kindOf(path))).toBe("no-permission");
  });
});

describe("compressed files", () => {
  const path = join(folder, "named-as-it-likes");

  it("are unpacked, and what is stored is given as well", () => {
    const stored = gzipSync("a: 1\n");
    writeFileSync(path, Buffer.concat([stored, gzipSync("b: 2\n")]));
    const content = NODE_FILES.read(path, LIMIT);
    expect(content.kind === "bytes" && new TextDecoder().decode(content.bytes)).toBe("a: 1\nb: 2\n");
    expect(content.kind === "bytes" && content.stored?.length).toBeGreaterThan(stored.length);
  });

  it("are refused where they unpack to more than is read", () => {
    writeFileSync(path, gzipSync("x".repeat(LIMIT + 1)));
    expect(NODE_FILES.read(path, LIMIT)).toMatchObject({
      kind: "too-large",
      detail: expect.stringContaining("unpacked, is larger") as string,
    });
  });

  it("are refused where they are damaged", () => {
    const whole = gzipSync("a: 1\n");
    writeFileSync(path, whole.subarray(0, -4));
    expect(kindOf(path)).toBe("corrupt");
    whole[12]! ^= 0xff;
    writeFileSync(path, whole);
    expect(kindOf(path)).toBe("corrupt");
  });
});

/** What a process of its own reads from its standard input, twice, when that is given in parts. */
async function readInput(parts: readonly Uint8Array[]): Promise<string> {
  const program = `
    import { NODE_FILES } from ${JSON.stringify(new URL("../../src/cli/file-system.ts", import.meta.url).href)};
    const shown = () => new TextDecoder().decode(NODE_FILES.read("-", ${LIMIT}).bytes);
    console.log(shown(), shown());
  `;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program]);
  let output = "";
  child.stdout.on("data", (data: Buffer) => (output += data.toString()));
  for (const part of parts) {
    child.stdin.write(part);
    await new Promise((resolve) => setImmediate(resolve));
  }
  child.stdin.end();
  await new Promise((resolve) => child.once("close", resolve));
  return output.trim();
}

describe("standard input", () => {
  it("is read to its end and unpacked, as often as it is asked for", async () => {
    const bytes = gzipSync("text");
    expect(await readInput([bytes.subarray(0, 5), bytes.subarray(5)])).toBe("text text");
  });
});

describe("listing directories", () => {
  it("is sorted, and tells directories from links to them", () => {
    const place = join(folder, "list");
    mkdirSync(join(place, "b"), { recursive: true });
    writeFileSync(join(place, "c"), "");
    symlinkSync(join(place, "b"), join(place, "a"));
    expect(NODE_FILES.list(place)).toEqual([
      { name: "a", isDirectory: false },
      { name: "b", isDirectory: true },
      { name: "c", isDirectory: false },
    ]);
    expect(NODE_FILES.list(join(folder, "missing"))).toBeUndefined();
  });
});
