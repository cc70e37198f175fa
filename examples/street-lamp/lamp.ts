import {
  alreadySo,
  defineDomain,
  defineView,
  event,
  refuse,
  z,
  type Command,
  type Decider,
  type EventOf,
} from '@wardbook/event-sourcing';

export const lampInstalled = event('LampInstalled', { watts: z.int() });
export const lampFailed = event('LampFailed', { fault: z.enum(['BULB', 'WIRING']) });
export const lampRepaired = event('LampRepaired', {});
const events = [lampInstalled, lampFailed, lampRepaired] as const;

type LampCommand = Command &
  (
    | { readonly type: 'InstallLamp'; readonly watts: number }
    | { readonly type: 'ReportFault'; readonly fault: EventOf<typeof lampFailed>['fault'] }
    | { readonly type: 'RepairLamp' }
  );
type Lamp = 'none' | 'working' | 'broken';

/** One street lamp: installed, broken, repaired. */
export const lamp: Decider<LampCommand, EventOf<(typeof events)[number]>, Lamp> = {
  name: 'lamp',
  initial: 'none',
  events,
  facts: {},
  decide: {
    InstallLamp: ({ watts }, state) => tooBright(watts) ?? twoLamps(state) ?? [lampInstalled({ watts })],
    ReportFault: ({ fault }, state) =>
      noLamp(state) ?? alreadySo(state === 'broken') ?? [lampFailed({ fault })],
    RepairLamp: (_, state) => noLamp(state) ?? nothingBroken(state) ?? [lampRepaired({})],
  },
  evolve: { LampInstalled: () => 'working', LampFailed: () => 'broken', LampRepaired: () => 'working' },
};

const tooBright = (watts: number) =>
  watts > 250 ? refuse('LAMP-1', 'A street lamp has 250 watts at most.', 'watts') : undefined;
const twoLamps = (state: Lamp) =>
  state === 'none' ? undefined : refuse('LAMP-2', 'A lamp stands here already.', 'id');
const noLamp = (state: Lamp) =>
  state === 'none' ? refuse('LAMP-3', 'No lamp stands here.', 'id') : undefined;
const nothingBroken = (state: Lamp) =>
  state === 'working' ? refuse('LAMP-4', 'This lamp works.', 'id') : undefined;

/** Which lamps are broken, and how often each was. */
export const lampBoard = defineView({
  name: 'lamp-board',
  version: 1,
  of: [lamp],
  initial: { broken: false, faults: 0 },
  evolve: {
    LampInstalled: (row) => row,
    LampFailed: ({ faults }) => ({ broken: true, faults: faults + 1 }),
    LampRepaired: (row) => ({ ...row, broken: false }),
  },
  columns: { broken: ({ broken }) => Number(broken), faults: ({ faults }) => faults },
});

export const street = defineDomain({ lamp });
