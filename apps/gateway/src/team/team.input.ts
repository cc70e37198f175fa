import { team, type EngagementKind, type TeamKind } from '@wardbook/policing';
import { aboutRecord, addressed, CommandInput } from '../command-input.ts';
import {
  as,
  Choice,
  Group,
  Identifier,
  list,
  NodeId,
  OPTIONAL,
  Reference,
  Text,
  WardCode,
} from '../fields.ts';
import { WeeklyWindow } from '../promise/promise.type.ts';
import { Sends } from '../sends.ts';
import { EngagementKindEnum, TeamKindEnum } from './team.type.ts';

const AboutTeam = aboutRecord(team, NodeId('Team', 'The team.', as('teamId')));

@Sends('Form a team; administrators and inspectors do so.')
export class FormTeamInput extends CommandInput {
  @Choice(TeamKindEnum, 'What kind of team it is.') kind!: TeamKind;
  @Text(120, 'What the team is called.') name!: string;
  @Reference('The establishment rules in force: policy number and version, for example E0117/2.', OPTIONAL)
  establishment?: string;

  toCommand() {
    const { kind, name, establishment } = this;
    return addressed(team, undefined, { type: 'FormTeam', kind, name, establishment });
  }
}

@Sends('Put a member in the lead of a team; administrators and inspectors do so.')
export class AppointTeamLeadInput extends AboutTeam {
  @NodeId('Member', 'Who leads it; an integrated team, an inspector or above.', as('memberId'))
  member!: string;

  toCommand() {
    return this.about({ type: 'AppointTeamLead', member: this.member });
  }
}

@Sends('Take the lead out of post; administrators and inspectors do so. The vacancy is on record.')
export class StandDownTeamLeadInput extends AboutTeam {
  @NodeId('Member', 'Who leads it no longer.', as('memberId')) member!: string;

  toCommand() {
    return this.about({ type: 'StandDownTeamLead', member: this.member });
  }
}

@Sends('Say when a team is on duty; inspectors do so.')
export class SetDutyPatternInput extends AboutTeam {
  @Group(() => WeeklyWindow, 'All its hours of the week, from now on.', list(50))
  windows!: readonly WeeklyWindow[];

  toCommand() {
    return this.about({ type: 'SetDutyPattern', windows: this.windows });
  }
}

@Sends(
  'Record that a team spoke with people; officers, PCSOs, supervisors and inspectors do so. It happened at `occurredAt`.',
)
export class RecordEngagementInput extends AboutTeam {
  @Identifier('A name for the engagement, of its own within the team.') engagement!: string;
  @Choice(EngagementKindEnum, 'How they met.') kind!: EngagementKind;
  @WardCode('The ward whose people they were.', as('wardCode')) ward!: string;
  @Text(500, 'What was spoken about. Published as it is: name no private person.') summary!: string;

  toCommand() {
    const { engagement, kind, ward, summary } = this;
    return this.about({ type: 'RecordEngagement', engagement, kind, ward, summary });
  }
}

@Sends('Stand a team down; administrators and inspectors do so. Its history stays.')
export class StandDownTeamInput extends AboutTeam {
  @Text(300, 'Why. Published as it is: name no private person.') reason!: string;

  toCommand() {
    return this.about({ type: 'StandDownTeam', reason: this.reason });
  }
}
