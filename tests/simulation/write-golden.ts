// `npm run golden`: runs the example scenarios and keeps their figures. Look at the difference before you commit it.

import { mkdirSync, writeFileSync } from "node:fs";

import { figuresOf, GOLDEN_SCENARIOS, goldenPath } from "./golden-figures.ts";

mkdirSync("tests/golden", { recursive: true });
for (const scenario of GOLDEN_SCENARIOS) {
  writeFileSync(goldenPath(scenario), `${JSON.stringify(figuresOf(scenario), undefined, 2)}\n`);
}
