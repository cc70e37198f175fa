import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  defineDomain,
  defineProcess,
  defineView,
  event,
  memoryEventStore,
  memoryRows,
  startEngine,
} from '@wardbook/event-sourcing';
import { policing, ward } from '@wardbook/policing';

// Who writes TypeScript hears all of this from the compiler; who does not gets one sentence.

const by = { id: 'admin-1', role: 'ADMIN', agency: 'police' };
const kilburn = { type: 'EstablishWard', name: 'Kilburn', borough: 'E09000007', validFrom: '2002-05-02' };
const wardNames = {
  name: 'ward-names',
  version: 1,
  of: [ward],
  initial: { name: '' },
  evolve: { WardEstablished: (_, { name }) => ({ name }) },
  columns: { name: ({ name }) => name },
};
const lampLit = event('LampLit', {});
const lamp = {
  name: 'lamp',
  initial: false,
  events: [lampLit],
  facts: {},
  decide: { LightLamp: () => [lampLit({})] },
  evolve: { LampLit: () => true },
};

/** What somebody is told who tries this: an error's sentence, or a refusal's. */
const told = async (attempt) => {
  const engine = await startEngine(policing, {
    store: memoryEventStore(),
    rows: memoryRows(),
    views: [defineView(wardNames)],
  });
  try {
    const answer = await attempt(engine);
    return answer?.refusal ? `${answer.refusal.rule}: ${answer.refusal.reason}` : 'nothing';
  } catch (error) {
    return error.message;
  } finally {
    await engine.stop();
  }
};

const saysOf = (title, attempt, sentence) =>
  test(title, async () => assert.equal(await told(attempt), sentence));

saysOf(
  'what is right',
  ({ app }) => app.borough('E09000007').send({ type: 'EstablishBorough', name: 'Camden' }, { by }),
  'nothing',
);
saysOf(
  'a misspelt command',
  ({ app }) => app.ward('E05000140').send({ ...kilburn, type: 'EstablishWards' }, { by }),
  'ward knows no command EstablishWards. Did you mean EstablishWard?',
);
saysOf(
  'no command at all',
  ({ app }) => app.ward('E05000140').send('EstablishWard', { by }),
  "What is sent to ward is no command: { type: '…' }.",
);
saysOf(
  'nobody who sends it',
  ({ app }) => app.ward('E05000140').send(kilburn),
  'Say who sends EstablishWard: by: { id, role, agency }.',
);
saysOf(
  'half of who sends it',
  ({ app }) => app.ward('E05000140').send(kilburn, { by: { id: 'admin-1' } }),
  'Say who sends EstablishWard: by: { id, role, agency }.',
);
saysOf(
  'an id that is not of its kind',
  ({ app }) => app.ward('Kilburn').send(kilburn, { by }),
  'R-WARD-4: A ward is named by its GSS code, for example E05000140.',
);
saysOf(
  'no id at all',
  ({ app }) => app.promise().send({ type: 'AgreePromiseByTeam' }, { by }),
  'R-ID-1: An id has 1 to 120 letters, digits or . _ : @ -, and begins with a letter or a digit.',
);
saysOf(
  'a field of another type',
  async ({ app }) => {
    await app.borough('E09000007').send({ type: 'EstablishBorough', name: 'Camden' }, { by });
    return app.ward('E05000140').send({ ...kilburn, validFrom: new Date(0) }, { by });
  },
  'EstablishWard is not valid at validFrom.',
);
saysOf(
  'a moment that is no text',
  ({ app }) => app.ward('E05000140').send(kilburn, { by, occurredAt: new Date(0) }),
  'EstablishWard is not valid at occurredAt.',
);
saysOf(
  'a moment that no calendar has',
  ({ app }) => app.ward('E05000140').send(kilburn, { by, occurredAt: '2026-02-31T00:00:00.000Z' }),
  'EstablishWard is not valid at occurredAt.',
);
saysOf(
  'a correlation that is no text',
  ({ app }) => app.ward('E05000140').send(kilburn, { by, correlationId: 17 }),
  'Say as text for EstablishWard: correlationId.',
);
saysOf(
  'an unknown column',
  ({ rows }) => rows.list(defineView(wardNames), { where: { names: ['Kilburn'] }, limit: 1 }),
  'The view ward-names has no column names. Did you mean name?',
);
saysOf(
  'a view of nothing',
  () => defineView({ ...wardNames, of: [] }),
  'The view ward-names names no folds: it would stay empty.',
);
saysOf(
  'a view that does not say of what',
  () => defineView({ ...wardNames, of: undefined }),
  'The view ward-names names no folds: it would stay empty.',
);
saysOf(
  'a view without steps',
  () => defineView({ ...wardNames, evolve: {} }),
  'The view ward-names has no steps: it would stay empty.',
);
saysOf(
  'a step for a misspelt event',
  () => defineView({ ...wardNames, evolve: { WardsEstablished: (row) => row } }),
  'The view ward-names has a step for WardsEstablished, which none of its folds define.',
);
saysOf(
  'a deadline that no column shows',
  () => defineProcess({ ...wardNames, react: {}, whenDue: () => [] }),
  'The process ward-names needs both `whenDue` and the column `dueAt`, or neither.',
);
saysOf(
  'a decider without events',
  () => defineDomain({ lamp: { ...lamp, events: [], evolve: {} } }),
  'lamp defines no events: nothing about it could be recorded.',
);
saysOf(
  'a step for an event that the decider does not define',
  () => defineDomain({ lamp: { ...lamp, events: [event('LampOut', {})] } }),
  'lamp has steps for events that it does not define: LampLit.',
);
saysOf(
  'two processes of one name',
  () => {
    const react = {};
    const process = defineProcess({ ...wardNames, react });
    return defineDomain({ ward }, { processes: [process, { ...process, version: 2 }] });
  },
  'Two processes are called ward-names.',
);
saysOf(
  'a decision that comes later',
  async () => {
    const street = defineDomain({ lamp: { ...lamp, decide: { LightLamp: async () => [lampLit({})] } } });
    const engine = await startEngine(street, { store: memoryEventStore(), rows: memoryRows() });
    return engine.app
      .lamp('high-street-1')
      .send({ type: 'LightLamp' }, { by })
      .finally(() => engine.stop());
  },
  'lamp answers something else to LightLamp: events, [] or a refusal are answers.',
);
saysOf(
  'a decision that is forgotten',
  async () => {
    const street = defineDomain({ lamp: { ...lamp, decide: { LightLamp: () => undefined } } });
    const engine = await startEngine(street, { store: memoryEventStore(), rows: memoryRows() });
    return engine.app
      .lamp('high-street-1')
      .send({ type: 'LightLamp' }, { by })
      .finally(() => engine.stop());
  },
  'lamp answers nothing to LightLamp: events, [] or a refusal are answers.',
);
