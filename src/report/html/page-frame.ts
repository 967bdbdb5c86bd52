// The frame of a page: one HTML file that needs no network and no other file. Names and labels in it are escaped, and a security policy
// forbids whatever might slip through: nothing but the page's own style and script is let in.

import type { HashedText } from "../report-material.ts";

import { markup, Markup, type Insert } from "./markup.ts";

export interface PageFrame {
  /** What kind of page it is: `run report`. */
  readonly about: string;
  readonly name: string;
  readonly description: string;
  readonly outcome: string;
  readonly plimsoll: string;
  readonly kubernetes: string;
  readonly style: HashedText;
  /** Runs at the end of the page; null for a page without. */
  readonly script: HashedText | null;
  readonly contents: readonly { readonly id: string; readonly title: string }[];
  readonly main: Insert;
}

/** The whole file. */
export function framedPage(frame: PageFrame): string {
  const { style, script } = frame;
  const scripts = script === null ? "" : ` script-src '${script.source}';`;
  const policy = `default-src 'none'; style-src '${style.source}';${scripts} base-uri 'none'; form-action 'none'`;
  return markup`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="plimsoll ${frame.plimsoll}" />
        <title>${frame.name}: ${frame.outcome} – plimsoll</title>
        <style>${new Markup(style.text)}</style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the report</a>
        <div class="page">
          ${masthead(frame)} ${contents(frame)}
          <main id="main">
            ${frame.main}
          </main>
          <footer>
            Written by plimsoll ${frame.plimsoll}, a discrete-event simulator of Kubernetes ${frame.kubernetes}.
            Simulated, not measured on a cluster.
          </footer>
        </div>
      ${script === null ? null : markup`<script>${new Markup(script.text)}</script>`}</body>
    </html> `.text;
}

/** A ship's load line: a circle with a stroke through it. */
const MARK = new Markup(
  '<svg width="22" height="22" viewBox="0 0 24 24" aria-hidden="true"><circle cx="12" cy="12" r="8"/><path d="M0 12h24"/></svg>',
);

function masthead({ about, name, description }: PageFrame): Markup {
  return markup`<header class="masthead">
    <p class="brand">
      ${MARK}<span><strong>plimsoll</strong> ${about}</span>
    </p>
    <h1>${name}</h1>
    ${description === "" ? null : markup`<p class="description">${description}</p>`}
  </header>`;
}

function contents(frame: PageFrame): Markup {
  const [first, ...others] = frame.contents.map(({ id, title }) => markup`<li><a href="#${id}">${title}</a></li>`);
  return markup`<nav aria-label="Contents">
    <ol>
      ${first ?? null}
      ${others}
    </ol>
  </nav>`;
}
