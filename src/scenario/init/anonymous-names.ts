// Names that nobody can lead back without the key, and that are the same for the same name and key in every dump.
// A name is renamed part by part, so that `web`, `web-7d4b9c` and `web-7d4b9c-x7k2p` still belong together.

import { createHmac } from "node:crypto";

import { unreachable } from "../../base/invariant.ts";

import { KNOWN_KINDS } from "../../environment/manifests/kinds.ts";

import type { Names } from "./names.ts";
import {
  HARDWARE_DOMAINS,
  KEYS_OF_PUBLIC_VALUES,
  PUBLIC_ADDRESSES,
  PUBLIC_CONDITIONS,
  PUBLIC_DOMAINS,
  PUBLIC_KEYS,
  PUBLIC_NAMES,
  PUBLIC_VALUES,
} from "./public-names.ts";
import type { Role } from "./shape.ts";

/** No vowels: no words come out. The first letter is none of the digits, as names of services must begin. */
const LETTERS = "bcdfghjklmnpqrstvwxz";
const LETTERS_AND_DIGITS = `${LETTERS}2456789`;
const PART_LETTERS = 7;
/** For names that would grow too long if they were renamed part by part. */
const WHOLE_LETTERS = 14;
/** With a number at its end, a name is still short enough for a CronJob (52), the narrowest of all. */
const MAX_IN_PARTS = 47;

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** The number at the end of names such as `db-0`; one that follows another number is part of an address or a date. */
const ORDINAL = /^(.*[a-z][^-.]*)-(\d{1,4})$/i;
const WHOLE_NUMBER = /^[+-]?\d+$/;

const PUBLIC_VERSIONS: ReadonlySet<string> = new Set([...KNOWN_KINDS.values()].flatMap((kind) => kind.apiVersions));

export class AnonymousNames implements Names {
  readonly #key: string;
  /** Keys of labels whose values are compared as numbers, which therefore stay. */
  readonly #comparedKeys: ReadonlySet<string>;
  readonly #known = new Map<string, string>();
  /** So that two texts never become one. */
  readonly #taken = new Set<string>();

  constructor(key: string, comparedKeys: ReadonlySet<string>) {
    this.#key = key;
    this.#comparedKeys = comparedKeys;
  }

  renamed(role: Role, text: string): string {
    if (text === "") return text;
    switch (role) {
      case "name":
      case "scheduler":
        return this.#name(text);
      case "label-key":
        return this.#labelKey(text);
      case "condition":
        return PUBLIC_CONDITIONS.has(text) ? text : this.#labelKey(text);
      case "resource":
        return this.#resource(text);
      case "image":
        return `${this.#whole(withTag(text))}:latest`;
      case "address":
        return PUBLIC_ADDRESSES.has(text) ? text : this.#address(text);
      case "path":
        return `/${this.#whole(text)}`;
      case "port":
        return this.#part(text);
      case "driver":
        return text.startsWith("kubernetes.io/") ? text : this.#labelKey(text);
      case "kind":
        return KNOWN_KINDS.has(text) ? text : `Kind${this.#whole(text)}`;
      case "api-version":
        return PUBLIC_VERSIONS.has(text) ? text : this.#labelKey(text);
      default:
        return unreachable(role);
    }
  }

  renamedValue(key: string, value: string): string {
    if (PUBLIC_VALUES.has(value) || KEYS_OF_PUBLIC_VALUES.has(key)) return value;
    return this.#comparedKeys.has(key) && WHOLE_NUMBER.test(value) ? value : this.#name(value);
  }

  #name(text: string): string {
    if (PUBLIC_NAMES.has(text)) return text;
    if (UUID.test(text)) return this.#token("uuid", text, uuidOf);
    const [, base, ordinal] = ORDINAL.exec(text) ?? [];
    if (base !== undefined && ordinal !== undefined) return `${this.#name(base)}-${ordinal}`;
    const inParts = text.replaceAll(/[^-._]+/g, (part) => this.#part(part));
    return inParts.length <= MAX_IN_PARTS ? inParts : this.#whole(text);
  }

