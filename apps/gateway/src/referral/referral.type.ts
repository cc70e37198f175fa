import { ObjectType } from 'type-graphql';
import type {
  DeclineReason,
  DisclosableField,
  HelpOutcome,
  LegalBasis,
  NobodyLeft,
  ReferralKind,
  ReferralReason,
  Topic,
  WithdrawalReason,
} from '@wardbook/policing';
import { as, Choice, choice, Flag, Instant, Key, Linked, Opened, OPTIONAL, Text } from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { connectionOf } from '../page.ts';
import type { PersonalTextValue } from '../personal-text.type.ts';
import { TopicEnum } from '../policy/policy-words.type.ts';
import { Needs } from '../scope.ts';
import type { NoteCard } from './referral-board.view.ts';
import type { ReferralSeen } from './referral-seen.ts';
import { DisclosableFieldEnum, LegalBasisEnum } from './referral-words.type.ts';

export const ReferralKindEnum = choice<ReferralKind>('ReferralKind', 'What is asked of somebody else.', {
  INTERNAL_CONSULTATION: 'A colleague’s opinion.',
  SPECIALIST_ADVICE: 'A specialist’s advice.',
  VICTIM_VISIT: 'A visit to a victim.',
  PARTNER_SERVICE: 'A service of a partner.',
  TO_POLICE: 'Help of the police.',
});

export const ReferralReasonEnum = choice<ReferralReason>('ReferralReason', 'Why somebody else is asked.', {
  TRAINED_STAFF_PREFERRED: 'Trained staff are better placed to advise.',
  MORE_DETAILED_ADVICE: 'More detailed advice is wanted.',
  TECHNICAL_ADVICE: 'Technical advice is wanted.',
  CCTV_IN_DOUBT: 'It is in doubt whether a camera is lawful.',
  SCHEME_ADVICE: 'Advice on a scheme is wanted.',
  LONG_TERM_PROBLEM: 'It is a problem of long standing.',
  VICTIM_CARE: 'A victim needs care.',
  PRACTICAL_HELP: 'Practical help is wanted.',
  CRIME_CONCERN: 'There is concern about crime.',
  OTHER: 'For another reason.',
});

type Standing = Exclude<ReferralSeen['standing'], 'EXPECTED' | 'NOT_RAISED'>;
export const ReferralStandingEnum = choice<Standing>('ReferralStanding', 'How far a referral has come.', {
  RAISED: 'Somebody is asked, and has not answered.',
  ACCEPTED: 'Whoever is asked has taken it on.',
  DECLINED: 'Whoever was asked said no: the sender has it again.',
  COMPLETED: 'It ended; the outcome says how.',
  WITHDRAWN: 'The sender took it back.',
  PASSED_ON: 'Your agency was asked once, and somebody else is asked by now.',
});

export const ReferralDirectionEnum = choice<'INBOX' | 'OUTBOX' | 'EVER_ASKED'>(
  'ReferralDirection',
  'Which referrals of your agency.',
  {
    INBOX: 'What is asked of it now.',
    OUTBOX: 'What it raised.',
    EVER_ASKED: 'What was asked of it at any time.',
  },
);

const DECLINED_BECAUSE: Readonly<Record<DeclineReason, string>> = {
  NOT_OUR_SERVICE: 'It is no service of ours.',
  NO_CAPACITY: 'We cannot take on more.',
  NOT_ELIGIBLE: 'The person is not eligible.',
  TOO_LITTLE_INFORMATION: 'We were told too little.',
  NO_CONSENT: 'The person does not consent.',
  DUPLICATE: 'We were asked for the same already.',
  OTHER: 'For another reason.',
};
export const DeclineReasonEnum = choice<DeclineReason>('DeclineReason', 'Why you say no.', DECLINED_BECAUSE);

const DeclinedBecauseEnum = choice<DeclineReason | NobodyLeft>(
  'DeclinedBecause',
  'Why a referral was declined.',
  {
    ...DECLINED_BECAUSE,
    ROLE_ENDED: 'The role that was asked is no more, and nobody else could take it over.',
    NOBODY_IN_POST: 'Nobody holds the role that was asked any more, and nobody else could take it over.',
    AGENCY_ENDED: 'The agency that was asked is no more, and nobody else could take it over.',
  },
);

export const WithdrawalReasonEnum = choice<WithdrawalReason>(
  'WithdrawalReason',
  'Why a referral was taken back.',
  {
    NO_LONGER_NEEDED: 'It is needed no longer.',
    NOBODY_TO_HELP: 'There is nobody who can help.',
    CONSENT_WITHDRAWN: 'The person no longer consents.',
    RAISED_IN_ERROR: 'It should not have been raised.',
    OTHER: 'For another reason.',
  },
);

