import {
  backdatedBy,
  headerOf,
  historyAt,
  type EventStore,
  type Header,
  type PointInHistory,
  type RecordedEvent,
} from '@wardbook/event-sourcing';

/** A history as a table that a person can read, oldest first; undefined when there is none at that point. */
export const replay = async (
  store: EventStore,
  stream: string,
  point?: PointInHistory,
): Promise<readonly string[] | undefined> => {
  const events = await historyAt(store, [stream], point);
  if (events.length === 0) return undefined;
  const table = [HEADINGS, ...events.map(rowOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [`${stream}, ${String(events.length)} events, times in UTC`, '', ...lines];
};

const HEADINGS = ['#', 'happened', 'recorded', 'who', 'what', 'details', 'rests on'] as const;

const rowOf = (event: RecordedEvent): readonly string[] => {
  const header = headerOf(event);
  const { role, id, agency } = header.actor;
  const fields = JSON.parse(event.data) as Readonly<Record<string, unknown>>;
  return [
    String(event.revision + 1),
    minute(event.occurredAt),
    `${minute(event.recordedAt)}${lateness(event)}`,
    `${role} ${id} of ${agency}`,
    event.type,
    detailsOf(fields),
    restsOn(fields, header),
  ];
};

const minute = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

const lateness = (event: RecordedEvent): string => {
  const days = Math.floor(backdatedBy(event) / 86_400_000);
  return days === 0 ? '' : ` (${String(days)} d late)`;
};

const detailsOf = (fields: Readonly<Record<string, unknown>>): string =>
  Object.entries(fields)
    .filter(([name]) => !POLICIES.includes(name))
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('; ');

/** The fields in which an event cites a rule or the version of a policy. */
const POLICIES = ['rule', 'policy', 'establishment'];

/** A rule or a policy's version where the event cites one, and the facts that the decision used. */
const restsOn = (fields: Readonly<Record<string, unknown>>, { basis = [] }: Header): string =>
  [
    ...POLICIES.flatMap((name) => (typeof fields[name] === 'string' ? [`${name} ${fields[name]}`] : [])),
    ...basis.map(({ stream, revision }) =>
      revision < 0 ? `no ${stream}` : `${stream} at ${String(revision + 1)}`,
    ),
  ].join(', ');
