// The reader of console blocks: what is a command, what is an answer, and what a wrong answer looks like.

import { describe, expect, it } from "vitest";

import { commandsOf, firstMissingLine, untriedBlocks } from "./console-blocks.ts";

const PAGE = `Text with \`$ no command\`.

\`\`\`console
$ first --option
answer one
…
$ cat > file <<'END'
> a: 1
>
> END
$ third
\`\`\`

\`\`\`yaml
$ not: a command
\`\`\`
`;

describe("commandsOf", () => {
  it("finds the commands of console blocks with their answers and further lines", () => {
    expect(commandsOf("a.md", PAGE)).toEqual([
      { page: "a.md", line: 4, command: "first --option", answer: ["answer one", "…"] },
      { page: "a.md", line: 7, command: "cat > file <<'END'\na: 1\n\nEND", answer: [] },
      { page: "a.md", line: 11, command: "third", answer: [] },
    ]);
  });

  it("refuses a block that begins with an answer", () => {
    expect(() => commandsOf("a.md", "```console\nanswer\n```\n")).toThrow("a.md:2");
  });
});

describe("untriedBlocks", () => {
  it("finds blocks of shell code that no test would try", () => {
    expect(untriedBlocks("a.md", `${PAGE}\n\`\`\`sh\nrm x\n\`\`\`\n`)).toEqual(["a.md:18"]);
    expect(untriedBlocks("a.md", PAGE)).toEqual([]);
  });
});

describe("firstMissingLine", () => {
  const output = "one\ntwo (2.31 s)  \n\nthree\n";

  it("accepts lines that are there in order, with an ellipsis for what differs", () => {
    expect(firstMissingLine(["one", "two (… s)", "", "…", "three"], output)).toBeUndefined();
    expect(firstMissingLine([], output)).toBeUndefined();
  });

  it("names the first line that is not there, or not in its place", () => {
    expect(firstMissingLine(["one", "four"], output)).toBe("four");
    expect(firstMissingLine(["three", "one"], output)).toBe("one");
    expect(firstMissingLine(["two (2.30 s)"], output)).toBe("two (2.30 s)");
    expect(firstMissingLine(["t.o"], output)).toBe("t.o");
    expect(firstMissingLine(["one", "one"], output)).toBe("one");
  });
});
