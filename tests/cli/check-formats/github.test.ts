// What check found, as annotations of a pull request.

import { expect, it } from "vitest";

import { GITHUB_CHECK_FORMAT } from "../../../src/cli/check-formats/github.ts";
import { CHECKED, VIEW } from "./sample.ts";

it("is a command a line, with the place and what would have been right", () => {
  expect(GITHUB_CHECK_FORMAT.render(CHECKED, VIEW)).toBe(
    "::warning file=a.yaml,line=1,col=1,title=plimsoll%3A suspicious::odd\n" +
      "::error file=a.yaml,line=2,col=3,title=plimsoll%3A invalid-value::wrong%0Aexpected: right%0Adid you mean rite?\n",
  );
});

it("escapes what would end a property or a message, and lets no text begin a command of its own", () => {
  const hostile = {
    code: "c",
    severity: "error",
    message: "100%\n::error::forged",
    position: { file: "a,b:c.yaml", line: 1, column: 1 },
  } as const;
  const text = GITHUB_CHECK_FORMAT.render({ ...CHECKED, diagnostics: [hostile] }, VIEW);
  expect(text).toBe("::error file=a%2Cb%3Ac.yaml,line=1,col=1,title=plimsoll%3A c::100%25\\u000a::error::forged\n");
});
