import {
  defineProcess,
  idOf,
  NONE_KEYED,
  entriesOf,
  carry,
  withValue,
  type Keyed,
  type Outgoing,
} from '@wardbook/event-sourcing/pure';
import { memberHistory } from '../member/member.state.ts';
import { member } from '../member/member.ts';
import { wardHistory } from './ward.state.ts';

/** Everybody who was ever dedicated to a ward, and when it was abolished. */
interface Ward {
  readonly members: Keyed<true>;
  /** UTC; '' while it is there. */
  readonly abolishedAt: string;
}

const LIVE: Ward = { members: NONE_KEYED, abolishedAt: '' };

/** With a ward end the dedications to it, on its last day, however late either was recorded (R-WARD-5). */
export const wardAbolition = defineProcess({
  name: 'ward-abolition',
  version: 1,
  initial: LIVE,
  of: [wardHistory, memberHistory],
  keys: { MemberDedicated: (event) => event.ward },
  evolve: {
    WardAbolished: (ward, _, { occurredAt }) => ({ ...ward, abolishedAt: occurredAt }),
    MemberDedicated: ({ members, abolishedAt }, _, { stream }) => ({
      members: withValue(members, idOf(stream), true),
      abolishedAt,
    }),
  },
  columns: {},
  react: {
    WardAbolished: ({ members, abolishedAt }, _, { stream }) =>
      entriesOf(members).map(([id]) => released(id, idOf(stream), abolishedAt)),
    MemberDedicated: ({ abolishedAt }, event, { stream }) =>
      abolishedAt === '' ? [] : [released(idOf(stream), event.ward, abolishedAt)],
  },
});

const released = (id: string, ward: string, at: string): Outgoing =>
  carry(member, id, { type: 'NoticeWardAbolished', ward }, at);
