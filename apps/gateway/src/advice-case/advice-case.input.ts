import { InputType } from 'type-graphql';
import {
  adviceCase,
  type By,
  type CaseOutcome,
  type Capacity,
  type Criterion,
  type Origin,
  type PremisesKind,
  type Topic,
} from '@wardbook/policing';
import { aboutRecord, addressed, CommandInput, type NewId } from '../command-input.ts';
import {
  as,
  Choice,
  Group,
  Identifier,
  list,
  NodeId,
  OPTIONAL,
  otherwise,
  PersonalWords,
  Reference,
  WardCode,
} from '../fields.ts';
import { TopicEnum } from '../policy/policy-words.type.ts';
import { RecipientInput } from '../recipient.input.ts';
import { Sends } from '../sends.ts';
import * as codes from './advice-case-codes.type.ts';

export const AboutCase = aboutRecord(adviceCase, NodeId('AdviceCase', 'The case.', as('adviceCaseId')));

@InputType({ description: 'Where advice is asked for.' })
export class PremisesInput {
  @Choice(codes.PremisesKindEnum, 'What kind of premises it is.') kind!: PremisesKind;
  @PersonalWords(300, 'Where the premises are.', OPTIONAL) address?: string;
}

@Sends<'recipientKind' | 'force'>(
  'Open a case about one recipient: your own; supervisors open them for others. It is of the force of whoever opens it.',
)
export class OpenAdviceCaseInput extends CommandInput {
  @Group(() => RecipientInput, 'Who is advised.') recipient!: RecipientInput;
  @Choice(codes.AskedCapacityEnum, 'As what the recipient asks.') capacity!: Capacity | 'POLICE';
  @Choice(codes.OriginEnum, 'What the case arises from.') origin!: Origin;
  @Reference('The crime or incident under investigation; INVESTIGATION needs one.', OPTIONAL)
  linkedRef?: string;
  @Reference('SPATE: the incidents, two or more.', OPTIONAL, list(50)) incidents?: readonly string[];
  @Group(() => PremisesInput, 'Where advice is asked for.', OPTIONAL) premises?: PremisesInput;
  @WardCode('The ward in which it is asked for.', as('wardCode')) ward!: string;
  @NodeId('Team', 'The team that works on the case.', as('teamId')) team!: string;
  @NodeId('Member', 'Yourself; supervisors open cases for others.', as('officerInCaseMemberId'))
  officerInCase!: string;
  @Identifier('The number of the advice policy, for example A0609.') policy!: string;
  @Choice(TopicEnum, 'What it seems to be about.', list(20), otherwise([])) topicHints!: readonly Topic[];
  @Choice(codes.CriterionEnum, 'What is attested of the recipient.', list(10), otherwise([]))
  criteria!: readonly Criterion[];

  toCommand(_: NewId, { agency: force }: By) {
    const { recipient, capacity, origin, linkedRef, incidents, premises } = this;
    const { ward, team, officerInCase, policy, topicHints, criteria } = this;
    return addressed(adviceCase, undefined, {
      type: 'OpenCase',
      ...{ capacity, origin, linkedRef, incidents, premises, ward, team, officerInCase, policy },
      ...{ topicHints, criteria, force },
      recipientKind: recipient.kind,
      recipient: recipient.key,
    });
  }
}

@Sends('Give a case to a team and an officer; supervisors and inspectors do so.')
export class AssignAdviceCaseInput extends AboutCase {
  @NodeId('Team', 'The team that works on the case from now on.', as('teamId')) team!: string;
  @NodeId('Member', 'The officer who answers for it from now on.', as('officerInCaseMemberId'))
  officerInCase!: string;

  toCommand() {
    const { team, officerInCase } = this;
    return this.about({ type: 'AssignCase', team, officerInCase });
  }
}

@Sends('Close a case that is compliant, or whose breaches are on record.')
export class CloseAdviceCaseInput extends AboutCase {
  @Choice(codes.CaseOutcomeEnum, 'How it ended.') outcome!: CaseOutcome;
  @PersonalWords(2_000, 'What help was given in all.', OPTIONAL) helpGiven?: string;

  toCommand() {
    const { outcome, helpGiven } = this;
    return this.about({ type: 'CloseCase', outcome, helpGiven });
  }
}

@Sends('Open a closed case again; supervisors and inspectors do so.')
export class ReopenAdviceCaseInput extends AboutCase {
  toCommand() {
    return this.about({ type: 'ReopenCase' });
  }
}

@Sends(
  'Move an open case whose ward was abolished to one that replaced it; supervisors and inspectors do so.',
)
export class MoveAdviceCaseInput extends AboutCase {
  @WardCode('The ward that the case belongs to from now on.', as('wardCode')) ward!: string;

  toCommand() {
    return this.about({ type: 'MoveToWard', ward: this.ward });
  }
}
