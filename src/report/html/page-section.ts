// One section of a page: its shape, and its frame.

import type { ReportMaterial } from "../report-material.ts";

import { markup, type Markup } from "./markup.ts";

/** `Material` is what the page is made of. */
export interface PageSection<Material = ReportMaterial> {
  /** The section's address on the page. */
  readonly id: string;
  readonly title: string;
  /** What stands below the heading. */
  body(material: Material): Markup;
}

/** The section with its heading. */
export function sectionMarkup<Material>(section: PageSection<Material>, material: Material): Markup {
  return markup`<section id="${section.id}" aria-labelledby="${section.id}-heading">
    <h2 id="${section.id}-heading">${section.title}</h2>
    ${section.body(material)}
  </section> `;
}
