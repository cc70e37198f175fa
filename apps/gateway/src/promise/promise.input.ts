import { InputType } from 'type-graphql';
import { promise, type CorrectionReason, type PromiseKind, type TargetKind } from '@wardbook/policing';
import { aboutRecord, addressed, CommandInput, type NewId } from '../command-input.ts';
import {
  as,
  Choice,
  Count,
  Group,
  Identifier,
  Instant,
  list,
  LocalKey,
  Month,
  NodeId,
  OPTIONAL,
  otherwise,
  Reference,
  Text,
  WardCode,
  formerly,
} from '../fields.ts';
import { Sends } from '../sends.ts';
import { TargetKindEnum } from '../ward/ward.type.ts';
import { CorrectionReasonEnum, PromiseKindEnum, WeeklyWindow } from './promise.type.ts';

const AboutPromise = aboutRecord(promise, NodeId('Promise', 'The promise.', as('promiseId')));

@InputType({ description: 'What a promise says.' })
export class PromiseTermsInput {
  @WardCode('The ward that it is made to.', as('wardCode')) ward!: string;
  @NodeId('Team', 'The team that makes it.', as('teamId')) team!: string;
  @Choice(PromiseKindEnum, 'What is promised.') kind!: PromiseKind;
  @Text(500, 'The promise in words. Published as it is: name no private person.') statement!: string;
  @Choice(TargetKindEnum, 'PERIODIC_VISIT: every target of this kind.', OPTIONAL) targetKind?: TargetKind;
  @Identifier('PATROL_WINDOW: a patrol area of the ward.', OPTIONAL) area?: string;
  @Group(() => WeeklyWindow, 'PATROL_WINDOW: when it is patrolled.', list(50), OPTIONAL)
  windows?: readonly WeeklyWindow[];
  @Text(300, 'OTHER_MEASURABLE: what is counted.', OPTIONAL) measure?: string;
  @Count(1, 1_000, 'How often per target and calendar month.', otherwise(1)) minimumPerPeriod!: number;
  @Identifier('The community priority that it answers.', OPTIONAL) priority?: string;
}

@Sends('Propose a promise to a ward.')
export class ProposePromiseInput extends CommandInput {
  @Group(() => PromiseTermsInput, 'What it says.') terms!: PromiseTermsInput;

  toCommand() {
    return addressed(promise, undefined, { type: 'ProposePromise', terms: this.terms });
  }
}

@Sends('Change what is proposed, before anybody agrees to it.')
export class AmendPromiseInput extends AboutPromise {
  @Group(() => PromiseTermsInput, 'All that it says from now on.') terms!: PromiseTermsInput;

  toCommand() {
    return this.about({ type: 'AmendPromise', terms: this.terms });
  }
}

@Sends('Whoever leads the team agrees for it. For the community, see agreePromiseAtPanel.')
export class AgreePromiseByTeamInput extends AboutPromise {
  toCommand() {
    return this.about({ type: 'AgreePromiseByTeam' });
  }
}

/** What is done to keep a promise, and where the proof of it is. */
@InputType()
abstract class Fulfilment extends AboutPromise {
  @NodeId('Member', 'The member who was there.', as('memberId')) member!: string;
  @NodeId('Member', 'Who took part beside the member.', list(20), OPTIONAL, as('otherMemberIds'))
  others?: readonly string[];
  @Reference('Where the evidence is kept, for example pocket-book/118-4.') evidence!: string;
}

@Sends<'fulfilment' | 'from'>(
  'Record a visit to a target, or one more of what was promised to be counted. It happened at `occurredAt`.',
)
export class RecordVisitInput extends Fulfilment {
  @Identifier('The target that was visited.') target!: string;

  toCommand(newId: NewId) {
    const { target, member, others, evidence } = this;
    const fulfilment = newId('fulfilment');
    return this.about({ type: 'RecordFulfilment', fulfilment, target, member, others, evidence });
  }
}

@Sends<'fulfilment'>('Record a patrol of an area.')
export class RecordPatrolInput extends Fulfilment {
  @Identifier('The area that was patrolled.', as('area')) target!: string;
  @Instant('When it began.') from!: string;
  @Instant('When it ended.') to!: string;

  toCommand(newId: NewId) {
    const { target, member, others, evidence, from } = this;
    const fulfilment = newId('fulfilment');
    return this.about({ type: 'RecordFulfilment', fulfilment, target, member, others, evidence, from }, 'to');
  }
}

@Sends('Correct what was recorded; both stay on record.')
export class CorrectFulfilmentInput extends AboutPromise {
  @LocalKey('The visit or patrol that was recorded wrongly.', as('fulfilmentKey'), formerly('fulfilmentId'))
  fulfilment!: string;
  @Choice(CorrectionReasonEnum, 'What was wrong.') reason!: CorrectionReason;
  @Identifier('What it really was; left out, it counts no more.', OPTIONAL) target?: string;

  toCommand() {
    const { fulfilment, reason, target } = this;
    return this.about({ type: 'CorrectFulfilment', fulfilment, reason, target });
  }
}

@Sends(
  'Take a target out of the running month, visibly: it was not possible. It counts for the month of `occurredAt`.',
)
export class RecordNotPossibleInput extends AboutPromise {
  @Identifier('What cannot be visited; of a patrol, the time that was promised.') target!: string;
  @Text(300, 'Why. Published as it is: name no private person.') reason!: string;

  toCommand() {
    const { target, reason } = this;
    return this.about({ type: 'NotPossible', target, reason });
  }
}

@Sends('Close a month that is over: it was kept, or broken. Wardbook does so by itself, too.')
export class ClosePromisePeriodInput extends AboutPromise {
  @Month('The month to close.') period!: string;

  toCommand() {
    return this.about({ type: 'ClosePeriod', period: this.period });
  }
}

@Sends('Tell the ward why a month was broken.')
export class ExplainBreachInput extends AboutPromise {
  @Month('The month that was broken.') period!: string;
  @Text(1_000, 'Why. Published as it is: name no private person.') explanation!: string;

  toCommand() {
    const { period, explanation } = this;
    return this.about({ type: 'ExplainBreach', period, explanation });
  }
}

@Sends('Propose to withdraw a promise. The ward panel is asked before anything comes of it.')
export class ProposePromiseWithdrawalInput extends AboutPromise {
  @Text(500, 'Why. Published as it is: name no private person.') reason!: string;

  toCommand() {
    return this.about({ type: 'ProposeWithdrawal', reason: this.reason });
  }
}

@Sends('Withdraw a promise from the next month on.')
export class WithdrawPromiseInput extends AboutPromise {
  @Text(500, 'Why. Published as it is: name no private person.') reason!: string;
  @Identifier('The quorate meeting of the ward panel that agreed, held after it was proposed.')
  agreedWith!: string;

  toCommand() {
    const { reason, agreedWith } = this;
    return this.about({ type: 'WithdrawPromise', reason, agreedWith });
  }
}
