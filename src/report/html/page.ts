// The page: one HTML file that needs no network, no script and no other file. Names and labels in it are escaped, and a
// security policy forbids whatever might slip through: nothing but this page's own style is let in.

import type { ReportMaterial } from "../report-material.ts";

import { FAILURES_SECTION } from "./failures-section.ts";
import { LATENCY_SECTION } from "./latency-section.ts";
import { LIMITS_SECTION } from "./limits-section.ts";
import { markup, Markup } from "./markup.ts";
import type { PageSection } from "./page-section.ts";
import { REPRODUCE_SECTION } from "./reproduce-section.ts";
import { TRUST_SECTION } from "./trust-section.ts";
import { UTILISATION_SECTION } from "./utilisation-section.ts";
import { verdictSection } from "./verdict-section.ts";

/** After the verdict, in the order in which a planner asks. */
const SECTIONS: readonly PageSection[] = [
  LIMITS_SECTION,
  LATENCY_SECTION,
  UTILISATION_SECTION,
  FAILURES_SECTION,
  TRUST_SECTION,
  REPRODUCE_SECTION,
];

/** The whole file. */
export function reportPage(material: ReportMaterial): string {
  const { result, style } = material;
  const policy = `default-src 'none'; style-src '${style.source}'; base-uri 'none'; form-action 'none'`;
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="plimsoll ${result.plimsoll}" />
        <title>${result.scenario.name}: ${result.verdict.outcome} – plimsoll</title>
        <style>${new Markup(style.css)}</style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the report</a>
        <div class="page">
          ${masthead(material)} ${contents()}
          <main id="main">
            ${verdictSection(material)} ${SECTIONS.map((section) => sectionMarkup(section, material))}
          </main>
          <footer>
            Written by plimsoll ${result.plimsoll}, a discrete-event simulator of Kubernetes ${result.kubernetes}.
            Simulated, not measured on a cluster.
          </footer>
        </div>
      </body>
    </html> `.text;
}

/** A ship's load line: a circle with a stroke through it. */
const MARK = new Markup(
  '<svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="8"/><path d="M0 12h24"/></svg>',
);

function masthead({ result }: ReportMaterial): Markup {
  const { name, description } = result.scenario;
  return markup`<header class="masthead">
    <p class="brand">
      ${MARK}<span><strong>plimsoll</strong> run report</span>
    </p>
    <h1>${name}</h1>
    ${description === "" ? null : markup`<p class="description">${description}</p>`}
  </header>`;
}

function contents(): Markup {
  const links = SECTIONS.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`);
  return markup`<nav aria-label="Contents">
    <ol>
      <li><a href="#verdict">Verdict</a></li>
      ${links}
    </ol>
  </nav>`;
}

function sectionMarkup(section: PageSection, material: ReportMaterial): Markup {
  return markup`<section id="${section.id}" aria-labelledby="${section.id}-heading">
    <h2 id="${section.id}-heading">${section.title}</h2>
    ${section.body(material)}
  </section> `;
}
