// Values that hold until the next one, from a moment on.

import { describe, expect, it } from "vitest";

import { heldFrom } from "../../src/base/held-values.ts";

const STEPS = { atSeconds: [10, 20, 30], value: [1, 2, 3] };

describe("held values from a moment on", () => {
  it("begin with what holds then", () => {
    expect(heldFrom(STEPS, 25)).toEqual({ atSeconds: [25, 30], value: [2, 3] });
    expect(heldFrom(STEPS, 20)).toEqual({ atSeconds: [20, 30], value: [2, 3] });
  });

  it("are all of them from before the first one on", () => {
    expect(heldFrom(STEPS, 0)).toEqual(STEPS);
    expect(heldFrom(STEPS, 10)).toEqual(STEPS);
  });

  it("are the last one from after it on, and none where there is none", () => {
    expect(heldFrom(STEPS, 40)).toEqual({ atSeconds: [40], value: [3] });
    expect(heldFrom({ atSeconds: [], value: [] }, 5)).toEqual({ atSeconds: [], value: [] });
  });
});
