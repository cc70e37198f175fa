import {
  defineProcess,
  entriesOf,
  idOf,
  NONE_KEYED,
  send,
  withValue,
  type Keyed,
  type Outgoing,
} from '@wardbook/event-sourcing/pure';
import { memberHistory } from '../member/member.state.ts';
import { rolesHistory } from '../role/role.state.ts';
import { adviceCaseHistory } from './advice-case.state.ts';
import { adviceCase } from './advice-case.ts';

/** The cases that a member was ever the officer of, and when they left a team, a post or the service, last. */
interface Cases {
  readonly cases: Keyed<true>;
  /** UTC. */
  readonly leftAt?: string;
}

const NONE: Cases = { cases: NONE_KEYED };

/** P-06: with a member leave what they had in hand: their cases look whether they have an officer still. */
export const caseOfficer = defineProcess({
  name: 'case-officer',
  version: 1,
  initial: NONE,
  of: [memberHistory, rolesHistory, adviceCaseHistory],
  keys: {
    AdviceCaseOpened: ({ officerInCase }) => officerInCase,
    AdviceCaseAssigned: ({ officerInCase }) => officerInCase,
    PostVacated: ({ member }) => member,
  },
  evolve: {
    AdviceCaseOpened: (row, _, { stream }) => withCase(row, stream),
    AdviceCaseAssigned: (row, _, { stream }) => withCase(row, stream),
    MemberLeft: (row, _, { occurredAt }) => left(row, occurredAt),
    MemberTransferred: (row, _, { occurredAt }) => left(row, occurredAt),
    PostVacated: (row, _, { occurredAt }) => left(row, occurredAt),
  },
  columns: {},
  react: {
    MemberLeft: (row, _, { stream, occurredAt }) => reviewed(row, idOf(stream), occurredAt),
    MemberTransferred: (row, _, { stream, occurredAt }) => reviewed(row, idOf(stream), occurredAt),
    PostVacated: (row, { member }, { occurredAt }) => reviewed(row, member, occurredAt),
    // Given to somebody of whom it is on record already that they left later.
    AdviceCaseOpened: (row, { officerInCase }, { stream, occurredAt }) =>
      review(row, { id: idOf(stream), officer: officerInCase, at: occurredAt }),
    AdviceCaseAssigned: (row, { officerInCase }, { stream, occurredAt }) =>
      review(row, { id: idOf(stream), officer: officerInCase, at: occurredAt }),
  },
});

const withCase = (row: Cases, stream: string): Cases => ({
  ...row,
  cases: withValue(row.cases, idOf(stream), true),
});

const left = (row: Cases, at: string): Cases => ({
  ...row,
  leftAt: row.leftAt !== undefined && row.leftAt > at ? row.leftAt : at,
});

const reviewed = ({ cases }: Cases, officer: string, at: string): readonly Outgoing[] =>
  entriesOf(cases).map(([id]) => send(adviceCase, id, { type: 'ReviewCaseOfficer', officer }, at));

const review = (
  { leftAt }: Cases,
  { id, officer, at }: { readonly id: string; readonly officer: string; readonly at: string },
): readonly Outgoing[] =>
  leftAt === undefined || leftAt < at
    ? []
    : [send(adviceCase, id, { type: 'ReviewCaseOfficer', officer }, leftAt)];