  /** `domain/word` or only a word; what Kubernetes gives a meaning stays. */
  #labelKey(text: string): string {
    if (PUBLIC_KEYS.has(text)) return text;
    const slash = text.indexOf("/");
    if (slash < 0) return this.#name(text);
    return `${this.#domain(text.slice(0, slash))}/${this.#name(text.slice(slash + 1))}`;
  }

  #domain(text: string): string {
    return PUBLIC_DOMAINS.has(text) ? text : this.#name(text);
  }

  /** A resource of nodes and pods, or what a quota counts. */
  #resource(text: string): string {
    const [, prefix, rest] = /^(requests\.|limits\.|count\/|attachable-volumes-csi-)(.+)$/.exec(text) ?? [];
    if (prefix === "count/") return rest!.includes(".") ? prefix + this.#counted(rest!) : text;
    if (prefix === "attachable-volumes-csi-") return prefix + this.#name(rest!);
    if (prefix !== undefined) return prefix + this.#resource(rest!);
    const [, owner, kind] = /^(.+)(\.(?:storageclass\.storage|deviceclass\.resource)\.k8s\.io\/.+)$/.exec(text) ?? [];
    if (owner !== undefined) return this.#name(owner) + kind!;
    const slash = text.indexOf("/");
    const domain = text.slice(0, Math.max(slash, 0));
    return slash < 0 || domain === "kubernetes.io" || HARDWARE_DOMAINS.has(domain) ? text : this.#labelKey(text);
  }

  /** `deployments.apps` stays, `widgets.example.com` does not. */
  #counted(text: string): string {
    const group = text.slice(text.indexOf(".") + 1);
    return [...PUBLIC_VERSIONS].some((version) => version.startsWith(`${group}/`)) ? text : this.#name(text);
  }

  #part(text: string): string {
    return this.#token("part", text, (digest) => lettersOf(digest, PART_LETTERS));
  }

  #whole(text: string): string {
    return this.#token("whole", text, (digest) => lettersOf(digest, WHOLE_LETTERS));
  }

  #address(text: string): string {
    return this.#token("address", text, text.includes(":") ? longAddressOf : addressOf);
  }

  /** One text for each text of a purpose. That a second draw is needed is as good as impossible, but would be seen. */
  #token(purpose: string, text: string, form: (digest: Uint8Array) => string): string {
    const known = this.#known.get(`${purpose} ${text}`);
    if (known !== undefined) return known;
    for (let attempt = 0; ; attempt += 1) {
      const message = JSON.stringify(attempt === 0 ? [purpose, text] : [purpose, text, attempt]);
      const token = form(createHmac("sha256", this.#key).update(message).digest());
      if (this.#taken.has(token)) continue;
      this.#taken.add(token);
      this.#known.set(`${purpose} ${text}`, token);
      return token;
    }
  }
}

/** As the scheduler completes the names of images. */
function withTag(image: string): string {
  return image.lastIndexOf(":") <= image.lastIndexOf("/") ? `${image}:latest` : image;
}

/** Two bytes a letter, so that none is likelier than another by more than nothing. */
function lettersOf(digest: Uint8Array, count: number): string {
  let text = "";
  for (let index = 0; index < count; index += 1) {
    const alphabet = index === 0 ? LETTERS : LETTERS_AND_DIGITS;
    text += alphabet[(digest[2 * index]! * 256 + digest[2 * index + 1]!) % alphabet.length]!;
  }
  return text;
}

function uuidOf(digest: Uint8Array): string {
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function addressOf(digest: Uint8Array): string {
  return `10.${digest[0]!}.${digest[1]!}.${digest[2]!}`;
}

function longAddressOf(digest: Uint8Array): string {
  const groups = [0, 2, 4].map((at) => (digest[at]! * 256 + digest[at + 1]!).toString(16));
  return `fd00::${groups.join(":")}`;
}
