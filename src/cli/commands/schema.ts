// plimsoll schema: the JSON Schema of scenarios on standard output.

import { scenarioJsonSchema } from "../../scenario/json-schema.ts";

import { EXIT_PASSED } from "../exit-codes.ts";
import type { Terminal } from "../terminal.ts";

export function schemaCommand(terminal: Terminal): number {
  terminal.out(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
  return EXIT_PASSED;
}
