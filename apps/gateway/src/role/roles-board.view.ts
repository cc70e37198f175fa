import { defineView, type Moment } from '@wardbook/event-sourcing';
import { rolesHistory, type RolesEvent, type RolesState } from '@wardbook/policing';

/** The specialist roles of a force and its policies, as dated as they were told: what was so when follows from it. */
export interface RolesCard extends RolesState {
  readonly version: number;
  readonly standing: 'EXPECTED' | 'DEFINED';
}

const EXPECTED: RolesCard = { version: 0, standing: 'EXPECTED', ...rolesHistory.initial };

const told =
  <Event extends RolesEvent>(step: (state: RolesState, event: Event, moment: Moment) => RolesState) =>
  (card: RolesCard, event: Event, moment: Moment): RolesCard => ({
    ...card,
    ...step(card, event, moment),
    standing: 'DEFINED',
  });

const { evolve } = rolesHistory;

export const rolesBoard = defineView({
  name: 'roles-board',
  version: 6,
  of: [rolesHistory],
  versionOf: rolesHistory,
  initial: EXPECTED,
  columns: { standing: ({ standing }) => standing },
  evolve: {
    RoleDefined: told(evolve.RoleDefined),
    PostFilled: told(evolve.PostFilled),
    PostVacated: told(evolve.PostVacated),
    RoleLapsed: told(evolve.RoleLapsed),
    SchemeRepresentativeAppointed: told(evolve.SchemeRepresentativeAppointed),
    SchemeRepresentativeStoodDown: told(evolve.SchemeRepresentativeStoodDown),
    DutiesTransferred: told(evolve.DutiesTransferred),
    DutiesHandedBack: told(evolve.DutiesHandedBack),
    PolicyAdopted: told(evolve.PolicyAdopted),
  },
});
