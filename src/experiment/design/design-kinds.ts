// All kinds of designs, in the order in which they are told.

import type { DesignKind } from "./design-kind.ts";
import { GRID } from "./grid.ts";
import { LATIN_HYPERCUBE } from "./latin-hypercube.ts";
import { LIST } from "./list.ts";
import { RANDOM } from "./random.ts";

export const DESIGN_KINDS: readonly DesignKind[] = Object.freeze([GRID, LIST, LATIN_HYPERCUBE, RANDOM]);
