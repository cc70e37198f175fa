import {
  backdatedBy,
  ChainBroken,
  headerOf,
  historyAt,
  isPersonalReference,
  isStrike,
  strikeOf,
  strikesOf,
  textReferencesIn,
  withTexts,
  type Header,
  type LogReader,
  type PersonalReference,
  type PointInHistory,
  type RecordedEvent,
  type StruckEvent,
} from '@wardbook/event-sourcing';
import { counted } from './report.ts';

/**
 * A history as a table that a person can read, oldest first; undefined when there is none at that point. It is read
 * without the events' definitions, so that nothing in it needs to be known; what was struck through says so. Throws `ChainBroken`, `StoreUnavailable`.
 */
export const replay = async (
  store: LogReader,
  stream: string,
  { point, reveal, words }: Showing,
): Promise<readonly string[] | undefined> => {
  const events = await historyAt(store, [stream], point);
  if (events.length === 0) return undefined;
  const struck = strikesOf(events);
  const stored = events.map((event) => ({ ...entryOf(event), struck: struck(event) }));
  const texts = stored.flatMap(({ fields }) => textReferencesIn(fields));
  const opened = texts.length === 0 ? new Map<string, string>() : await words(texts);
  const entries = stored.map((entry) => ({ ...entry, opened }));
  const references = entries.flatMap(({ fields }) => referencesIn(fields));
  const shown = references.length === 0 ? new Map<PersonalReference, string>() : await reveal(references);
  const table = [HEADINGS, ...entries.map((entry) => rowOf(entry, shown))];
  const widths = HEADINGS.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [`${stream}, ${counted(events.length, 'event')}, times in UTC`, '', ...lines];
};

interface Showing {
  readonly point?: PointInHistory;
  readonly reveal: Reveal;
  readonly words: ShownWords;
}

/** What stands for words that everybody may read, by their references. */
export type ShownWords = (references: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** What stands for each personal value, by its reference. */
export type Reveal = (references: readonly PersonalReference[]) => Promise<Revealed>;
type Revealed = ReadonlyMap<PersonalReference, string>;

/** Personal values are stored as references, wherever they stand in an event. */
const referencesIn = (value: unknown): readonly PersonalReference[] => {
  if (typeof value === 'string') return isPersonalReference(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(referencesIn) : [];
};

const HEADINGS = ['#', 'happened', 'recorded', 'who', 'what', 'details', 'rests on'] as const;

interface Entry {
  readonly event: RecordedEvent;
  readonly header: Header;
  readonly fields: Readonly<Record<string, unknown>>;
  /** That it counts no more. */
  readonly struck?: StruckEvent<RecordedEvent> | undefined;
  /** The words that everybody may read. */
  readonly opened: ReadonlyMap<string, string>;
}

const entryOf = (event: RecordedEvent): Omit<Entry, 'opened'> => {
  try {
    return { event, header: headerOf(event), fields: JSON.parse(event.data) as Entry['fields'] };
  } catch {
    throw new ChainBroken(event.stream, event.revision, 'its text cannot be read.');
  }
};

const rowOf = ({ event, header, fields, struck, opened }: Entry, shown: Revealed): readonly string[] => {
  return [
    String(event.revision + 1),
    minute(event.occurredAt),
    `${minute(event.recordedAt)}${lateness(event)}`,
    who(header),
    event.type,
    [
      ...(struck ? [strikeInWords(struck)] : []),
      isStrike(event) ? struckInWords(event) : detailsOf(fields, shown, opened),
    ].join('; '),
    restsOn(fields, header),
  ];
};

const who = ({ actor: { role, id, agency } }: Header): string => `${role} ${id} of ${agency}`;

const strikeInWords = ({ strike, reason }: StruckEvent<RecordedEvent>): string =>
  `STRUCK THROUGH by #${String(strike.revision + 1)} (${minute(strike.recordedAt)}, ${who(headerOf(strike))}: ${reason})`;

const struckInWords = (event: RecordedEvent): string => {
  const { from, to, reason } = strikeOf(event);
  const last = from === to ? '' : ` to #${String(to + 1)}`;
  return `strikes through #${String(from + 1)}${last}: ${reason}`;
};

const minute = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

const lateness = (event: RecordedEvent): string => {
  const days = Math.floor(backdatedBy(event) / 86_400_000);
  return days === 0 ? '' : ` (${String(days)} d late)`;
};

const detailsOf = (
  fields: Readonly<Record<string, unknown>>,
  shown: Revealed,
  opened: ReadonlyMap<string, string>,
): string =>
  Object.entries(fields)
    .filter(([name]) => !POLICIES.includes(name))
    .map(([name, value]) => {
      const revealed = withTexts(withPersonal(value, shown), opened);
      return `${name}: ${typeof revealed === 'string' ? revealed : JSON.stringify(revealed)}`;
    })
    .join('; ');

const withPersonal = (value: unknown, shown: Revealed): unknown => {
  if (typeof value === 'string') return isPersonalReference(value) ? (shown.get(value) ?? value) : value;
  if (Array.isArray(value)) return value.map((member) => withPersonal(member, shown));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withPersonal(member, shown)]),
  );
};

/** The fields in which an event cites a rule or the version of a policy. */
const POLICIES = ['rule', 'policy', 'policyVersion', 'establishment'];

/** A rule or a policy's version where the event cites one, and the facts that the decision used. */
const restsOn = (fields: Readonly<Record<string, unknown>>, { basis = [] }: Header): string =>
  [
    ...POLICIES.flatMap((name) => {
      const cited = fields[name];
      return typeof cited === 'string' || typeof cited === 'number' ? [`${name} ${String(cited)}`] : [];
    }),
    ...basis.map(({ stream, revision }) =>
      revision < 0 ? `no ${stream}` : `${stream} at ${String(revision + 1)}`,
    ),
  ].join(', ');
