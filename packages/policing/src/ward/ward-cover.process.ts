import {
  defineProcess,
  entriesOf,
  idOf,
  NONE_KEYED,
  send,
  withValue,
  type Keyed,
  type Moment,
  type Outgoing,
} from '@wardbook/event-sourcing/pure';
import { memberHistory } from '../member/member.state.ts';
import { ward } from './ward.ts';
import { wardHistory } from './ward.state.ts';

/** Whose events move the cover of a ward, and when it is looked at without one. */
interface Cover {
  /** Everybody who was ever dedicated to the ward, and the revision of their newest event about it. */
  readonly members: Keyed<number>;
  /** The last moment of which something is on record, and until when as far as was known then. UTC. */
  readonly on: { readonly at: string; readonly until: string | null };
}

const NOBODY: Cover = { members: NONE_KEYED, on: { at: '', until: null } };

/** Has a ward look at its cover whenever something about its members moves, and when somebody is due back (R-INPT-3). */
export const wardCover = defineProcess({
  name: 'ward-cover',
  version: 2,
  initial: NOBODY,
  of: [memberHistory, wardHistory],
  keys: {
    MemberDedicated: (event) => event.ward,
    MemberReleased: (event) => event.ward,
    MemberCoverChanged: (event) => event.ward,
    MemberAbstracted: (event) => event.ward,
    MemberReturned: (event) => event.ward,
  },
  evolve: {
    MemberDedicated: (cover, _, moment) => moved(cover, moment),
    MemberReleased: (cover, _, moment) => moved(cover, moment),
    MemberCoverChanged: (cover, _, moment) => moved(cover, moment),
    MemberAbstracted: (cover, _, moment) => moved(cover, moment),
    MemberReturned: (cover, _, moment) => moved(cover, moment),
    WardCoverBreached: (cover, { until }, moment) => recorded(cover, moment, until),
    WardCoverRestored: (cover, _, moment) => recorded(cover, moment),
    WardCoverRestated: (cover, { until }, moment) => recorded(cover, moment, until),
    // Nobody is waited for any more.
    WardAbolished: ({ members, on }) => ({ members, on: { ...on, until: null } }),
  },
  columns: { dueAt: ({ on }) => on.until },
  react: {
    MemberDedicated: (cover, event, moment) => review(cover, event.ward, moment.recordedAt),
    MemberReleased: (cover, event, moment) => review(cover, event.ward, moment.recordedAt),
    MemberCoverChanged: (cover, event, moment) => review(cover, event.ward, moment.recordedAt),
    MemberAbstracted: (cover, event, moment) => review(cover, event.ward, moment.recordedAt),
    MemberReturned: (cover, event, moment) => review(cover, event.ward, moment.recordedAt),
    WardAbolished: (cover, _, { stream, recordedAt }) => review(cover, idOf(stream), recordedAt),
  },
  whenDue: (cover, id) => (cover.on.until === null ? [] : review(cover, id, cover.on.until)),
});

const moved = ({ members, on }: Cover, { stream, revision }: Moment): Cover => ({
  members: withValue(members, idOf(stream), revision),
  on,
});

const recorded = ({ members, on }: Cover, { occurredAt }: Moment, until?: string): Cover => ({
  members,
  on: occurredAt < on.at ? on : { at: occurredAt, until: until ?? null },
});

/** What is known by this moment is looked at, however long ago it happened. */
const review = ({ members }: Cover, id: string, by: string): readonly Outgoing[] => {
  const known = entriesOf(members).map(([member, revision]) => ({ id: member, revision }));
  return known.length === 0 ? [] : [send(ward, id, { type: 'ReviewCover', members: known }, by)];
};
