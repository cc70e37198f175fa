import { categoryOf, streamOf } from '@wardbook/event-sourcing';
import type { AnyConcept } from './concept.ts';
import type { MutationPayload } from './payload.ts';
import { isNodeId, nodeIdOf } from './global-id.ts';
import type { Purpose, RefusedRead, RefusedReads } from './denial.ts';

/** A record about a person that somebody named, whether or not there is one. */
export interface PersonNamed {
  readonly concept: AnyConcept;
  readonly key: string;
}

/** The records about people whose global ids stand anywhere in what somebody sent, each once. */
export const peopleNamed = (concepts: readonly AnyConcept[], sent: unknown): readonly PersonNamed[] =>
  [...new Set(textsIn(sent))].flatMap((text) => {
    if (!isNodeId(text)) return [];
    const { kind, key } = nodeIdOf(text);
    const concept = concepts.find((one) => one.kind === kind && one.readFor !== undefined);
    return concept ? [{ concept, key }] : [];
  });

const textsIn = (sent: unknown): readonly string[] => {
  if (typeof sent === 'string') return [sent];
  return typeof sent === 'object' && sent !== null ? Object.values(sent).flatMap(textsIn) : [];
};

/** What of records about people a field of this type would have shown, which answers with that one, or a page of it. */
export const refusedReads =
  (concepts: readonly AnyConcept[]) =>
  (type: string, answer: string): RefusedReads => {
    const purposeOf = (named: string): Purpose | undefined =>
      concepts.find(({ kind }) => named === kind || named === `${kind}Connection`)?.readFor;
    const own = concepts.find(({ kind, readFor }) => kind === type && readFor !== undefined);
    return (source, args) => {
      if (own?.readFor !== undefined)
        return [{ purpose: own.readFor, record: streamOf(own.decider, (source as { key: string }).key) }];
      const named = [
        ...namedIn(concepts, args),
        ...historyIn(concepts, args),
        ...writtenIn(concepts, source ?? {}),
      ];
      const purpose = purposeOf(answer);
      return named.length === 0 && purpose !== undefined ? [{ purpose }] : named;
    };
  };

const namedIn = (concepts: readonly AnyConcept[], args: object): readonly RefusedRead[] =>
  peopleNamed(concepts, args).flatMap(({ concept: { readFor, decider }, key }) =>
    readFor === undefined ? [] : [{ purpose: readFor, record: streamOf(decider, key) }],
  );

/** The one argument that names a record by its stream. */
const historyIn = (concepts: readonly AnyConcept[], args: object): readonly RefusedRead[] =>
  'stream' in args && typeof args.stream === 'string' ? historyRefused(concepts, args.stream) : [];

/** That a history is not for whoever asks; nothing where it is not about people. */
export const historyRefused = (concepts: readonly AnyConcept[], record: string): readonly RefusedRead[] => {
  const concept = concepts.find(({ decider }) => decider.name === categoryOf(record));
  return concept?.readFor === undefined ? [] : [{ purpose: concept.readFor, record }];
};

/** The record that a command was about, where it is asked for with the receipt. */
const writtenIn = (
  concepts: readonly AnyConcept[],
  { written }: Partial<MutationPayload>,
): readonly RefusedRead[] =>
  written ? historyRefused(concepts, streamOf(written.decider, written.key)) : [];