export const HelpOutcomeEnum = choice<HelpOutcome>(
  'HelpOutcome',
  'How a referral ended for whom it was about.',
  {
    HELPED: 'They were helped.',
    PARTLY_HELPED: 'They were helped in part.',
    ADVISED: 'They were advised.',
    HELP_NOT_WANTED: 'They did not want help.',
    NOT_REACHED: 'They could not be reached.',
    NO_HELP_POSSIBLE: 'Nothing could be done.',
  },
);

const ReferralNoteKindEnum = choice<NoteCard['kind']>('ReferralNoteKind', 'What a note was written for.', {
  DECLINE: 'To say no.',
  QUESTION: 'A question to the sender.',
  ANSWER: 'The sender’s answer.',
  PROGRESS: 'What was done so far.',
  HELP_GIVEN: 'What help was given.',
});

@ObjectType({
  description: 'An agency; or, in a police force, whoever holds a role, or the team of a ward.',
})
@Needs('REFERRAL')
export class ReferralParty {
  @Text('The agency’s own id, as tokens carry it.')
  @Linked('Agency', 'Null where it is not on the register.', OPTIONAL, as('agency'))
  agencyKey!: string;
  @Text('The force’s role, for example CPA.', OPTIONAL) role!: string | null;
  @Text('The area whose holder of the role is meant.', OPTIONAL) area!: string | null;
  @Text('The ward whose team is meant.', OPTIONAL) wardCode!: string | null;
}

@ObjectType({ description: 'One disclosed field: a personal value, or, of a topic or a ward, its code.' })
@Needs('REFERRAL')
export class DisclosedValue {
  @Choice(DisclosableFieldEnum, 'Which field.') field!: DisclosableField;
  @Opened('Null for a code, and where nothing is known.', OPTIONAL) value!: PersonalTextValue | null;
  @Text('The code of the topic or the ward.', OPTIONAL) code!: string | null;
}

@ObjectType({ description: 'What was written along the way.' })
@Needs('REFERRAL')
export class ReferralNote {
  @Choice(ReferralNoteKindEnum, 'What it was written for.') kind!: NoteCard['kind'];
  @Instant('When it was written.') at!: string;
  @Opened('What it says.', OPTIONAL) text!: PersonalTextValue | null;
}

@NodeType(
  'Referral',
  'A request to somebody else to help. The sender’s own people see all of it; whoever is asked, what was ' +
    'disclosed to them.',
)
@Needs('REFERRAL')
export class ReferralType extends Node implements Partial<ReferralSeen> {
  @Choice(ReferralKindEnum, 'What is asked for.') kind!: ReferralKind;
  @Choice(TopicEnum, 'What it is about.') topic!: Topic;
  @Choice(ReferralReasonEnum, 'Why somebody else is asked.') reason!: ReferralReason;
  @Choice(ReferralStandingEnum, 'How far it has come.') standing!: Standing;
  @Instant('When it was raised.') raisedAt!: string;
  @Instant('By when it is to be done.') dueAt!: string;
  @Flag('From the London day after it was due, until somebody has dealt with it.') isOverdue!: boolean;
  @Flag('Whoever is asked waits for information.') isQuestionOpen!: boolean;
  @Linked('Ward', 'The ward it is about; whoever is asked sees it only where it was disclosed.', OPTIONAL)
  ward!: string | null;
  @Linked('AdviceCase', 'The case that it came from, for the case’s own force and auditors.', OPTIONAL)
  case!: string | null;
  @Linked('Subject', 'The person it is about, for the sender’s own people and auditors.', OPTIONAL)
  subject!: string | null;
  @Linked('Referral', 'The referral that it passes on, for the sender’s own people and auditors.', OPTIONAL)
  parent!: string | null;
  @Choice(LegalBasisEnum, 'On what the disclosure rests.', OPTIONAL) legalBasis!: LegalBasis | null;
  @Key('The agreement with the agency that is asked.', OPTIONAL) agreement!: string | null;
  @Flag('It is disclosed without an agreement, because life or health is in danger.') isEmergency!: boolean;
  @Choice(DeclinedBecauseEnum, 'Why it was declined.', OPTIONAL)
  declineReason!: DeclineReason | NobodyLeft | null;
  @Choice(WithdrawalReasonEnum, 'Why it was taken back.', OPTIONAL)
  withdrawalReason!: WithdrawalReason | null;
  @Choice(HelpOutcomeEnum, 'How it ended.', OPTIONAL) outcome!: HelpOutcome | null;
}

export const ReferralConnection = connectionOf('Referral', () => ReferralType);
