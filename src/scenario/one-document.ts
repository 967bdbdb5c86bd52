// Files that hold one document: scenarios and scheduler configurations.

import type { Diagnostic, DiagnosticSink } from "../base/diagnostic.ts";

import { readDocuments, type SourceDocument } from "../environment/documents/read-documents.ts";
import type { SourceText } from "../environment/documents/source-text.ts";

/**
 * The file's only document; a second one and none at all are told. `what` names it in messages: `a scenario`;
 * `elsewhere` says where further documents belong. If `refusalOf` finds a file to be something else, that is all that is told.
 */
export function readOneDocument(
  source: SourceText,
  what: string,
  elsewhere: string,
  sink: DiagnosticSink,
  refusalOf: (document: SourceDocument) => Diagnostic | undefined = () => undefined,
): SourceDocument | undefined {
  const toldBefore = sink.all.length;
  const [document, ...others] = [...readDocuments(source, sink)];
  if (document === undefined && sink.all.length === toldBefore) {
    const message = `${source.path} holds no document`;
    const position = source.positionAt(0);
    sink.report({ code: "empty-file", severity: "error", message, position, expected: what });
  }
  const refusal = document === undefined ? undefined : refusalOf(document);
  if (refusal !== undefined) {
    sink.report(refusal);
    return undefined;
  }
  for (const other of others) {
    const message = `${what} is one document`;
    const position = other.positionOf([]);
    sink.report({ code: "too-many-documents", severity: "error", message, position, expected: elsewhere });
  }
  return document;
}
