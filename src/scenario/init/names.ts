// The port through which an object's texts are renamed; `anonymous-names.ts` implements it.

import type { Role } from "./shape.ts";

export interface Names {
  /** The new text for one that plays the role; the same for equal texts. */
  renamed(role: Role, text: string): string;
  /** The new value of a label or taint, whose key is given as it was. */
  renamedValue(key: string, value: string): string;
}
