import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Canonical } from '@wardbook/event-sourcing';
import type { By } from '@wardbook/policing';
import { identifyBy, remoteIssuer } from './identity.ts';
import type { Settings } from './settings.ts';
import { openWardbook, type Wardbook } from './wardbook.ts';

/** What was written once, and is read for ever (fixtures/log-v1/README.md). */
const FIXTURE = join(import.meta.dirname, '..', '..', '..', 'fixtures', 'log-v1');

export const fixtureFile = (name: string): Buffer => readFileSync(join(FIXTURE, name));

export const copyFixtureTo = (folder: string): void => cpSync(FIXTURE, folder, { recursive: true });

const linesOf = (name: string): readonly unknown[] =>
  fixtureFile(name)
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

/** One event of the expected replay. */
export interface OldEvent {
  readonly position: string;
  readonly recordedAt: string;
}

/** One command as it was sent, and its first answer. */
export interface OldCommand {
  readonly decider: string;
  readonly id: string;
  /** When it happened: UTC. */
  readonly at: string;
  readonly sender: {
    readonly clientId: string;
    readonly commandId: string;
    readonly correlationId: string;
    readonly actor: By;
    readonly content: readonly [string, { readonly type: string }, string | null];
  };
  /** What a client sent, where one did. */
  readonly mutation?: string;
  readonly input?: Readonly<Record<string, Canonical>>;
  readonly receipt?: OldReceipt;
  readonly refusal?: { readonly rule: string; readonly reason: string };
}

interface OldReceipt {
  readonly revision: number;
  readonly position: string;
  readonly eventIds: readonly string[];
  readonly warnings?: readonly { readonly rule: string; readonly reason: string }[];
}

/** A query, who asks it, and what the answer is. */
export interface OldQuery {
  readonly name: string;
  readonly as: By;
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly answer: unknown;
}

export const REPLAY = linesOf('replay.jsonl') as readonly OldEvent[];
/** Those that left something on record; where a key was destroyed there was none. */
export const COMMANDS = (linesOf('commands.jsonl') as readonly Partial<OldCommand>[]).filter(
  (line): line is OldCommand & { readonly receipt: OldReceipt } => line.receipt !== undefined,
);
/** What each reference opens to; null is erased. */
export const TEXTS = JSON.parse(fixtureFile('texts.json').toString()) as Readonly<
  Record<string, string | null>
>;
/** Local names, which are keys by now (C-01). */
const KEYED =
  /\b(sectors?|priorities|meetings|promiseTargets|fulfilments|engagements|contacts|items|actor) \{ id\b/g;

/** What the old client asked, in today's words; what is on record is as it was. */
const inWordsOfToday = ({ query, answer, ...asked }: OldQuery): OldQuery => ({
  ...asked,
  query: query
    .replaceAll(KEYED, '$1 { key')
    .replace('agreements { id fields', 'agreements { key fields')
    .replace('edges { node { id version position', 'edges { node { key version position'),
  answer: withOwnWords(keyed(answer, '')),
});

interface Sent {
  readonly data: { readonly sent?: { readonly edges: readonly { readonly node: object }[] } };
}

/** C-07: by now a partner reads what it asked for itself. */
const withOwnWords = (answer: unknown): unknown => {
  const { data } = answer as Sent;
  if (!data.sent) return answer;
  const edges = data.sent.edges.map(({ node }) => ({ node: { ...node, requestedHelp: ASKED } }));
  return { data: { ...data, sent: { edges } } };
};

const ASKED = { __typename: 'OpenText', text: 'Please call on the caretaker of the estate.' };

const keyed = (value: unknown, within: string): unknown => {
  if (Array.isArray(value)) return value.map((one) => keyed(one, within));
  if (typeof value !== 'object' || value === null) return value;
  const isKeyed = LOCAL.has(within) || 'position' in value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [isKeyed && name === 'id' ? 'key' : name, keyed(one, name)]),
  );
};

const LOCAL: ReadonlySet<string> = new Set([
  ...['sector', 'sectors', 'priorities', 'meetings', 'promiseTargets', 'fulfilments', 'engagements'],
  ...['agreements', 'contacts', 'items', 'actor'],
]);

/** What clients call a field by now. */
const CALLED: Readonly<Record<string, string>> = { fulfilmentId: 'fulfilmentKey' };

/** What the old client sent, in today's words. */
export const sentToday = ({ to, ...input }: OldCommand['input'] = {}): object => ({
  ...Object.fromEntries(Object.entries(input).map(([name, value]) => [CALLED[name] ?? name, value])),
  // The only party that was asked is a ward; of a patrol it is when it ended.
  ...(to !== undefined && { to: typeof to === 'object' ? { ward: to } : to }),
});

export const QUERIES = (JSON.parse(fixtureFile('queries.json').toString()) as readonly OldQuery[]).map(
  inWordsOfToday,
);

/** The clock is held here: one second after the last event. UTC milliseconds. */
export const HELD = Date.parse(REPLAY.at(-1)?.recordedAt ?? '') + 1_000;

/** Starts everything on a copy, with a clock of the test's own; it does not listen. */
export const startOn = async (copy: Settings, now: () => number): Promise<Wardbook> => {
  if (!copy.issuer) throw new TypeError('Nobody issues tokens.');
  const { issuer, audience, jwks } = copy.issuer;
  const wardbook = await openWardbook(copy, {
    now,
    log: SILENT,
    identify: identifyBy(remoteIssuer(issuer, audience, jwks)),
  });
  await wardbook.engine.settled(await wardbook.store.head(), 30_000);
  return wardbook;
};

const silent = (): void => undefined;
const SILENT = { warn: silent, error: silent, info: silent };
