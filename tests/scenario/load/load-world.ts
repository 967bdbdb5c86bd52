// For tests: scenarios with load on a small shop, and what is told of them.

import { load, POOL, scenario, type Loaded } from "../memory-files.ts";

/** Deployments web and cart, a Service before web, and one that meets nothing. */
const SHOP = ["web", "cart"]
  .map(
    (name) => `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: app, image: i, resources: { requests: { cpu: 100m } } }, { name: side, image: i }] }
---
`,
  )
  .join("")
  .concat(
    ["web", "lost", "outside"]
      .map(
        (name) => `apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec: { ports: [{ port: 80 }]${name === "outside" ? "" : `, selector: { app: ${name} }`} }
---
`,
      )
      .join(""),
  )
  .concat(
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: idle }\nspec: { replicas: 0, selector: { matchLabels: { app: idle } }, " +
      "template: { metadata: { labels: { app: idle } }, spec: { containers: [{ name: app, image: i }] } } }\n",
  );

/** A scenario of an hour with the shop and this in its spec, indented by two, from line 10 on. */
export function withSpec(spec: string, files: Readonly<Record<string, string>> = {}): Loaded {
  const head = "  horizon: 1h\n  workloads:\n    - manifests: [shop.yaml]\n";
  return load({ "s.yaml": scenario(head + spec, POOL), "shop.yaml": SHOP, ...files });
}

/** The same with these entries of load, one a line. */
export function withLoad(...entries: readonly string[]): Loaded {
  return withSpec(`  load:\n${entries.map((entry) => `    - ${entry}\n`).join("")}`);
}

/** `code path: message (suggestion?)` of each mistake. */
export function mistakesOf({ errors }: Loaded): readonly string[] {
  return errors.map(({ code, path, message, suggestion }) => {
    const shown = suggestion === undefined ? "" : ` (${suggestion}?)`;
    return `${code} ${path?.replace("spec.", "") ?? ""}: ${message}${shown}`;
  });
}

/** Those of entries of load. */
export function mistakes(...entries: readonly string[]): readonly string[] {
  return mistakesOf(withLoad(...entries));
}
