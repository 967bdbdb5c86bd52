// Stranded and fragmented room on the page.

import { describe, expect, it } from "vitest";

import { freeRoom } from "../../../src/report/html/free-room.ts";

import { emptyResult } from "../empty-result.ts";
import { sampleMaterial } from "../sample-material.ts";
import { sampleResult } from "../sample-result.ts";

describe("free room on the page", () => {
  const { charts } = sampleMaterial(sampleResult());

  it("shows what is missing beside it, and which part lies in small pieces", () => {
    const text = freeRoom(sampleResult(), charts)?.text ?? "";
    expect(text).toContain("stranded-capacity wide");
    expect(text).toContain("nothing (usable)");
    expect(text).toContain("129,650 (58.5%)");
  });

  it("shows one of the two alone", () => {
    const text = freeRoom({ ...sampleResult(), stranded: [] }, [])?.text ?? "";
    expect(text).toContain("Fragmented");
    expect(text).not.toContain("Stranded, by");
  });

  it("is nothing if nothing is known of it", () => {
    expect(freeRoom(emptyResult(), [])).toBeNull();
  });
});
