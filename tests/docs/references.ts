// What a page refers to: links to files, and names of scripts and commands.

import { posix } from "node:path";

/** Links of the page that lead to no file; links to the web and within the page are left alone. */
export function deadLinks(text: string, folder: string, exists: (path: string) => boolean): readonly string[] {
  const outsideCode = text.replace(/```[\s\S]*?```|`[^`\n]*`/g, "");
  return Array.from(outsideCode.matchAll(/\]\(([^)\s]+)\)/g), (match) => match[1]!)
    .filter((link) => !/^(?:[a-z]+:|#)/.test(link))
    .filter((link) => !exists(posix.join(folder, link.replace(/#.*/, ""))));
}

/** The first group of every match, each once. */
export function namedInText(text: string, pattern: RegExp): readonly string[] {
  return [...new Set(Array.from(text.matchAll(pattern), (match) => match[1]!))];
}
