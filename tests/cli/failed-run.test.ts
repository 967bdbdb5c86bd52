// What a user is told when a run cannot be ended.

import { describe, expect, it } from "vitest";

import { tellFailure } from "../../src/cli/failed-run.ts";
import { PluginMistake } from "../../src/scheduling/own-plugins/plugin-mistake.ts";
import { MemoryFiles } from "../scenario/memory-files.ts";
import { memoryReports } from "./memory-reports.ts";
import { recordingTerminal } from "./recording-terminal.ts";

const CALL = { plugin: "Price", module: "/a/price.js", method: "score", pod: "default/a", node: "n1" };

function tell(error: unknown, showStacks = false) {
  const terminal = recordingTerminal();
  const files = new MemoryFiles({ "/a/price.js": "one\n  two.three\n" });
  const ports = { ...memoryReports().portsWith(terminal), files, nowMs: () => 0, showStacks };
  const code = tellFailure(error, "plimsoll run s.yaml", ports);
  return { code, err: terminal.errors() };
}

/** What code in the module would have thrown. */
function thrown(): Error {
  const cause = new TypeError("no three");
  cause.stack = "TypeError: no three\n    at score (file:///a/price.js:2:7)\n    at run (file:///plimsoll/x.js:1:1)";
  return cause;
}

describe("a plugin that fails", () => {
  it("is the user's own: it is told with its place, and without a trace of the program's inside", () => {
    const cause = thrown();
    const { code, err } = tell(new PluginMistake(CALL, "TypeError: no three", cause));
    expect(code).toBe(2);
    expect(err).toContain(
      "/a/price.js:2:7: error: plugin Price failed in score, asked about pod default/a and node n1",
    );
    expect(err).toContain("two.three");
    expect(err).not.toContain("plimsoll/x.js");
    expect(err).toContain("PLIMSOLL_DEBUG=1");
  });

  it("shows the calls that led there if asked to", () => {
    expect(tell(new PluginMistake(CALL, "TypeError: no three", thrown()), true).err).toContain("plimsoll/x.js");
  });

  it("may have answered nonsense, which has no place", () => {
    const { code, err } = tell(new PluginMistake(CALL, "it returned NaN"));
    expect(code).toBe(2);
    expect(err).toContain("error: plugin Price failed in score");
    expect(err).toContain("an answer that /a/price.js may give");
    expect(err).not.toContain("PLIMSOLL_DEBUG");
  });
});

describe("any other error", () => {
  it("is a fault of plimsoll", () => {
    const { code, err } = tell(new Error("broken on purpose"));
    expect(code).toBe(1);
    expect(err).toContain("has a fault: broken on purpose");
    expect(err).toContain("plimsoll run s.yaml");
  });
});
