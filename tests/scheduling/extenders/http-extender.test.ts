// An extender behind a URL.

import { describe, expect, it } from "vitest";

import { httpSend, type PostAnswer } from "../../../src/scheduling/extenders/http-extender.ts";

const TERMS = { timeoutMs: 700, tls: { isVerified: false } };

function send(answer: PostAnswer, urlPrefix = "http://extender:80/scheduler/") {
  const posted: unknown[] = [];
  const post = (...question: unknown[]) => {
    posted.push(...question);
    return answer;
  };
  return { posted, answer: httpSend(urlPrefix, TERMS, post)("filter", { NodeNames: ["a"] }) };
}

describe("a question over the network", () => {
  it("is posted as JSON to the verb below the prefix", () => {
    const { posted, answer } = send({ kind: "answered", status: 200, body: '{"NodeNames":[]}' });
    expect(posted).toEqual(["http://extender:80/scheduler/filter", '{"NodeNames":["a"]}', TERMS]);
    expect(answer).toEqual({ kind: "answered", body: { NodeNames: [] } });
  });

  it.each<[string, PostAnswer, string]>([
    ["no answer", { kind: "failed", detail: "ECONNREFUSED" }, 'Post "http://e/filter": ECONNREFUSED'],
    [
      "another status",
      { kind: "answered", status: 500, body: "{}" },
      "failed filter with extender at URL http://e/filter, code 500",
    ],
    [
      "no JSON",
      { kind: "answered", status: 200, body: "<html>" },
      "the answer of the extender at URL http://e/filter is no JSON",
    ],
  ])("fails with %s", (_sentence, answer, error) => {
    expect(send(answer, "http://e").answer).toEqual({ kind: "failed", error });
  });
});
