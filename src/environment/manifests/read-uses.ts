// Takes over what the model reads of a checked object, and tells what is not simulated or looks odd.

import { unreachable } from "../../base/invariant.ts";

import type { ApiObject } from "../../model/api/api-kind.ts";

import type { ReadingPorts } from "../workload-source.ts";
import { pathText } from "./document-path.ts";
import type { Part, UseTable } from "./field-uses.ts";
import type { ManifestObject } from "./manifest-objects.ts";
import { quantityRemark } from "./quantity-remark.ts";

/**
 * The part of `value` that the model reads, its fields in the order of the table. Whatever is said is said once
 * for all objects.
 */
export function readUses(value: ApiObject, uses: UseTable, object: ManifestObject, ports: ReadingPorts): unknown {
  return new UseReader(object, ports).readObject(value, uses);
}

class UseReader {
  readonly #object: ManifestObject;
  readonly #ports: ReadingPorts;
  /** Where the reader stands; copied only when there is something to say. */
  readonly #path: (string | number)[] = [];

  constructor(object: ManifestObject, ports: ReadingPorts) {
    this.#object = object;
    this.#ports = ports;
  }

  readObject(value: ApiObject, { fields }: UseTable): ApiObject {
    const read: ApiObject = {};
    for (const [name, field] of fields) {
      const part = value[name];
      if (part === undefined || field.use === "ignored") continue;
      this.#path.push(name);
      if (field.use === "read") read[name] = this.#read(part, field.part);
      else if (!isEmpty(part)) this.#tellNotSimulated(name, field.consequence);
      this.#path.pop();
    }
    return read;
  }

  #read(value: unknown, part: Part): unknown {
    switch (part.kind) {
      case "whole":
        return value;
      case "quantities":
        this.#remark(value as Readonly<Record<string, string>>);
        return value;
      case "list":
        return (value as readonly unknown[]).map((item, index) => {
          this.#path.push(index);
          const read = this.#read(item, part.of);
          this.#path.pop();
          return read;
        });
      case "object":
        return this.readObject(value as ApiObject, part);
      default:
        return unreachable(part);
    }
  }

  #remark(amounts: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(amounts)) {
      const remark = quantityRemark(name, text);
      if (remark === undefined) continue;
      const path = [...this.#object.path, ...this.#path, name];
      const position = () => this.#object.document.positionOf(path);
      if (remark.severity === "warning") this.#ports.notes.add({ ...remark, severity: "warning" }, position);
      else this.#ports.sink.report({ ...remark, position: position(), path: pathText(path) });
    }
  }

  #tellNotSimulated(name: string, consequence: string): void {
    const path = [...this.#object.path, ...this.#path];
    const message = `${name} is not simulated: ${consequence}`;
    this.#ports.notes.add({ code: "not-simulated", severity: "not-simulated", message }, () =>
      this.#object.document.positionOfKey(path),
    );
  }
}

function isEmpty(value: unknown): boolean {
  if (value === "" || value === null) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}
