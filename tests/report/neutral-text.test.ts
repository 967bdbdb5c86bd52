// Text from outside made harmless, for each kind of output.

import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  cutMiddle,
  escapeMarkup,
  markdownCode,
  markdownText,
  shellWord,
  visibleJson,
  visibleText,
} from "../../src/report/neutral-text.ts";

import { HOSTILE } from "./hostile-result.ts";
import { elementsOf, unsafeCharacters } from "./markup-check.ts";

const SEED = 7;

describe("visible text", () => {
  it("writes control characters, terminal escapes and direction overrides out", () => {
    expect(visibleText("a\u001b[31mb\u009bc\u202ed\ne\u007f\ufeff")).toBe(
      "a\\u001b[31mb\\u009bc\\u202ed\\u000ae\\u007f\\ufeff",
    );
  });

  it("leaves letters of all languages and emoji alone", () => {
    expect(visibleText("größe 漢字 👩‍💻")).toBe("größe 漢字 👩‍💻");
  });

  it("writes half a surrogate pair out, which no encoding can hold", () => {
    expect(visibleText("a\ud800b")).toBe("a\\ud800b");
  });

  it("leaves nothing unsafe, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(unsafeCharacters(visibleText(text))).toEqual([]);
        expect(visibleText(text)).not.toContain("\n");
      }),
      { seed: SEED },
    );
  });
});

describe("visible JSON", () => {
  it("holds no unsafe character and still means the same", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const json = visibleJson(JSON.stringify({ text }, null, 2));
        expect(unsafeCharacters(json)).toEqual([]);
        expect(JSON.parse(json)).toEqual({ text });
      }),
      { seed: SEED },
    );
  });
});

describe("markup", () => {
  it("lets no text open a tag or end an attribute", () => {
    const text = escapeMarkup(HOSTILE);
    expect(elementsOf(`<p title="${text}">${text}</p>`)).toEqual([{ name: "p", attributes: { title: text } }]);
  });
});

describe("Markdown", () => {
  it("keeps code in its span, whatever backticks it holds", () => {
    expect(markdownCode("a|b")).toBe("`a\\|b`");
    expect(markdownCode("a`b")).toBe("``a`b``");
    expect(markdownCode("`a`")).toBe("`` `a` ``");
    expect(markdownCode("")).toBe("`  `");
  });

  it("lets a sentence neither draw nor mention anybody", () => {
    expect(markdownText("*a* [b](c) <d> @team fixes #1")).toBe("\\*a\\* \\[b\\](c) \\<d\\> @\u200bteam fixes #\u200b1");
  });
});

describe("a word for the shell", () => {
  it("stays bare if it can", () => {
    expect(shellWord("scenarios/openb.yaml")).toBe("scenarios/openb.yaml");
  });

  it("is quoted if it must be", () => {
    expect(shellWord("it's; rm -rf $HOME")).toBe("'it'\\''s; rm -rf $HOME'");
    expect(shellWord("")).toBe("''");
  });
});

describe("a text cut in the middle", () => {
  it("keeps its beginning and its end", () => {
    expect(cutMiddle("openb-node-0042", 9)).toBe("open…0042");
    expect(cutMiddle("short", 9)).toBe("short");
    expect(cutMiddle("long", 1)).toBe("…");
  });
});
