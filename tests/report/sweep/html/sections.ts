// For tests of sections: what stands in a section's body, checked to be well-formed.

import type { PageSection } from "../../../../src/report/html/page-section.ts";
import type { SweepMaterial } from "../../../../src/report/sweep/sweep-material.ts";

import type { SweepResult } from "../../../../src/experiment/sweep-result.ts";

import { elementsOf } from "../../markup-check.ts";
import { madeMaterial } from "../made-material.ts";

/** The section's HTML without its data. */
export function bodyOf(section: PageSection<SweepMaterial>, sweep: SweepResult): string {
  const { text } = section.body(madeMaterial(sweep));
  const markup = text.replace(/<script type="application\/json"[^>]*>[^<]*<\/script>/, "");
  elementsOf(`<div>${markup}</div>`);
  return markup;
}
