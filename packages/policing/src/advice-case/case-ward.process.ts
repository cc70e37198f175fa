import {
  defineProcess,
  entriesOf,
  idOf,
  NONE_KEYED,
  send,
  withoutValue,
  withValue,
  type Keyed,
  type Outgoing,
} from '@wardbook/event-sourcing/pure';
import { wardHistory } from '../ward/ward.state.ts';
import { adviceCaseHistory } from './advice-case.state.ts';
import { adviceCase } from './advice-case.ts';

/** The open cases of a ward, and since when it is no more. */
interface Open {
  readonly cases: Keyed<true>;
  readonly abolishedAt?: string;
}

const NONE: Open = { cases: NONE_KEYED };

/** R-WARD-5: when a ward is abolished, its open cases look where they belong now (P-14). */
export const caseWard = defineProcess({
  name: 'case-ward',
  version: 1,
  initial: NONE,
  of: [wardHistory, adviceCaseHistory],
  keys: {
    WardAbolished: (_, { stream }) => idOf(stream),
    AdviceCaseOpened: ({ ward }) => ward,
    AdviceCaseReopened: ({ ward }) => ward,
    AdviceCaseMovedToWard: ({ ward }) => ward,
    AdviceCaseClosed: ({ ward }) => ward,
  },
  evolve: {
    WardAbolished: (open, _, { occurredAt: abolishedAt }) => ({ ...open, abolishedAt }),
    AdviceCaseOpened: (open, _, { stream }) => withCase(open, stream),
    AdviceCaseReopened: (open, _, { stream }) => withCase(open, stream),
    AdviceCaseMovedToWard: (open, _, { stream }) => withCase(open, stream),
    AdviceCaseClosed: (open, _, { stream }) => ({ ...open, cases: withoutValue(open.cases, idOf(stream)) }),
  },
  columns: {},
  react: {
    WardAbolished: ({ cases, ...open }) => entriesOf(cases).flatMap(([id]) => review(open, id)),
    // Recorded after the abolition, whenever it happened.
    AdviceCaseOpened: (open, _, { stream }) => review(open, idOf(stream)),
    AdviceCaseReopened: (open, _, { stream }) => review(open, idOf(stream)),
    AdviceCaseMovedToWard: (open, _, { stream }) => review(open, idOf(stream)),
  },
});

const withCase = (open: Open, stream: string): Open => ({
  ...open,
  cases: withValue(open.cases, idOf(stream), true),
});

const review = ({ abolishedAt }: Pick<Open, 'abolishedAt'>, id: string): readonly Outgoing[] =>
  abolishedAt === undefined ? [] : [send(adviceCase, id, { type: 'ReviewCaseWard' }, abolishedAt)];
