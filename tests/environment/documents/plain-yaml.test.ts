// The quick reader: what it reads, it reads as the complete parser does; the rest it leaves.

import fc from "fast-check";
import { parseEvents } from "js-yaml";
import { describe, expect, it } from "vitest";

import { constructYaml } from "../../../src/environment/documents/construct-yaml.ts";
import { PlainYaml, type PlainReading } from "../../../src/environment/documents/plain-yaml.ts";

const POD = `# a pod
apiVersion: v1   # comment
kind: Pod
metadata: { name: web, labels: {app: "x", 'tier': front end, n: [1, two, "three", -4, {}, []] } }
spec:
  containers:
  - name: c
    image: 'it''s'
    args: ["-c", "echo \\"hi\\"", --x=1]
    command:
    - sh
    - |
      set -e
        echo hi

      done
    - '>=5'
    env:
      -   name: A
          value: "1"
      -
        name: B
        value: plain that

          goes on # comment
      - - nested
        - - deeper: y
  nodeSelector:
  tolerations: []
  f:metadata: {}
  k:{"name":"x"}: 0o17
  "quoted": yes
  a b c: http://x:80/y#z
  é: ü
  1: 9007199254740993
`;

const POD_VALUE = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", labels: { app: "x", tier: "front end", false: [1, "two", "three", -4, {}, []] } },
  spec: {
    containers: [
      {
        name: "c",
        image: "it's",
        args: ["-c", 'echo "hi"', "--x=1"],
        command: ["sh", "set -e\n  echo hi\n\ndone\n", ">=5"],
        env: [{ name: "A", value: "1" }, { name: "B", value: "plain that\ngoes on" }, ["nested", [{ deeper: true }]]],
      },
    ],
    nodeSelector: null,
    tolerations: [],
    "f:metadata": {},
    'k:{"name":"x"}': 15,
    quoted: true,
    "a b c": "http://x:80/y#z",
    é: "ü",
    1: 9_007_199_254_740_993n,
  },
};

function read(text: string): PlainReading {
  return new PlainYaml(text, 20).read(0, text.length);
}

describe("the quick reader", () => {
  it("reads what people and kubectl write", () => {
    expect(read(POD)).toEqual({ kind: "plain", value: POD_VALUE });
    expect(read(POD.replaceAll("\n", "\r\n"))).toEqual({ kind: "plain", value: POD_VALUE });
  });

  it("reads part of a text, and nothing as null", () => {
    const reader = new PlainYaml("a: 1\n---\nb: 2\n---\n# c\n", 20);
    expect(reader.read(9, 14)).toEqual({ kind: "plain", value: { b: 2 } });
    expect(reader.read(18, 22)).toEqual({ kind: "plain", value: null });
    expect(reader.read(0, 5)).toEqual({ kind: "plain", value: { a: 1 } });
  });

  it.each([
    ["anchors and aliases", "a: &b 1\nc: *b\n"],
    ["merged keys", "a:\n  <<: {b: 1}\n"],
    ["tags", "a: !!str 1\n"],
    ["folded blocks", "a: >\n  b\n"],
    ["complex keys", "? a\n: b\n"],
    ["keys that stand twice", "a: 1\nb: 2\na: 3\n"],
    ["keys that stand twice in braces", "a: {b: 1, b: 2}\n"],
    ["keys that mean something to JavaScript", "__proto__: 1\n"],
    ["inherited names", "constructor: 1\n"],
    ["null as a key", "~: 1\n"],
    ["tabs", "a:\tb\n"],
    ["tabs that indent", "a:\n\tb: 1\n"],
    ["a text alone", "just text\n"],
    ["the end of a document", "a: 1\n...\n"],
    ["directives", "%YAML 1.1\n"],
    ["a bad indentation", "a:\n    b: 1\n  c: 2\n"],
    ["a sequence that ends too far left", "a:\n  - b\n - c\n"],
    ["a key in a sequence", "- a\nb: 1\n"],
    ["a mapping within a line", "a: b: c\n"],
    ["brackets that stay open", "a: [1, 2\n"],
    ["brackets over several lines", "a: [1,\n  2]\n"],
    ["pairs in brackets", "a: [b: 1]\n"],
    ["nothing between commas", "a: [1, , 2]\n"],
    ["lone carriage returns", "a: 1\rb: 2\n"],
    ["line ends that only YAML knows", "a: b\u2028c\n"],
    ["control characters", "a: \u0007\n"],
    ["half a character", "a: \ud83d\n"],
    ["a depth over the limit", `a: ${"[".repeat(20)}${"]".repeat(20)}\n`],
  ])("leaves %s to the complete parser", (_what, text) => {
    expect(read(text)).toEqual({ kind: "not-plain" });
  });

  it("meets something unusual in one document without leaving another", () => {
    const text = "a: 1\n---\nb: \u0007\n---\nc: 3\n";
    const reader = new PlainYaml(text, 20);
    const kinds = [
      [0, 5],
      [9, 14],
      [18, 23],
    ].map(([start, end]) => reader.read(start!, end!).kind);
    expect(kinds).toEqual(["plain", "not-plain", "plain"]);
  });

  it("agrees with the complete parser on whatever it reads", () => {
    const pieces = fc.constantFrom(
      ...Array.from(" -'\"\\|[]{},y~é\u00a0\t\n"),
      ...": | #|- |\n\n|0x1F|? |\r\n|&a |*a|!!str |\n      |   \n|''|<<: |...|1_0".split("|"),
    );
    const edits = fc.array(fc.tuple(fc.nat(POD.length), fc.nat(3), pieces), { maxLength: 3 });
    fc.assert(
      fc.property(edits, (changes) => {
        const text = changes.reduce(
          (edited, [at, cut, piece]) => edited.slice(0, at) + piece + edited.slice(at + cut),
          POD,
        );
        const quick = read(text);
        if (quick.kind === "plain") expect(quick.value).toEqual(completely(text) ?? quick.value);
      }),
      { numRuns: 150, seed: 7 },
    );
  });
});

/** Undefined where the complete parser is stricter: it wants the lines of quoted texts indented. */
function completely(text: string): unknown {
  try {
    const { value, problems } = constructYaml(text, parseEvents(text, {}), 10);
    expect(problems).toEqual([]);
    return value;
  } catch (error) {
    expect(String(error)).toContain("deficient indentation");
    return undefined;
  }
}
