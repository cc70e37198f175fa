import {
  entriesOf,
  idOf,
  NONE_KEYED,
  withoutValue,
  withValue,
  type Keyed,
  type Moment,
  type Outgoing,
  type Process,
} from '@wardbook/event-sourcing';
import { bySystem } from '../by.ts';
import { memberEvents, type MemberEvent } from '../member/member.events.ts';
import { COVER_KINDS, type CoverKind } from './ward.events.ts';
import { ward, type WardCommand } from './ward.ts';

type Watched = Extract<
  MemberEvent,
  { type: 'MemberDedicated' | 'MemberReleased' | 'MemberAbstracted' | 'MemberReturned' }
>;

/** Who is there for the ward: per member, what kind of cover. */
interface Cover {
  readonly present: Keyed<CoverKind>;
}

/** R-INPT-3: a ward keeps an officer and a PCSO of its own (S4:3); losing the last one is put on record. */
export const wardCover: Process<Watched, Cover> = {
  name: 'ward-cover',
  version: 1,
  initial: { present: NONE_KEYED },
  events: memberEvents,
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
};

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
  const command: WardCommand = {
    type: 'RecordCoverBreach',
    occurredAt: occurredAt,
    by: bySystem('ward-cover'),
    missing,
  };
  return missing.length === 0 ? [] : [{ decider: ward, id, command }];
};

const gain = (cover: Cover, id: string, { occurredAt }: Moment): readonly Outgoing[] => {
  const command: WardCommand = { type: 'RecordCoverRestored', occurredAt: occurredAt, by: bySystem('ward-cover') };
  return missingFrom(cover).length > 0 ? [] : [{ decider: ward, id, command }];
};
