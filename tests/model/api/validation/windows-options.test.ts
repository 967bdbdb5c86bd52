// Security options on Windows.

import { expect, it } from "vitest";

import { FieldPath } from "../../../../src/model/api/field-path.ts";
import { validateWindowsOptions } from "../../../../src/model/api/validation/windows-options.ts";
import { errorLines } from "../error-lines.ts";

const PATH = FieldPath.root("w");

it.each(["user", String.raw`NT AUTHORITY\SYSTEM`, String.raw`corp.example.com\user`, "user.name"])(
  "accepts the user %s",
  (runAsUserName) => {
    expect(validateWindowsOptions({ runAsUserName }, PATH)).toEqual([]);
  },
);

it.each([
  ["", ["runAsUserName cannot be an empty string"]],
  ["a\nb", ["runAsUserName cannot contain control characters"]],
  [String.raw`a\b\c`, ["runAsUserName cannot contain more than one backslash"]],
  ["a\\", ["runAsUserName's User cannot be empty"]],
  ["u".repeat(105), ["runAsUserName's User length must not be longer than 104 characters"]],
  [". .", ["runAsUserName's User cannot contain only periods or spaces"]],
  ["a+b", [`runAsUserName's User cannot contain the following characters: "/\\:;|=,+*?<>@[]`]],
  [String.raw`.corp\user`, ["runAsUserName's Domain doesn't match the NetBios nor the DNS format"]],
  [
    `${"d".repeat(256)}\\user`,
    [
      "runAsUserName's Domain doesn't match the NetBios nor the DNS format",
      "runAsUserName's Domain length must be under 256 characters",
    ],
  ],
])("says of the user %j what is wrong", (runAsUserName, details) => {
  const shown = JSON.stringify(runAsUserName);
  expect(errorLines(validateWindowsOptions({ runAsUserName }, PATH))).toEqual(
    details.map((detail) => `w.runAsUserName: Invalid value: ${shown}: ${detail}`),
  );
});

it("judges credential specifications by name and by size", () => {
  expect(validateWindowsOptions({ gmsaCredentialSpecName: "web", gmsaCredentialSpec: "{}" }, PATH)).toEqual([]);
  expect(errorLines(validateWindowsOptions({ gmsaCredentialSpecName: "Web", gmsaCredentialSpec: "" }, PATH))).toEqual([
    'w.gmsaCredentialSpec: Invalid value: "": gmsaCredentialSpec cannot be an empty string',
    expect.stringMatching(/^w\.gmsaCredentialSpecName: Invalid value: "Web": a lowercase RFC 1123 subdomain/),
  ]);
  const [line = ""] = errorLines(validateWindowsOptions({ gmsaCredentialSpec: "a".repeat(65_537) }, PATH));
  expect(line.endsWith(": gmsaCredentialSpec size must be under 64 KiB")).toBe(true);
});
