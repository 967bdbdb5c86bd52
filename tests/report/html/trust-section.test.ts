// Trust on the page.

import { describe, expect, it } from "vitest";

import { TRUST_SECTION } from "../../../src/report/html/trust-section.ts";

import { emptyResult } from "../empty-result.ts";
import { sampleMaterial } from "../sample-material.ts";
import { sampleResult } from "../sample-result.ts";

describe("trust on the page", () => {
  const { text } = TRUST_SECTION.body(sampleMaterial(sampleResult()));

  it("says that one run carries no interval", () => {
    expect(text).toContain("they carry no confidence interval yet");
  });

  it("tells seed, fingerprint, events and versions", () => {
    for (const fact of ["9c41e0b7d2a85f13", "61,208", "1.36", "0.1.0", "8,099 running, 53 pending", "12"]) {
      expect(text).toContain(`<dd>${fact}</dd>`);
    }
  });

  it("tells every input with its hash and every coefficient with its source", () => {
    for (const { sha256 } of sampleResult().scenario.inputs) expect(text).toContain(sha256);
    for (const { name, source } of sampleResult().coefficients) {
      expect(text).toContain(name);
      expect(text).toContain(source);
    }
  });

  it("tells where in which file stands what was not simulated", () => {
    expect(text).toContain("sharing of single GPU devices is not simulated");
    expect(text.replaceAll("<wbr />", "")).toContain("openb_node_list_all_node.csv:1:23");
  });

  it("says so if everything was simulated and nothing was read", () => {
    const empty = TRUST_SECTION.body(sampleMaterial(emptyResult())).text;
    expect(empty).toContain("Everything in the input was simulated.");
    expect(empty).toContain("No file was read");
    expect(empty).toContain("<dd>none</dd>");
  });
});
