// Device selectors: a CEL expression over one device, read once and asked of many.
// Imitates staging dynamic-resource-allocation/cel/compile.go, v1.36.

import type { Device, DeviceAttribute } from "../api/types/resource-slice.ts";
import { parseQuantity } from "../quantity/parse-quantity.ts";
import { evaluateCel } from "./evaluate-cel.ts";
import { CEL_FUNCTIONS, CEL_METHODS } from "./functions.ts";
import { parseCel, type CelNames } from "./parse-cel.ts";
import { parseSemver } from "./semver.ts";
import type { CelExpression } from "./syntax.ts";
import type { CelProblem } from "./tokens.ts";
import {
  celBool,
  celInt,
  celMap,
  celString,
  EMPTY_MAP,
  type CelError,
  type CelResult,
  type CelValue,
} from "./values.ts";

export type CompiledSelector =
  | { readonly kind: "selector"; readonly expression: CelExpression }
  /** It does not compile, or needs what is not simulated. */
  | CelProblem;

/** Whether a device is selected, or what went wrong in kube-scheduler's words. */
export type SelectorVerdict = { readonly kind: "verdict"; readonly matches: boolean } | CelError;

const NAMES: CelNames = {
  functions: new Set(CEL_FUNCTIONS.keys()),
  methods: new Set(CEL_METHODS.keys()),
  variables: new Set(["device"]),
};

export function compileSelector(expression: string): CompiledSelector {
  const parsed = parseCel(expression, NAMES);
  return parsed.kind === "expression" ? { kind: "selector", expression: parsed.expression } : parsed;
}

/** The variable `device` of an expression: made once per device. */
export function deviceVariable(device: Device, driver: string): CelResult {
  const attributes = new Map<string, Map<string, CelValue>>();
  for (const [name, attribute] of Object.entries(device.attributes ?? {})) {
    const value = attributeValue(attribute, name);
    if (value.kind === "error") return value;
    addQualified(attributes, name, driver, value);
  }
  const capacity = new Map<string, Map<string, CelValue>>();
  for (const [name, { value = "0" }] of Object.entries(device.capacity ?? {})) {
    const amount = parseQuantity(value);
    if (amount !== undefined) addQualified(capacity, name, driver, { kind: "quantity", value: amount });
  }
  return celMap(
    new Map([
      ["driver", celString(driver)],
      ["allowMultipleAllocations", celBool(device.allowMultipleAllocations ?? false)],
      ["attributes", byDomain(attributes)],
      ["capacity", byDomain(capacity)],
    ]),
  );
}

/** Asks a selector about a device's variable. */
export function selects(expression: CelExpression, device: CelValue): SelectorVerdict {
  const result = evaluateCel(expression, new Map([["device", device]]));
  if (result.kind === "error") return result;
  if (result.kind === "bool") return { kind: "verdict", matches: result.value };
  const message = `CEL result of type ${result.kind} could not be converted to bool: type conversion error from '${result.kind}' to 'bool'`;
  return { kind: "error", message };
}

function attributeValue({ int, bool, string, version }: DeviceAttribute, name: string): CelResult {
  if (int !== undefined) return celInt(BigInt(int));
  if (bool !== undefined) return celBool(bool);
  if (string !== undefined) return celString(string);
  if (version === undefined) return { kind: "error", message: `attribute ${name}: unsupported attribute value` };
  const value = parseSemver(version);
  if (value !== undefined) return { kind: "semver", value };
  return { kind: "error", message: `attribute ${name}: parse semantic version: invalid version ${version}` };
}

/** A name without a domain has the driver's. */
function addQualified(
  domains: Map<string, Map<string, CelValue>>,
  name: string,
  driver: string,
  value: CelValue,
): void {
  const slash = name.indexOf("/");
  const domain = slash < 0 ? driver : name.slice(0, slash);
  let inner = domains.get(domain);
  if (inner === undefined) domains.set(domain, (inner = new Map<string, CelValue>()));
  inner.set(slash < 0 ? name : name.slice(slash + 1), value);
}

/** A domain of which the device says nothing is there, and empty. */
function byDomain(domains: ReadonlyMap<string, ReadonlyMap<string, CelValue>>): CelValue {
  return celMap(new Map([...domains].map(([domain, inner]) => [domain, celMap(inner)])), EMPTY_MAP);
}
