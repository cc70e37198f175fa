import { memoryEventStore } from '@wardbook/event-sourcing';
import { readiness } from './readiness.ts';

const parked = (follower: string) => ({
  follower,
  kind: 'PROCESS' as const,
  key: 'visit-1',
  after: 4n,
  event: 'event-1',
  reason: 'SUBJECT_ERASED',
  streams: [],
  since: '2026-03-01T12:00:00.000Z',
});

const desk = () => {
  const said: string[] = [];
  const say = (level: string) => (fields: object, message: string) =>
    void said.push(`${level}: ${message} ${JSON.stringify(fields)}`);
  const state: { writing?: string; identifying?: string; keepingUp?: string; parked: string[] } = {
    parked: [],
  };
  const store = { ...memoryEventStore(), trouble: () => state.writing };
  const identity = { trouble: () => state.identifying };
  const engine = {
    trouble: () => state.keepingUp,
    parked: async () => state.parked.map(parked),
  };
  const ready = readiness(
    engine,
    { writing: [store], identity },
    { warn: say('warn'), error: say('error'), info: say('info') },
  );
  ready.stop();
  return { said, state, ready };
};

test('it is not ready before it has caught up once', async () => {
  const { ready } = desk();
  expect(await ready.now()).toEqual({ status: 'catching up' });
  ready.caughtUp();
  expect(await ready.now()).toEqual({ status: 'ready' });
});

test('E-10: what the writer knows is told at once, and one line says when it turns and when it turns back', async () => {
  const { said, state, ready } = desk();
  ready.caughtUp();
  state.writing = 'The disk is full.';
  for (let looks = 0; looks < 3; looks += 1) expect(await ready.now()).toEqual({ status: 'not writing' });
  delete state.writing;
  for (let looks = 0; looks < 3; looks += 1) expect(await ready.now()).toEqual({ status: 'ready' });
  expect(said).toEqual(['error: not ready {"trouble":"The disk is full."}', 'info: ready again {}']);
});

test('C-03: while nobody can be identified it is not ready, and is again by itself', async () => {
  const { said, state, ready } = desk();
  ready.caughtUp();
  state.identifying = 'The key set is away.';
  for (let looks = 0; looks < 3; looks += 1) expect(await ready.now()).toEqual({ status: 'not identifying' });
  delete state.identifying;
  expect(await ready.now()).toEqual({ status: 'ready' });
  expect(said).toEqual(['error: not ready {"trouble":"The key set is away."}', 'info: ready again {}']);
});

test('who does not keep up is behind', async () => {
  const { said, state, ready } = desk();
  ready.caughtUp();
  state.keepingUp = 'ward-board: gone';
  expect(await ready.now()).toEqual({ status: 'behind' });
  expect(said).toEqual(['error: not ready {"trouble":"ward-board: gone"}']);
});

test('E-02: parked keys are counted by who parked them, and stop nobody', async () => {
  const { state, ready } = desk();
  ready.caughtUp();
  state.parked = ['attendances-overdue', 'attendances-overdue', 'constructor'];
  expect(await ready.now()).toEqual({
    status: 'ready',
    parked: { 'attendances-overdue': 2, constructor: 1 },
  });
});
