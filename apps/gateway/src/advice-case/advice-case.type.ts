import type { PersonalReference } from '@wardbook/event-sourcing';
import {
  adviceCase,
  type Capacity,
  type CaseOutcome,
  type Criterion,
  type Origin,
  type RecipientKind,
  type Topic,
} from '@wardbook/policing';
import {
  as,
  Choice,
  Group,
  Instant,
  Linked,
  OPTIONAL,
  Personal,
  StreamOf,
  Text,
  usually,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { countedConnectionOf } from '../page.ts';
import { TopicEnum } from '../policy/policy-words.type.ts';
import { Needs } from '../scope.ts';
import type { AdviceCaseCard } from './advice-case-board.view.ts';
import * as codes from './advice-case-codes.type.ts';
import * as parts from './advice-case-parts.type.ts';

@NodeType('AdviceCase', 'One recipient’s crime prevention advice, from what gave rise to it to its closure.')
@Needs('CASE')
export class AdviceCaseType extends Node implements Partial<Omit<AdviceCaseCard, 'followUps'>> {
  @StreamOf(adviceCase) override key!: string;
  @Choice(codes.CaseStandingEnum, 'Whether it is worked on.') standing!: 'OPEN' | 'CLOSED';
  @Instant('When it was opened.') openedAt!: string;
  @Instant('When it was closed.', OPTIONAL) closedAt!: string | null;
  @Text('The agency id of the police force whose case it is.') force!: string;
  @Linked('Ward', 'The ward in which it was asked for.', OPTIONAL) ward?: string;
  @Linked('Team', 'The team that works on it.', OPTIONAL) team?: string;
  @Linked('Member', 'The officer who answers for it.', OPTIONAL) officerInCase?: string;
  @Choice(codes.RecipientKindEnum, 'Who is advised.') recipientKind!: RecipientKind;
  @Choice(codes.CapacityEnum, 'As what the recipient is advised.') capacity!: Capacity;
  @Choice(codes.OriginEnum, 'What it arises from.') origin!: Origin;
  @Text('The crime or incident under investigation.', OPTIONAL) linkedRef?: string;
  @Text('The incidents of a spate.', usually(10), OPTIONAL) incidents?: readonly string[];
  @Group(() => parts.CasePremises, 'Where advice is asked for.', OPTIONAL) premises?: parts.CasePremises;
  @Text('The number of the advice policy, for example A0609.') policy!: string;
  @Choice(TopicEnum, 'What it seemed to be about.', usually(10)) topicHints!: readonly Topic[];
  @Choice(codes.CriterionEnum, 'What was attested of the recipient.', usually(10))
  criteria!: readonly Criterion[];
  @Group(() => parts.Circumstances, 'What was considered, oldest first.', usually(10))
  circumstances!: readonly parts.Circumstances[];
  @Group(() => parts.RefusedAdvice, 'Advice that was stopped.', usually(10), as('refusedAdvice'))
  refused!: readonly parts.RefusedAdvice[];
  @Group(() => parts.Disclaimer, 'The disclaimers that were said.', usually(10))
  disclaimers!: readonly parts.Disclaimer[];
  @Group(() => parts.PrivacyNotice, 'The privacy notices of which the recipient was reminded.', usually(10))
  privacyNotices!: readonly parts.PrivacyNotice[];
  @Group(() => parts.Signpost, 'Where the recipient was directed.', usually(20))
  signposts!: readonly parts.Signpost[];
  @Group(() => parts.PracticalHelp, 'What help was given on the spot.', usually(10))
  help!: readonly parts.PracticalHelp[];
  @Group(() => parts.WrittenRecord, 'The written records that were issued.', usually(10))
  records!: readonly parts.WrittenRecord[];
  @Group(() => parts.FollowUp, 'What became of the advice.', usually(10))
  followUps!: readonly parts.FollowUp[];
  @Group(() => parts.RepeatVictimisation, 'What happened to the recipient again.', usually(10))
  repeats!: readonly parts.RepeatVictimisation[];
  @Group(() => parts.ComplianceBreach, 'Which rules were not met.', usually(10))
  breaches!: readonly parts.ComplianceBreach[];
  @Choice(codes.CaseOutcomeEnum, 'How it ended.', OPTIONAL) outcome!: CaseOutcome | null;
  @Personal('ADVICE', 'What help was given, said on closing.', OPTIONAL) helpGiven!: PersonalReference | null;
}

export const AdviceCaseConnection = countedConnectionOf('AdviceCase', () => AdviceCaseType);
