// One line for many places.

import { describe, expect, it } from "vitest";

import { DiagnosticSink } from "../../src/base/diagnostic.ts";

import { Notes } from "../../src/environment/notes.ts";

const NOTE = { code: "not-simulated", severity: "not-simulated", message: "this is not simulated" } as const;

describe("notes", () => {
  it("tell the number of places and the first of them", () => {
    const notes = new Notes();
    const sink = new DiagnosticSink();
    for (const line of [3, 5, 8]) notes.add(NOTE, () => ({ file: "f", line, column: 1 }));
    notes.add({ ...NOTE, message: "nor is that" }, undefined);
    notes.flush(sink);
    expect(sink.all).toEqual([
      {
        ...NOTE,
        message: "this is not simulated (3 places; this is the first)",
        position: { file: "f", line: 3, column: 1 },
      },
      { ...NOTE, message: "nor is that" },
    ]);
  });

  it("ask for a place only once a group, and forget what they told", () => {
    const notes = new Notes();
    const sink = new DiagnosticSink();
    let asked = 0;
    for (let place = 0; place < 7_000; place += 1) {
      notes.add(NOTE, () => {
        asked += 1;
        return { file: "f", line: 1, column: 1 };
      });
    }
    notes.flush(sink);
    notes.flush(sink);
    expect(asked).toBe(1);
    expect(sink.all.length).toBe(1);
  });

  it("let somebody hear what is added during an action, each place for itself", () => {
    const notes = new Notes();
    const nor = { ...NOTE, message: "nor is that" };
    notes.add(NOTE, undefined);
    const { result, heard } = notes.hear(() => {
      notes.add(NOTE, undefined);
      notes.add(nor, undefined);
      notes.add(nor, undefined);
      return 5;
    });
    notes.add(NOTE, undefined);
    expect(result).toBe(5);
    expect(heard).toEqual([NOTE, nor, nor]);
  });
});
