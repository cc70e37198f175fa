export type Row = Record<string, unknown>;

/** An event as a row of the log has it. */
export interface StoredEvent {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly data: string;
}

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  readonly initial: () => Row;
}

/** The rows of the gateway's three views of promises, as the bench's log fills them: folded in place. */
export const TABLES: readonly Table[] = [
  {
    name: 'promise-board',
    columns: ['ward', 'team', 'kind', 'standing', 'proposedAt'],
    initial: () => ({
      version: 0,
      standing: 'NOT_PROPOSED',
      proposedAt: null,
      saidFrom: '',
      teamAgreedAt: null,
      communityAgreedAt: null,
      agreedAtMeeting: null,
      inForceFrom: null,
      firstPeriod: null,
      lastPeriod: null,
      withdrawalReason: null,
      withdrawalProposedAt: null,
    }),
  },
  {
    name: 'promise-months',
    columns: [],
    initial: () => ({
      promise: '',
      month: '',
      isBegun: false,
      targets: [],
      minimumPerTarget: 1,
      notPossible: [],
      closesAt: null,
      result: 'OPEN',
      firstResult: null,
      explanation: null,
      explainedAt: null,
      fulfilments: {},
    }),
  },
  { name: 'promise-corrections', columns: [], initial: () => ({ month: null, corrected: {} }) },
];

type RowOf = (key: string, position: number) => Row;

/** One event, into the rows that it is about. */
export const evolve = (
  { position, stream, revision, type, occurredAt, recordedAt, data }: StoredEvent,
  rows: Readonly<Record<'board' | 'months' | 'corrections', RowOf>>,
): void => {
  const promise = stream.slice('promise-'.length);
  const fields = JSON.parse(data) as Row;
  const card = rows.board(promise, position);
  card['version'] = revision + 1;
  const month = (): Row => {
    const row = rows.months(`${promise}/${String(fields['period'])}`, position);
    return Object.assign(row, { promise, month: fields['period'] });
  };
  switch (type) {
    case 'PromiseProposed':
      Object.assign(card, fields, {
        standing: 'PROPOSED',
        proposedAt: occurredAt,
        saidFrom: occurredAt,
      });
      break;
    case 'PromiseInForce':
      Object.assign(card, {
        standing: 'IN_FORCE',
        inForceFrom: fields['from'],
        firstPeriod: fields['firstPeriod'],
      });
      break;
    case 'PromisePeriodOpened':
      Object.assign(month(), {
        isBegun: true,
        targets: fields['targets'],
        minimumPerTarget: fields['minimumPerTarget'],
      });
      break;
    case 'PromiseFulfilmentRecorded': {
      const { fulfilment, period, targets, member, evidence, from, to } = fields;
      const known = month()['fulfilments'] as Row;
      known[String(fulfilment)] = { targets, member, members: [member], evidence, from, to, recordedAt };
      rows.corrections(`${promise}/${String(fulfilment)}`, position)['month'] = period;
      break;
    }
    case 'PromisePeriodBroken':
      Object.assign(month(), { isBegun: true, result: 'BROKEN', firstResult: 'BROKEN' });
      break;
    default:
      throw new Error(`The log of the bench has no ${type}.`);
  }
};
