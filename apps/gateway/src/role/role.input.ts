import { roles, type RoleLocation, type Scheme, type Topic, type VacancyReason } from '@wardbook/policing';
import { aboutRecord } from '../command-input.ts';
import {
  as,
  Choice,
  Flag,
  Identifier,
  list,
  LondonDay,
  NodeId,
  OPTIONAL,
  otherwise,
  Text,
} from '../fields.ts';
import { TopicEnum } from '../policy/policy-words.type.ts';
import { Sends } from '../sends.ts';
import { RoleLocationEnum, SchemeEnum, VacancyReasonEnum } from './role.type.ts';

const AboutRoles = aboutRecord(
  roles,
  Identifier('The police force: its agency’s own id, as tokens carry it.', as('force')),
);

@Sends('Say what specialist role a force has; administrators do so.')
export class DefineRoleInput extends AboutRoles {
  @Identifier('Your code for the role, for example CPA.') code!: string;
  @Text(120, 'What it is called.') label!: string;
  @Text(120, 'What it is called elsewhere.', list(20), otherwise([])) aliases!: readonly string[];
  @Choice(RoleLocationEnum, 'Where its posts are.') location!: RoleLocation;
  @Choice(TopicEnum, 'What whoever holds it advises on.', list(50)) topics!: readonly Topic[];
  @LondonDay('From when there was such a role, where that is not today.', OPTIONAL) validFrom?: string;

  toCommand() {
    const { code, label, aliases, location, topics, validFrom } = this;
    return this.about({ type: 'DefineRole', code, label, aliases, location, topics, validFrom });
  }
}

@Sends('Give a member a post in a role.')
export class FillPostInput extends AboutRoles {
  @Identifier('The code of the role.') role!: string;
  @Identifier('A local policing area, or headquarters.') area!: string;
  @NodeId('Member', 'The member.', as('memberId')) member!: string;

  toCommand() {
    const { role, area, member } = this;
    return this.about({ type: 'FillPost', role, area, member });
  }
}

@Sends('Record that a member left a post; it can go with its holder, and the role with it.')
export class VacatePostInput extends AboutRoles {
  @Identifier('The code of the role.') role!: string;
  @Identifier('A local policing area, or headquarters.') area!: string;
  @NodeId('Member', 'The member who held it.', as('memberId')) member!: string;
  @Choice(VacancyReasonEnum, 'Why the member left it.') reason!: VacancyReason;
  @Flag('The post goes with its holder; with the last post, the role.', otherwise(false))
  disestablished!: boolean;
  @Identifier('Who answers for a role that lapses, for example SNT.', OPTIONAL) successor?: string;

  toCommand() {
    const { role, area, member, reason, disestablished, successor } = this;
    return this.about({ type: 'VacatePost', role, area, member, reason, disestablished, successor });
  }
}

@Sends('Say who represents the force in a scheme.')
export class AppointSchemeRepresentativeInput extends AboutRoles {
  @Choice(SchemeEnum, 'The scheme.') scheme!: Scheme;
  @NodeId('Member', 'Who represents the force.', as('memberId')) member!: string;

  toCommand() {
    const { scheme, member } = this;
    return this.about({ type: 'AppointSchemeRepresentative', scheme, member });
  }
}

@Sends('Record that nobody represents the force in a scheme any more.')
export class StandDownSchemeRepresentativeInput extends AboutRoles {
  @Choice(SchemeEnum, 'The scheme.') scheme!: Scheme;

  toCommand() {
    return this.about({ type: 'StandDownSchemeRepresentative', scheme: this.scheme });
  }
}

@Sends('Pass the duties of a role to a team.')
export class TransferDutiesInput extends AboutRoles {
  @Identifier('The code of the role.') role!: string;
  @NodeId('Team', 'The team.', as('teamId')) team!: string;

  toCommand() {
    const { role, team } = this;
    return this.about({ type: 'TransferDuties', role, team });
  }
}
