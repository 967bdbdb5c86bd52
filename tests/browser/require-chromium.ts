// For `npm run test:browser`: says what is needed where there is no Chromium, and fails. In `npm test` such tests are left out instead.

import { CHROMIUM_WANTED, findChromium } from "./find-chromium.ts";

if (findChromium(process.env) === undefined) {
  process.stderr.write(`${CHROMIUM_WANTED}\n`);
  process.exitCode = 1;
}
