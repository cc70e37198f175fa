import {
  carry,
  defineProcess,
  entriesOf,
  idOf,
  NONE_KEYED,
  send,
  since,
  valueAt,
  valueIn,
  valuesOf,
  withValue,
  type Keyed,
  type Moment,
  type Outgoing,
  type Timeline,
} from '@wardbook/event-sourcing/pure';
import { boroughHistory } from '../borough/borough.state.ts';
import { borough } from '../borough/borough.ts';
import { isAtLeast, type Rank } from '../rank.ts';
import type { VacancyReason } from '../role/role.events.ts';
import { rolesHistory } from '../role/role.state.ts';
import { roles } from '../role/role.ts';
import { teamHistory } from '../team/team.state.ts';
import { team } from '../team/team.ts';
import type { LeavingReason } from './member.events.ts';
import { memberHistory } from './member.state.ts';

/** What a member was ever given beside their own record, and what that rests on. Instants are UTC. */
interface Ties {
  readonly posts: Keyed<Given & { readonly force: string; readonly role: string; readonly area: string }>;
  readonly leads: Keyed<Given>;
  readonly sectors: Keyed<Given & { readonly borough: string; readonly sector: string }>;
  /** Whether they were in the service; else why they had left. */
  readonly service: Timeline<'IN_SERVICE' | LeavingReason>;
  readonly rank: Timeline<Rank>;
  /** When they left, or changed teams or rank, last. */
  readonly changedAt: string;
}

interface Given {
  readonly given: readonly string[];
}

const NO_TIES: Ties = {
  posts: NONE_KEYED,
  leads: NONE_KEYED,
  sectors: NONE_KEYED,
  service: [],
  rank: [],
  changedAt: '',
};

/**
 * D-02: whoever leaves, leaves every post, lead and sector on that day, whichever was recorded first; a lead ends with
 * the team, and a lead or a sector with the rank for it, too. A scheme goes with the post (R-ROLE-2).
 */
export const leaving = defineProcess({
  name: 'leaving',
  version: 1,
  initial: NO_TIES,
  of: [memberHistory, rolesHistory, teamHistory, boroughHistory],
  keys: {
    PostFilled: ({ member }) => member,
    TeamLeadAppointed: ({ member }) => member,
    SectorInspectorAppointed: ({ member }) => member,
  },
  evolve: {
    MemberPosted: (ties, { rank }, { occurredAt }) => ({
      ...ties,
      service: since(ties.service, occurredAt, 'IN_SERVICE'),
      rank: since(ties.rank, occurredAt, rank),
    }),
    MemberPromoted: (ties, { rank }, moment) => ({
      ...changed(ties, moment),
      rank: since(ties.rank, moment.occurredAt, rank),
    }),
    MemberTransferred: (ties, _, moment) => changed(ties, moment),
    MemberLeft: (ties, { reason }, moment) => ({
      ...changed(ties, moment),
      service: since(ties.service, moment.occurredAt, reason),
    }),
    PostFilled: (ties, { role, area }, { stream, occurredAt }) => {
      const post = { force: idOf(stream), role, area };
      return { ...ties, posts: given(ties.posts, `${stream}/${role}/${area}`, post, occurredAt) };
    },
    TeamLeadAppointed: (ties, _, { stream, occurredAt }) => ({
      ...ties,
      leads: given(ties.leads, idOf(stream), {}, occurredAt),
    }),
    SectorInspectorAppointed: (ties, { sector }, { stream, occurredAt }) => {
      const place = { borough: idOf(stream), sector };
      return { ...ties, sectors: given(ties.sectors, `${stream}/${sector}`, place, occurredAt) };
    },
  },
  columns: {},
  react: {
    MemberLeft: (ties, _, { stream, occurredAt }) => [
      ...postsVacated(ties, idOf(stream)),
      ...sectorsLeft(ties, idOf(stream)),
      ...leadsReviewed(ties, idOf(stream), occurredAt),
    ],
    MemberTransferred: (ties, _, { stream, occurredAt }) => leadsReviewed(ties, idOf(stream), occurredAt),
    MemberPromoted: (ties, _, { stream, occurredAt }) => [
      ...sectorsLeft(ties, idOf(stream)),
      ...leadsReviewed(ties, idOf(stream), occurredAt),
    ],
    // Given to somebody of whom it is on record already that they left, or recorded late.
    PostFilled: (ties, { member }) => postsVacated(ties, member),
    SectorInspectorAppointed: (ties, { member }) => sectorsLeft(ties, member),
    TeamLeadAppointed: (ties, { member }, { occurredAt }) =>
      ties.changedAt < occurredAt ? [] : leadsReviewed(ties, member, ties.changedAt),
  },
});

const changed = (ties: Ties, { occurredAt }: Moment): Ties => ({
  ...ties,
  changedAt: occurredAt > ties.changedAt ? occurredAt : ties.changedAt,
});

const given = <Thing extends Given>(
  things: Keyed<Thing>,
  key: string,
  thing: Omit<Thing, 'given'>,
  at: string,
): Keyed<Thing> => {
  const before = valueIn(things, key)?.given ?? [];
  return withValue(things, key, { ...thing, given: [...before, at] } as unknown as Thing);
};

/** The instants from the first at which it was given on at which something else was told of the member. */
const instantsSince = ({ given: at }: Given, ...told: readonly Timeline<unknown>[]): readonly string[] => {
  const [first = ''] = [...at].sort();
  const instants = [...at, ...told.flat().map(({ from }) => from)].filter((from) => from >= first);
  return [...new Set(instants)].sort();
};

const goneAt = ({ service }: Ties, at: string): LeavingReason | undefined => {
  const then = valueAt(service, at);
  return then === 'IN_SERVICE' ? undefined : then;
};

const postsVacated = (ties: Ties, member: string): readonly Outgoing[] =>
  valuesOf(ties.posts).flatMap(({ force, role, area, ...post }) =>
    instantsSince(post, ties.service).flatMap((at) => {
      const gone = goneAt(ties, at);
      if (gone === undefined) return [];
      return [carry(roles, force, { type: 'VacatePost', role, area, member, reason: VACATED[gone] }, at)];
    }),
  );

const VACATED: Readonly<Record<LeavingReason, VacancyReason>> = {
  RETIRED: 'RETIRED',
  RESIGNED: 'RESIGNED',
  OTHER_FORCE: 'TRANSFERRED',
  OTHER: 'OTHER',
};

/** R-SEC-1: a sector is under an inspector or above. */
const sectorsLeft = (ties: Ties, member: string): readonly Outgoing[] =>
  valuesOf(ties.sectors).flatMap(({ borough: id, sector, ...place }) =>
    instantsSince(place, ties.service, ties.rank)
      .filter((at) => goneAt(ties, at) !== undefined || !isAtLeast(valueAt(ties.rank, at), 'INSPECTOR'))
      .map((at) => carry(borough, id, { type: 'StandDownSectorInspector', sector, member }, at)),
  );

/** The team asks the facts about its lead whether that ended, and when. */
const leadsReviewed = ({ leads }: Ties, member: string, at: string): readonly Outgoing[] =>
  entriesOf(leads).map(([id]) => send(team, id, { type: 'ReviewTeamLead', member }, at));
