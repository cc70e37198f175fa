import { InputType } from 'type-graphql';
import type { UnsentTo } from '@wardbook/event-sourcing';
import {
  roles,
  type By,
  type PolicyKind,
  type RoleLocation,
  type Scheme,
  type Topic,
  type VacancyReason,
} from '@wardbook/policing';
import { addressed, CommandInput, type Given, type NewId } from '../command-input.ts';
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
  PolicyNumber,
  Text,
} from '../fields.ts';
import { TopicEnum } from '../policy/policy-words.type.ts';
import { PolicyKindEnum } from '../policy/policy.type.ts';
import { Sends } from '../sends.ts';
import { RoleLocationEnum, SchemeEnum, VacancyReasonEnum } from './role.type.ts';

@InputType()
abstract class AboutRoles extends CommandInput {
  @Identifier('Your police force. It is the agency of your token: leave it out.', OPTIONAL) force?: string;

  about<Type extends UnsentTo<typeof roles>['type']>(command: Given<typeof roles, Type>, { agency }: By) {
    return addressed<typeof roles, Type>(roles, this.force ?? agency, command, { named: 'force' });
  }
}

@Sends('Put a specialist role of the force on record; administrators do so.')
export class DefineRoleInput extends AboutRoles {
  @Identifier('The role, by its own code within the force, for example CPA.') code!: string;
  @Text(120, 'What it is called.') label!: string;
  @Text(120, 'What it is called elsewhere.', list(20), otherwise([])) aliases!: readonly string[];
  @Choice(RoleLocationEnum, 'Where its posts are.') location!: RoleLocation;
  @Choice(
    TopicEnum,
    'What its holders advise on; SECURED_BY_DESIGN and PARK_MARK only for the role SALO.',
    list(50),
  )
  topics!: readonly Topic[];
  @LondonDay('The day from which there was such a role, where that is not the day of `occurredAt`.', OPTIONAL)
  validFrom?: string;

  toCommand(_: NewId, by: By) {
    const { code, label, aliases, location, topics, validFrom } = this;
    return this.about({ type: 'DefineRole', code, label, aliases, location, topics, validFrom }, by);
  }
}

@Sends('Give a member a post in a role; administrators and inspectors do so.')
export class FillPostInput extends AboutRoles {
  @Identifier('The code of the role.') role!: string;
  @Identifier('A local policing area, or headquarters.') area!: string;
  @NodeId('Member', 'The member who is given the post.', as('memberId')) member!: string;

  toCommand(_: NewId, by: By) {
    const { role, area, member } = this;
    return this.about({ type: 'FillPost', role, area, member }, by);
  }
}

@Sends('Record that a member has left a post; administrators and inspectors do so.')
export class VacatePostInput extends AboutRoles {
  @Identifier('The code of the role.') role!: string;
  @Identifier('A local policing area, or headquarters.') area!: string;
  @NodeId('Member', 'The member who held it.', as('memberId')) member!: string;
  @Choice(VacancyReasonEnum, 'Why the member has left it.') reason!: VacancyReason;
  @Flag('Whether the post ends, too; with its last post, the role ends.', otherwise(false))
  disestablished!: boolean;
  @Identifier(
    'Who answers for the role if it ends: another role, or a kind of team, for example SNT.',
    OPTIONAL,
  )
  successor?: string;

  toCommand(_: NewId, by: By) {
    const { role, area, member, reason, disestablished, successor } = this;
    return this.about({ type: 'VacatePost', role, area, member, reason, disestablished, successor }, by);
  }
}

@Sends('Say who represents the force in a scheme; administrators do so.')
export class AppointSchemeRepresentativeInput extends AboutRoles {
  @Choice(SchemeEnum, 'The scheme.') scheme!: Scheme;
  @NodeId('Member', 'Who represents the force: a holder of the role SALO.', as('memberId')) member!: string;

  toCommand(_: NewId, by: By) {
    const { scheme, member } = this;
    return this.about({ type: 'AppointSchemeRepresentative', scheme, member }, by);
  }
}

@Sends('Record that nobody represents the force in a scheme any more; administrators do so.')
export class StandDownSchemeRepresentativeInput extends AboutRoles {
  @Choice(SchemeEnum, 'The scheme.') scheme!: Scheme;

  toCommand(_: NewId, by: By) {
    return this.about({ type: 'StandDownSchemeRepresentative', scheme: this.scheme }, by);
  }
}

@Sends('Pass the duties of a role to a team; administrators and inspectors do so.')
export class TransferDutiesInput extends AboutRoles {
  @Identifier('The code of the role.') role!: string;
  @NodeId('Team', 'The team to which they pass.', as('teamId')) team!: string;

  toCommand(_: NewId, by: By) {
    const { role, team } = this;
    return this.about({ type: 'TransferDuties', role, team }, by);
  }
}

@Sends('Record that a team has handed back the duties of a role; administrators do so.')
export class HandBackDutiesInput extends AboutRoles {
  @Identifier('The code of the role.') role!: string;
  @NodeId('Team', 'The team that had them.', as('teamId')) team!: string;

  toCommand(_: NewId, by: By) {
    const { role, team } = this;
    return this.about({ type: 'HandBackDuties', role, team }, by);
  }
}

@Sends('Say which policy serves for a kind from now on, or from an earlier day; administrators do so.')
export class AdoptPolicyInput extends AboutRoles {
  @Choice(PolicyKindEnum, 'What it serves for.') kind!: PolicyKind;
  @PolicyNumber('The number of the policy, of which a version is in force.') number!: string;

  toCommand(_: NewId, by: By) {
    const { kind, number } = this;
    return this.about({ type: 'AdoptPolicy', kind, number }, by);
  }
}
