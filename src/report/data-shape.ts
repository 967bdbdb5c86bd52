// Whether data read from a file has the shape that a program wrote: small judges that are put together, and the path of the first
// thing that is wrong. Knows no report.

/** Says what is wrong with a value that stands at `path`; nothing if it is as it should be. */
export type Shape = (value: unknown, path: string) => string | undefined;

function judge(isRight: (value: unknown) => boolean, expected: string): Shape {
  return (value, path) => (isRight(value) ? undefined : `${path} is not ${expected}`);
}

export const TEXT = judge((value) => typeof value === "string", "a text");
export const TRUTH = judge((value) => typeof value === "boolean", "true or false");
/** Null stands for a number that is not finite. */
export const NUMBER = judge((value) => typeof value === "number" || value === null, "a number");
export const PLACE = judge((value) => Number.isSafeInteger(value) && Number(value) >= 0, "a whole number from 0 up");
export const ANYTHING: Shape = () => undefined;

export function oneOf(...values: readonly (string | null)[]): Shape {
  return judge((value) => values.some((one) => one === value), `one of ${values.map(String).join(", ")}`);
}

export function orNull(shape: Shape): Shape {
  return (value, path) => (value === null ? undefined : shape(value, path));
}

export function listOf(shape: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) return `${path} is not a list`;
    for (const [index, item] of value.entries()) {
      const wrong = shape(item, `${path}[${index}]`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
}

/** An object whose values all have one shape. */
export function mapOf(shape: Shape): Shape {
  return (value, path) => {
    if (!isObject(value)) return `${path} is not an object`;
    for (const [key, held] of Object.entries(value)) {
      const wrong = shape(held, `${path}.${key}`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
}

/** An object with these fields; others are let be. */
export function objectOf(fields: Readonly<Record<string, Shape>>): Shape {
  const entries = Object.entries(fields);
  return (value, path) => {
    if (!isObject(value)) return `${path} is not an object`;
    for (const [key, shape] of entries) {
      const place = path === "" ? key : `${path}.${key}`;
      const wrong = Object.hasOwn(value, key) ? shape(value[key], place) : `${place} is missing`;
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  };
}

/** The shape, and of these fields those that are there; an absent one is as right as one of its shape. */
export function withOptional(shape: Shape, fields: Readonly<Record<string, Shape>>): Shape {
  const entries = Object.entries(fields);
  return (value, path) => {
    const wrong = shape(value, path);
    if (wrong !== undefined || !isObject(value)) return wrong;
    for (const [key, optional] of entries) {
      const found = Object.hasOwn(value, key) ? optional(value[key], path === "" ? key : `${path}.${key}`) : undefined;
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
