// Where in an object a value stands, as the API server writes it: `spec.containers[0].resources.limits[cpu]`.
// Imitates apimachinery pkg/util/validation/field/path.go, v1.36.

/** A step of a path: a field, an item of a list, or a key of a map. */
export type PathStep =
  | { readonly kind: "field"; readonly name: string }
  | { readonly kind: "index"; readonly index: number }
  | { readonly kind: "key"; readonly key: string };

/** A path is built downwards for every value that is validated, so it is a chain: only an error makes it text. */
export class FieldPath {
  readonly #parent: FieldPath | undefined;
  readonly #step: PathStep;

  private constructor(parent: FieldPath | undefined, step: PathStep) {
    this.#parent = parent;
    this.#step = step;
  }

  /** The path of a field at the top of the object. */
  static root(name: string): FieldPath {
    return new FieldPath(undefined, { kind: "field", name });
  }

  /** The field of that name below this value; further names lead further down. */
  child(...names: readonly string[]): FieldPath {
    return names.reduce<FieldPath>((path, name) => path.#field(name), this);
  }

  #field(name: string): FieldPath {
    return new FieldPath(this, { kind: "field", name });
  }

  index(index: number): FieldPath {
    return new FieldPath(this, { kind: "index", index });
  }

  key(key: string): FieldPath {
    return new FieldPath(this, { kind: "key", key });
  }

  /** From the root down. */
  get steps(): readonly PathStep[] {
    return this.#parent === undefined ? [this.#step] : [...this.#parent.steps, this.#step];
  }

  /** Names, indices and keys from the root down, as they lead to the value in a decoded object. */
  get keys(): readonly (string | number)[] {
    return this.steps.map(keyOf);
  }

  toString(): string {
    return pathText(this.steps);
  }
}

function keyOf(step: PathStep): string | number {
  switch (step.kind) {
    case "field":
      return step.name;
    case "index":
      return step.index;
    case "key":
      return step.key;
  }
}

/** The steps as one text; an item or key at the very top stands in brackets by itself. */
function pathText(steps: readonly PathStep[]): string {
  let text = "";
  for (const step of steps) {
    if (step.kind === "field") text += text === "" ? step.name : `.${step.name}`;
    else text += step.kind === "index" ? `[${step.index}]` : `[${step.key}]`;
  }
  return text;
}
