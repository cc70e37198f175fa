import { ObjectType } from 'type-graphql';
import type { SealedText } from '@wardbook/event-sourcing';
import type { CorrectionReason, PromiseKind, TargetKind, Weekday } from '@wardbook/policing';
import {
  as,
  Choice,
  choice,
  Count,
  Group,
  Instant,
  Key,
  Linked,
  Month,
  NodeId,
  OPTIONAL,
  Text,
  TimeOfDay,
  SentAndShown,
  Words,
  usually,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { countedConnectionOf } from '../page.ts';
import { Needs } from '../scope.ts';
import { TargetKindEnum } from '../ward/ward.type.ts';
import type { PromiseCard } from './promise-board.view.ts';
import type { FulfilmentOnRecord, PromiseMonth } from './promise-months.view.ts';
import { IsRow } from '../weights.ts';

export const PromiseKindEnum = choice<PromiseKind>(
  'PromiseKind',
  'What can be promised so that arithmetic says whether it was kept.',
  {
    PERIODIC_VISIT: 'Every target of a kind is visited so often a month.',
    PATROL_WINDOW: 'An area is patrolled at fixed hours of the week.',
    OTHER_MEASURABLE: 'Something else is done so often a month.',
  },
);

export const PromiseStandingEnum = choice<Exclude<PromiseCard['standing'], 'NOT_PROPOSED'>>(
  'PromiseStanding',
  'How far a promise has come.',
  {
    PROPOSED: 'It was proposed; team and community have not both agreed.',
    IN_FORCE: 'Both have agreed: it is counted month by month.',
    WITHDRAWN: 'It was withdrawn; its history stays.',
    ENDED: 'Its ward was abolished; its history stays.',
  },
);

const PeriodResultEnum = choice<PromiseMonth['result']>('PeriodResult', 'How a month of a promise ended.', {
  OPEN: 'The month is not closed yet.',
  KEPT: 'What was promised was done.',
  BROKEN: 'Something that was promised was not done.',
  NOT_OWED: 'Nothing was owed: there was no target, none was possible, or the ward was abolished.',
});

export const CorrectionReasonEnum = choice<CorrectionReason>(
  'CorrectionReason',
  'Why what is on record is corrected.',
  {
    WRONG_TARGET:
      'Of older corrections: it was at another target or in another area. By now that is struck through.',
    WRONG_TIME: 'It was at another time.',
    NOT_PROVEN: 'The evidence does not bear it out.',
    RECORDED_IN_ERROR: 'Of older corrections: it did not happen. By now that is struck through.',
  },
);

export const WeekdayEnum = choice<Weekday>('Weekday', 'A day of the week in London.', {
  MONDAY: 'Monday.',
  TUESDAY: 'Tuesday.',
  WEDNESDAY: 'Wednesday.',
  THURSDAY: 'Thursday.',
  FRIDAY: 'Friday.',
  SATURDAY: 'Saturday.',
  SUNDAY: 'Sunday.',
});

@SentAndShown('The same hours every week, Europe/London; `to` at or before `from` means the next day.')
@Needs('NEIGHBOURHOOD')
export class WeeklyWindow {
  @Choice(WeekdayEnum, 'The day on which it begins.') weekday!: Weekday;
  @TimeOfDay('When it begins.') from!: string;
  @TimeOfDay('When it ends; at or before `from` means the next day.') to!: string;
}

@ObjectType({ description: 'A visit or a patrol that a promise counts.' })
@Needs('NEIGHBOURHOOD')
export class PromiseFulfilment implements FulfilmentOnRecord {
  @Key('Names this fulfilment when it is corrected.', as('key')) id!: string;
  @Text('What was visited or patrolled.', usually(5)) targets!: readonly string[];
  @NodeId('Member', 'The member who was there.', as('memberId')) member!: string;
  @NodeId('Member', 'All who took part: one visit by two is one visit.', usually(5), as('memberIds'))
  members!: readonly string[];
  @Text('Where the evidence is kept.') evidence!: string;
  @Instant('When it began.') from!: string;
  @Instant('When it ended.') to!: string;
  @Instant('When it was written down.') recordedAt!: string;
  @Choice(CorrectionReasonEnum, 'Why it was corrected, if it was.', OPTIONAL)
  correction!: CorrectionReason | null;
}

@ObjectType({ description: 'A target that could not be visited or patrolled in a month.' })
@Needs('NEIGHBOURHOOD')
export class PromiseNotPossible {
  @Text('The target.') target!: string;
  @Words('Why it was not possible.') reason!: SealedText;
}

@ObjectType({ description: 'One calendar month (Europe/London) of a promise, from its first day on.' })
@Needs('NEIGHBOURHOOD')
@IsRow()
export class PromisePeriod {
  @Month('Which month.') month!: string;
  @Text('What was owed, as registered when the month began.', usually(20)) targets!: readonly string[];
  @Count('How often each of them was owed.') minimumPerTarget!: number;
  @Text('Those of the targets that got what was owed.', usually(20)) met!: readonly string[];
  @Text('Those of the targets that did not, or not yet.', usually(20)) missing!: readonly string[];
  @Group(() => PromiseNotPossible, 'Those that could not: they are not owed in this month.', usually(5))
  notPossible!: readonly PromiseNotPossible[];
  @Choice(PeriodResultEnum, 'How the month ended.') result!: PromiseMonth['result'];
  @Choice(
    PeriodResultEnum,
    'The result when the month was closed; differs from `result` when it was restated later.',
    OPTIONAL,
  )
  firstResult!: PromiseMonth['firstResult'];
  @Words('What the team told the ward about a broken month.', OPTIONAL) explanation!: SealedText | null;
  @Instant('When the month is over in London.') endsAt!: string;
  @Count('How many London days are left of an open month, today included.') daysLeft!: number;
  @Instant('Until when evidence is waited for before the month is closed.', OPTIONAL)
  closesAt!: string | null;
  @Group(() => PromiseFulfilment, 'What was done, in the order of the day.', usually(20))
  fulfilments!: readonly PromiseFulfilment[];
}

@NodeType('Promise', 'What a team told a ward it would do.')
@Needs('NEIGHBOURHOOD')
export class PromiseType extends Node implements Partial<PromiseCard> {
  @Choice(PromiseKindEnum, 'What is promised.') kind!: PromiseKind;
  @Linked('Ward', 'The ward that it is made to.') ward!: string;
  @Linked('Team', 'The team that makes it.') team!: string;
  @Words('The promise in words.') statement!: SealedText;
  @Choice(PromiseStandingEnum, 'How far it has come.') standing!: keyof typeof PromiseStandingEnum;
  @Choice(TargetKindEnum, 'PERIODIC_VISIT: every target of this kind.', OPTIONAL) targetKind?: TargetKind;
  @Text('PATROL_WINDOW: the patrol area.', OPTIONAL) area?: string;
  @Group(() => WeeklyWindow, 'PATROL_WINDOW: when it is patrolled.', usually(20), OPTIONAL)
  windows?: readonly WeeklyWindow[];
  @Words('OTHER_MEASURABLE: what is counted.', OPTIONAL) measure?: SealedText;
  @Count('How often per target and calendar month.') minimumPerPeriod!: number;
  @Text('The community priority that it answers.', OPTIONAL) priority?: string;
  @Instant('When it was proposed.') proposedAt!: string;
  @Instant('When the team agreed.', OPTIONAL) teamAgreedAt!: string | null;
  @Instant('When the community agreed.', OPTIONAL) communityAgreedAt!: string | null;
  @Text('The meeting of the ward panel that agreed.', OPTIONAL) agreedAtMeeting!: string | null;
  @Instant('When both had agreed.', OPTIONAL) inForceFrom!: string | null;
  @Month('The first whole month that it covers.', OPTIONAL) firstPeriod!: string | null;
  @Month('The last month that it covers, once it was withdrawn or its ward abolished.', OPTIONAL)
  lastPeriod!: string | null;
  @Instant('When it was first proposed to withdraw it.', OPTIONAL) withdrawalProposedAt!: string | null;
  @Words('Why it was withdrawn, or is proposed to be.', OPTIONAL) withdrawalReason!: SealedText | null;
}

export const PromiseConnection = countedConnectionOf('WardPromise', () => PromiseType);
