import {
  type AnyDecider,
  type AnyView,
  type LogReader,
  type Receipt,
  type RowOf,
} from '@wardbook/event-sourcing';
import type { RecordAccess } from '@wardbook/personal-data';
import type { By } from '@wardbook/policing';
import { fieldOf, type NodeKind } from './global-id.ts';
import type { Node } from './node.ts';
import type { Purpose } from './denial.ts';
import type { Shown } from './read.ts';
import { recordQuery, type RecordQuery } from './record-query.ts';
import type { Scope } from './scope.ts';
import { answerRecords, mutationsIn } from './sends.ts';

type Resolver = new () => object;

/** Whoever asks, and the log that says whose a record is. */
export interface Asking {
  readonly by: By;
  readonly scopes: ReadonlySet<Scope>;
  readonly history: LogReader;
  /** Whose records an auditor sees: of these forces, or of all. */
  readonly audited: () => Promise<readonly string[] | 'ALL'>;
  readonly now: () => number;
}

/** Whoever sent a command, the log in which it stands now, and the log of who read or combined what. */
export interface Writing extends Pick<Asking, 'by' | 'history'> {
  readonly correlationId: string;
  readonly access: { readonly record: RecordAccess };
}

/** One kind of record, as clients meet it: all lists of the gateway are made from these. */
export interface Concept<K extends NodeKind, D extends AnyDecider, V extends AnyView> {
  /** What its type and its global ids are called. */
  readonly kind: K;
  /** Its records, as they are shown. */
  readonly type: new () => Node;
  readonly decider: D;
  /** The read model whose rows are its nodes. */
  readonly board: V;
  /** Read models beside the board. */
  readonly views?: readonly AnyView[];
  /** The module of its input classes, its mutations; or several. */
  readonly inputs: object;
  /** The query for one record. Left out: it is by hand, or there is none. */
  readonly query?: RecordQuery;
  /** Queries and fields that take more than a row. */
  readonly resolvers?: readonly Resolver[];
  /**
   * What it is read for; said where it is about people. Its history is only for the agency that began it, and auditors;
   * and whoever is refused it stands in the access log, as they do for a record that is not there.
   */
  readonly readFor?: Purpose;
  /** The scope without which nobody is shown all of it, nor its history. Left out: CASE. */
  readonly wholeFor?: Scope;
  /** What is to be done before whoever sent a command is told that it is on record. */
  readonly afterwards?: (writing: Writing, receipt: Receipt) => Promise<void>;
  /** Which other streams tell of it, beside its own. */
  readonly beside?: (row: Shown<RowOf<V>>) => readonly string[];
  /**
   * What of a row is for whoever asks, as it was at that moment (ISO, UTC); null for nothing. Left out: all of it, for
   * everybody. It is asked of a record that is not there, too, and then does as much (G-03).
   */
  readonly shownTo?: (
    asking: Asking,
    row: Shown<RowOf<V>> | undefined,
    moment: string,
    key: string,
  ) => object | null | Promise<object | null>;
}

/** A concept whose decider and view are no longer known to the compiler. */
export interface AnyConcept extends Omit<Concept<NodeKind, AnyDecider, AnyView>, 'beside' | 'shownTo'> {
  readonly beside?: (row: never) => readonly string[];
  readonly shownTo?: (
    asking: Asking,
    row: never,
    moment: string,
    key: string,
  ) => object | null | Promise<object | null>;
}

/** Declares one. Its board has rows that say, by their standing, whether they have begun. */
export const concept = <K extends NodeKind, D extends AnyDecider, V extends AnyView>(
  declared: Concept<K, D, V> & { readonly board: { readonly initial: { readonly standing: string } } },
): Concept<K, D, V> => {
  const { kind, type, query, inputs, resolvers = [] } = declared;
  answerRecords([inputs].flat(), fieldOf(kind), () => type);
  return query ? { ...declared, resolvers: [recordQuery(kind, type, query), ...resolvers] } : declared;
};

/** Standings of rows that only other streams speak of, as yet: nobody is shown what is no more than a mention. */
const NOT_BEGUN: readonly unknown[] = ['EXPECTED', 'NOT_PROPOSED'];

/** Whether there is such a record: what was struck through whole is none. */
export const hasBegun = <Row extends object>(row: Row | undefined): row is Row =>
  row !== undefined && !NOT_BEGUN.includes((row as { readonly standing?: unknown }).standing);

export const resolversOf = ({ inputs, resolvers = [] }: AnyConcept): readonly Resolver[] => [
  ...mutationsIn([inputs].flat()),
  ...resolvers,
];
