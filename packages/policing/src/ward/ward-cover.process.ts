import {
  entriesOf,
  idOf,
  NONE_KEYED,
  withoutValue,
  withValue,
  type Keyed,
  type Moment,
  type Outgoing,
  defineProcess,
  send,
} from '@wardbook/event-sourcing/pure';
import { memberHistory } from '../member/member.state.ts';

import { COVER_KINDS, type CoverKind } from './ward.events.ts';
import { ward } from './ward.ts';

/** Who is there for the ward: per member, what kind of cover. */
interface Cover {
  readonly present: Keyed<CoverKind>;
}

const NOBODY: Cover = { present: NONE_KEYED };

/** R-INPT-3: a ward keeps an officer and a PCSO of its own (S4:3); losing the last one is put on record. */
export const wardCover = defineProcess({
  name: 'ward-cover',
  version: 1,
  initial: NOBODY,
  of: [memberHistory],
  keys: {
    MemberDedicated: (event) => event.ward,
    MemberReleased: (event) => event.ward,
    MemberAbstracted: (event) => event.ward,
    MemberReturned: (event) => event.ward,
  },
  evolve: {
    MemberDedicated: (cover, { kind }, moment) => arrives(cover, kind, moment),
    MemberReturned: (cover, { kind }, moment) => arrives(cover, kind, moment),
    MemberReleased: (cover, _, moment) => goes(cover, moment),
    MemberAbstracted: (cover, _, moment) => goes(cover, moment),
  },
  columns: {},
  react: {
    MemberReleased: (cover, event, moment) => loss(cover, event.ward, moment),
    MemberAbstracted: (cover, event, moment) => loss(cover, event.ward, moment),
    MemberDedicated: (cover, event, moment) => gain(cover, event.ward, moment),
    MemberReturned: (cover, event, moment) => gain(cover, event.ward, moment),
  },
});

const arrives = ({ present }: Cover, kind: CoverKind, { stream }: Moment): Cover => ({
  present: withValue(present, idOf(stream), kind),
});

const goes = ({ present }: Cover, { stream }: Moment): Cover => ({
  present: withoutValue(present, idOf(stream)),
});

const missingFrom = ({ present }: Cover): readonly CoverKind[] =>
  COVER_KINDS.filter((kind) => !entriesOf(present).some(([, covered]) => covered === kind));

const loss = (cover: Cover, id: string, { occurredAt }: Moment): readonly Outgoing[] => {
  const missing = missingFrom(cover);
  return missing.length === 0 ? [] : [send(ward, id, { type: 'RecordCoverBreach', missing }, occurredAt)];
};

const gain = (cover: Cover, id: string, { occurredAt }: Moment): readonly Outgoing[] =>
  missingFrom(cover).length > 0 ? [] : [send(ward, id, { type: 'RecordCoverRestored' }, occurredAt)];
