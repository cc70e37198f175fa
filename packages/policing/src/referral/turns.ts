import { valueIn } from '@wardbook/event-sourcing/pure';
import type { BoroughState } from '../borough/borough.state.ts';
import { changesOf, type RolesState } from '../role/role.state.ts';
import type { WardState } from '../ward/ward.state.ts';
import { SECTOR_INSPECTOR } from './asking.rules.ts';
import type { Party } from './referral.events.ts';

/** The moments (UTC) at which whoever answers for a role or a ward may have changed: what to look at, in no order. */
export const turnsOf = (
  party: Exclude<Party, { agency: string }>,
  known: {
    readonly homeRoles: RolesState;
    readonly homeWard: WardState;
    readonly homeBorough: BoroughState;
  },
): readonly string[] => {
  const { homeRoles, homeWard, homeBorough } = known;
  if ('ward' in party) {
    const { snt, inpt, abolishedAt } = homeWard;
    return [...snt, ...inpt].map(({ from }) => from).concat(abolishedAt ?? []);
  }
  if (party.role === SECTOR_INSPECTOR)
    return (valueIn(homeBorough.sectors, party.area ?? '')?.inspector ?? []).map(({ from }) => from);
  return changesOf(homeRoles, party.role);
};
