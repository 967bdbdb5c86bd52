// An extender behind a URL, asked as kube-scheduler asks it: one POST with JSON for each verb.
// Imitates pkg/scheduler/extender.go (HTTPExtender.send), v1.36.

import type { ExtenderAnswer } from "../framework/extender.ts";
import type { TlsTerms } from "./extender-tls.ts";
import type { Send } from "./module-extender.ts";

/** What a POST came to. */
export type PostAnswer =
  | { readonly kind: "answered"; readonly status: number; readonly body: string }
  | { readonly kind: "failed"; readonly detail: string };

/** How a question is put. */
export interface PostTerms {
  readonly timeoutMs: number;
  /** For URLs that ask for TLS; absent: as Node does it. */
  readonly tls?: TlsTerms;
}

/** Posts JSON and waits for the answer, which takes no simulated time. */
export type Post = (url: string, body: string, terms: PostTerms) => PostAnswer;

const OK = 200;

/** Sends to `urlPrefix/verb`. */
export function httpSend(urlPrefix: string, terms: PostTerms, post: Post): Send {
  return (verb, args) => {
    const url = `${urlPrefix.replace(/\/+$/, "")}/${verb}`;
    const answer = post(url, JSON.stringify(args), terms);
    if (answer.kind === "failed") return failed(`Post "${url}": ${answer.detail}`);
    if (answer.status !== OK) return failed(`failed ${verb} with extender at URL ${url}, code ${answer.status}`);
    try {
      return { kind: "answered", body: JSON.parse(answer.body) as unknown };
    } catch {
      return failed(`the answer of the extender at URL ${url} is no JSON`);
    }
  };
}

function failed(error: string): ExtenderAnswer {
  return { kind: "failed", error };
}
