// Walks through requests at once.

import { describe, expect, it } from "vitest";

import type { Requests } from "../../../../src/components/controllers/claim-objects.ts";
import type { Write } from "../../../../src/components/controllers/controller.ts";
import { sideBySide } from "../../../../src/components/controllers/stateful-set/side-by-side.ts";

const deletion = (name: string): Write => ({ verb: "delete-pod", namespace: "x", name, uid: name });
const told = (message: string): Write => ({
  verb: "event",
  kind: "StatefulSet",
  namespace: "x",
  name: "db",
  type: "Normal",
  reason: "Done",
  message,
});

function* walk(name: string, steps: number): Requests<string> {
  for (let step = 0; step < steps; step += 1) {
    const answer = yield deletion(`${name}${step}`);
    yield told(`${name}${step} ${answer.kind}`);
  }
  return `${name} is done`;
}

/** What is asked for, and what comes of it; a name that is refused. */
function play<T>(requests: Requests<T>, refused = ""): { readonly asked: readonly string[]; readonly value: T } {
  const asked: string[] = [];
  let step = requests.next();
  while (step.done !== true) {
    const write = step.value;
    const name = write.verb === "event" ? write.message : write.verb === "delete-pod" ? write.name : "";
    asked.push(name);
    step = requests.next(
      name === refused ? { kind: "refused", reason: "Conflict", message: "" } : { kind: "done", name },
    );
  }
  return { asked, value: step.value };
}

describe("walks side by side", () => {
  it("ask in rounds, and tell of each request before the next", () => {
    const { asked, value } = play(sideBySide([walk("a", 2), walk("b", 1), walk("c", 2)]), "b0");
    expect(asked).toEqual(["a0", "a0 done", "b0", "b0 refused", "c0", "c0 done", "a1", "a1 done", "c1", "c1 done"]);
    expect(value).toEqual(["a is done", "b is done", "c is done"]);
  });

  it("may ask for nothing", () => {
    expect(play(sideBySide([]))).toEqual({ asked: [], value: [] });
    expect(play(sideBySide([walk("a", 0)]))).toEqual({ asked: [], value: ["a is done"] });
  });
});
