import fc from 'fast-check';
import { valueIn, type Command, type Keyed } from '@wardbook/event-sourcing';
import { ROLES, type Role } from '../by.ts';
import type { Step } from '../steps.test.data.ts';
import { LAWS } from './kinds.test.data.ts';
import { Counts, lawOfAll } from './law.test.data.ts';
import {
  anyOf,
  commandTypes,
  deciderOf,
  KINDS,
  record,
  stateAt,
  streamsOf,
  YEAR,
  type KindName,
} from './world.test.data.ts';

const counts = new Counts();

const LATER = '2013-11-01T12:00:00.000Z';
let invented = 0;

/** Of the form that ids of the kind have, and nobody's. */
const inventedId = (kind: KindName): string => {
  invented += 1;
  const { ids } = deciderOf(kind);
  const candidates = [
    `E05${900_000 + invented}`,
    `E09${900_000 + invented}`,
    `nobody-${invented}`,
    `police.nobody-${invented}`,
    `police.nobody-${invented}.2013-05-20`,
  ];
  return candidates.find((id) => ids?.pattern.test(id) ?? true) ?? '';
};

type May = (command: Command, state: unknown) => boolean;

/** The answer, whatever the record is called. */
const inWords = (answer: object, id: string): string =>
  JSON.stringify(answer, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  ).replaceAll(id, '…');

const asked = (
  {
    command: { by, ...command },
    ...step
  }: Omit<Step, 'command'> & { readonly command: object & { readonly by?: unknown } },
  sender: object,
): Step => ({
  ...step,
  command: { ...command, occurredAt: LATER, by: { ...(by as object), ...sender } } as Step['command'],
});

/** To another record; who speaks of their own still does. */
const renamed = (step: Step, from: string, id: string): Step => {
  const { by } = step.command;
  return { ...step, id, command: { ...step.command, by: { ...by, id: by.id === from ? id : by.id } } };
};

lawOfAll({
  name: 'strangers',
  says: 'R-AUTH-3: whoever may not see a record gets one answer, whether it exists or not',
  worlds: fc.constant(YEAR),
  runs: 1,
  tried: async (world, breach) => {
    const { engine } = await record(world);
    const streams = await streamsOf(engine);
    for (const kind of KINDS) {
      const decider = deciderOf(kind);
      const [id] = LAWS[kind].ids;
      const past = streams.get(`${decider.name}-${id}`)?.past ?? [];
      for (const type of commandTypes(kind)) {
        const may = valueIn((decider.others ?? {}) as Keyed<May>, type);
        for (const step of fc.sample(anyOf(kind, [type]), { seed: 7, numRuns: 60 })) {
          const stranger = { ...asked({ ...step, id }, { agency: 'other-police' }) };
          const command = { ...stranger.command, id, owner: 'police' } as Command;
          counts.add(type);
          // A process is nobody's stranger.
          if (stranger.command.by.role === 'SYSTEM') continue;
          const here = await engine.send(stranger);
          const unknown = inventedId(kind);
          const there = await engine.send(renamed(stranger, id, unknown));
          if (may?.(command, stateAt(decider, past, LATER)) === true) continue;
          // Nobody begins what somebody else has begun.
          const begins = there.receipt !== undefined && there.receipt.eventIds.length > 0;
          const isAlike = begins
            ? here.refusal !== undefined &&
              inWords(here.refusal, id) === inWords(decider.ids?.taken ?? {}, id)
            : inWords(here, id) === inWords(there, unknown);
          if (!isAlike)
            breach(
              kind,
              `${type}: ${inWords(here, id)} of a record of others, ${inWords(there, unknown)} of none`,
            );
        }
        for (const role of ROLES) if (role !== 'SYSTEM') await sameForRole(kind, type, role);
      }
    }

    /** Whose role may not do this at all learns nothing of the record either. */
    async function sameForRole(kind: KindName, type: string, role: Role): Promise<void> {
      const [id] = LAWS[kind].ids;
      const [step] = fc.sample(anyOf(kind, [type]), { seed: 7, numRuns: 1 });
      if (!step) return;
      const unknown = inventedId(kind);
      const there = await engine.send(asked({ ...step, id: unknown }, { role }));
      // A rule about what is on record says more than that nobody of the role may do this.
      if (there.refusal?.rule !== 'R-AUTH-2' || there.refusal.path !== undefined) return;
      const here = await engine.send(asked({ ...step, id }, { role }));
      if (inWords(here, id) !== inWords(there, unknown))
        breach(
          kind,
          `${type} by ${role}: ${inWords(here, id)} of a record, ${inWords(there, unknown)} of none`,
        );
    }
  },
  counts,
});
