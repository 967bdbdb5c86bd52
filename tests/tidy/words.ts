// Words that no tracked text may hold: places of one machine, hosts of package registries, material beside the repository.

import { matches, type FileRule } from "./rule.ts";

/** Where the records and data that lie beside the repository may be named: the places that use them if they are there. */
const MAY_NAME_WHAT_LIES_BESIDE = [".ci/run", "tests/conformance/cli.ts"];

/** Every tracked text but the lock file, whose form has its own rule, and recorded or copied data. */
export function isOwnText(path: string): boolean {
  return !/^package-lock\.json$|^LICENSE$|\.(?:gz|png|jsonl|csv)$|(?:^|\/)data\//.test(path);
}

const user = "somebody";

export const WORD_RULES: readonly FileRule[] = [
  {
    name: "no path of a machine",
    reason: "what is true on one machine only helps nobody else",
    looksAt: isOwnText,
    check: (file) =>
      matches(
        file,
        "text",
        /(?<![\w.~}:/])\/(?:home|Users|root|work|mnt|media)\/[\w.-]+|\b[A-Z]:\\\\?Users\\/g,
        (path) => `${path} exists on one machine only`,
      ),
    wrong: [
      { path: "README.md", text: `cd /home/${user}/plimsoll` },
      { path: "docs/a.md", text: `"/Users/${user}"` },
      { path: "src/base/a.ts", text: `// see /mnt/${user}` },
      { path: "docs/a.md", text: ["C:", "Users", user].join("\\") },
    ],
    right: [{ path: "README.md", text: "https://example.org/home/page and ./home/it, src/home/a.ts" }],
  },
  {
    name: "no host of a package registry",
    reason: "npm's own configuration says where packages come from, for us and for whoever stands behind a mirror",
    looksAt: (path) => isOwnText(path) || path === "package-lock.json",
    check: (file) =>
      matches(
        file,
        "text",
        /\bregistry\.[a-z]+\.(?:org|com)\b|"resolved": "https?:[^"]*/g,
        (host) => `${host} names a registry`,
      ),
    wrong: [
      { path: "package-lock.json", text: `      ${JSON.stringify("resolved")}: "https://${user}.example/a.tgz",` },
      { path: "README.md", text: ["https://registry", user, "org"].join(".") },
    ],
    right: [
      { path: "package-lock.json", text: '"funding": { "url": "https://example.org" }, "integrity": "sha512-x"' },
      { path: "scenarios/a.yaml", text: "image: registry.k8s.io/pause:3.10" },
    ],
  },
  {
    name: "the repository stands on its own",
    reason: "a fresh clone has nothing beside it: data that a test or an example needs is copied in, with its origin",
    looksAt: (path) => isOwnText(path) && !MAY_NAME_WHAT_LIES_BESIDE.includes(path),
    check: (file) => matches(file, "text", /\.\.\/shared\//g, () => "names what lies beside the repository"),
    wrong: [{ path: "tests/a.test.ts", text: `readFileSync("${["..", "shared", "data"].join("/")}")` }],
    right: [
      { path: ".ci/run", text: `npm run conformance -- ${["..", "shared", "conformance"].join("/")}` },
      { path: "tests/a.test.ts", text: 'readFileSync("./data/pods.yaml")' },
    ],
  },
];
