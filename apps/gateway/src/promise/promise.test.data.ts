import {
  catchUp,
  encloseAll,
  memoryEventStore,
  memoryRows,
  ZERO_HASH,
  type Message,
} from '@wardbook/event-sourcing';
import { words } from '@wardbook/event-sourcing/testing';
import { promiseEvents, type PromiseEvent } from '@wardbook/policing';
import { reader } from '../read.ts';
import type { Happened } from '../recorded.test.data.ts';
import type { ShownPromise } from './find-periods.ts';
import { promiseBoard } from './promise-board.view.ts';
import { promiseCorrections } from './promise-corrections.view.ts';
import { promiseMonths } from './promise-months.view.ts';

type Of<Type extends PromiseEvent['type']> = Extract<PromiseEvent, { readonly type: Type }>;

/** What is told of one promise, noon by noon. */
export const on = <Event extends PromiseEvent>(day: string, event: Event, id = 'visits'): Happened<Event> => [
  `promise-${id}`,
  `${day}T12:00:00.000Z`,
  event,
];

export const opened = (period: string, ...targets: readonly string[]): Of<'PromisePeriodOpened'> => ({
  type: 'PromisePeriodOpened',
  period,
  targets: [...targets],
  minimumPerTarget: 1,
});

export const visited = (
  fulfilment: string,
  day: string,
  target: string,
): Of<'PromiseFulfilmentRecorded'> => ({
  type: 'PromiseFulfilmentRecorded',
  fulfilment,
  period: day.slice(0, 7),
  targets: [target],
  member: 'officer-1',
  evidence: 'pocket-book/77',
  from: `${day}T12:00:00.000Z`,
  to: `${day}T12:00:00.000Z`,
});

export const corrected = (fulfilment: string, ...targets: readonly string[]): Of<'FulfilmentCorrected'> => ({
  type: 'FulfilmentCorrected',
  fulfilment,
  reason: targets.length === 0 ? 'RECORDED_IN_ERROR' : 'WRONG_TARGET',
  targets: [...targets],
});

export const broken = (period: string, ...missedTargets: readonly string[]): Of<'PromisePeriodBroken'> => ({
  type: 'PromisePeriodBroken',
  period,
  missedTargets: [...missedTargets],
});

/** Words stand where references to them would: rows hold either alike. */
const IN_CLEAR = promiseEvents.map((definition) => ({ ...definition, sealedTexts: [] }));

const VIEWS = [promiseBoard, promiseMonths, promiseCorrections];

/** A log in which this happened, and the read side of it. */
export const told = async (happened: readonly Happened<Message>[]) => {
  const store = memoryEventStore();
  const rows = memoryRows();
  const ends = new Map<string, { revision: number; hash: string }>();
  for (const [index, [stream, occurredAt, event]] of happened.entries()) {
    const commandId = `command-${String(index)}`;
    const known = ends.get(stream) ?? { revision: -1, hash: ZERO_HASH };
    const events = await encloseAll({ events: IN_CLEAR }, [event], {
      stream,
      known,
      subject: undefined,
      sealer: undefined,
      sender: { clientId: 'test', commandId },
      part: {
        occurredAt,
        recordedAt: '2014-01-01T00:00:00.000Z',
        actor: { id: 'officer-1', role: 'OFFICER', agency: 'police' },
        commandId,
        commandDigest: ZERO_HASH,
        correlationId: commandId,
      },
    });
    await store.append(stream, known.revision, events);
    for (const { revision, hash } of events) ends.set(stream, { revision, hash });
  }
  await rows.open(VIEWS);
  await catchUp(store, rows, VIEWS);
  const read = reader({ store, rows });
  const shown = async (id = 'visits'): Promise<ShownPromise> => {
    const card = await read.find(promiseBoard, id);
    if (!card) throw new TypeError(`There is no promise ${id}.`);
    return card;
  };
  return { store, read, shown };
};

export const notPossible = (period: string, target: string): Of<'TargetNotPossible'> => ({
  type: 'TargetNotPossible',
  period,
  target,
  reason: words('It is closed for the holidays.'),
});
