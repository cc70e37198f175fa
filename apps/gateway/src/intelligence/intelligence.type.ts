import { ObjectType } from 'type-graphql';
import type { PersonalReference, SealedText } from '@wardbook/event-sourcing';
import {
  intelligence,
  type ActionEnd,
  type ActionWay,
  type AssessmentCode,
  type DisclosurePurpose,
  type HandlingCode,
  type IntelligenceAction,
  type IntelligencePriority,
  type IntelligenceScheme,
  type LegalBasis,
  type NoActionReason,
  type SourceCode,
  type SubjectCategory,
} from '@wardbook/policing';
import { DisclosurePurposeEnum } from '../crime/crime.type.ts';
import {
  as,
  Choice,
  choice,
  Count,
  Flag,
  Group,
  Instant,
  Key,
  Linked,
  Month,
  OPTIONAL,
  Personal,
  StreamOf,
  Text,
  usually,
  Words,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { connectionOf } from '../page.ts';
import { IntelligenceSchemeEnum } from '../policy/policy.type.ts';
import { LegalBasisEnum } from '../referral/referral-words.type.ts';
import { Needs } from '../scope.ts';
import { SubjectCategoryEnum } from '../subject/subject.type.ts';

export const IntelligenceStandingEnum = choice<'OPEN' | 'CLOSED'>(
  'IntelligenceStanding',
  'How far intelligence has come.',
  { OPEN: 'It is worked on.', CLOSED: 'It was closed.' },
);

export const IntelligencePriorityEnum = choice<IntelligencePriority>(
  'IntelligencePriority',
  'How soon somebody is to look at it.',
  {
    HIGH: 'A life is in danger, or something serious is about to happen.',
    MEDIUM: 'Time matters.',
    LOW: 'Neither.',
  },
);

export const SourceCodeEnum = choice<SourceCode>('SourceCode', 'How good a source is.', {
  RELIABLE: '3x5x2 code 1: reliable.',
  UNTESTED: '3x5x2 code 2, 5x5x5 code E: untested.',
  NOT_RELIABLE: '3x5x2 code 3: not reliable.',
  ALWAYS_RELIABLE: '5x5x5 code A: always reliable.',
  MOSTLY_RELIABLE: '5x5x5 code B: mostly reliable.',
  SOMETIMES_RELIABLE: '5x5x5 code C: sometimes reliable.',
  UNRELIABLE: '5x5x5 code D: unreliable.',
});

export const AssessmentCodeEnum = choice<AssessmentCode>(
  'AssessmentCode',
  'How good it is what a source says.',
  {
    KNOWN_DIRECTLY: '3x5x2 code A: known directly to the source.',
    CORROBORATED: '3x5x2 code B: known indirectly to the source, but corroborated.',
    KNOWN_INDIRECTLY: '3x5x2 code C: known indirectly to the source.',
    NOT_KNOWN: '3x5x2 code D: not known.',
    SUSPECTED_FALSE: '3x5x2 code E, 5x5x5 code 5: suspected to be false. It goes to nobody.',
    KNOWN_TRUE: '5x5x5 code 1: known to be true without reservation.',
    KNOWN_PERSONALLY: '5x5x5 code 2: known personally to the source.',
    NOT_KNOWN_PERSONALLY: '5x5x5 code 3: not known personally to the source, but corroborated.',
    CANNOT_BE_JUDGED: '5x5x5 code 4: cannot be judged.',
  },
);

export const HandlingCodeEnum = choice<HandlingCode>('HandlingCode', 'How far it may go.', {
  PERMITTED: '3x5x2 code P: lawful sharing is permitted.',
  WITH_CONDITIONS: '3x5x2 code C: lawful sharing is permitted with conditions.',
  UK_LAW_ENFORCEMENT: '5x5x5 code 1: to law enforcement and agencies in the United Kingdom.',
  UK_NON_PROSECUTING: '5x5x5 code 2: to parties in the United Kingdom that do not prosecute.',
  FOREIGN_LAW_ENFORCEMENT: '5x5x5 code 3: to law enforcement abroad; to no agency on the register.',
  ORIGINATING_FORCE_ONLY: '5x5x5 code 4: within the force alone.',
  NO_FURTHER: '5x5x5 code 5: no further; ask whoever it came from.',
});

const SanitisedStandingEnum = choice<'SANITISED' | 'ATTESTED' | 'WITHDRAWN'>(
  'SanitisedStanding',
  'How far a sanitised text has come.',
  {
    SANITISED: 'Nobody else has read it yet.',
    ATTESTED: 'Somebody else read it, and found no source in it.',
    WITHDRAWN: 'It was taken back.',
  },
);

export const IntelligenceActionEnum = choice<IntelligenceAction>(
  'IntelligenceAction',
  'What is done because of intelligence.',
  {
    PATROL: 'Patrols.',
    VISIT: 'A visit.',
    GATHER_MORE: 'More is found out.',
    DISRUPT: 'Somebody is kept from doing it.',
    SEARCH: 'A search.',
    ARREST: 'An arrest.',
    WARN: 'Somebody is warned.',
    TASK: 'It goes to a tasking meeting.',
    OTHER: 'Something else.',
  },
);

export const ActionWayEnum = choice<ActionWay>('ActionWay', 'How it is gone about.', {
  OPENLY: 'Openly.',
  UNSEEN: 'Unseen.',
  WITH_PARTNERS: 'With partners.',
  OTHER: 'In another way.',
});

export const ActionEndEnum = choice<ActionEnd>('ActionEnd', 'How an action ended.', {
  DONE: 'It was done.',
  CALLED_OFF: 'It was called off.',
});

export const NoActionReasonEnum = choice<NoActionReason>('NoActionReason', 'Why nothing is done.', {
  TOO_LITTLE_KNOWN: 'Too little is known.',
  SUSPECTED_FALSE: 'It is suspected to be false.',
  DEALT_WITH: 'It was dealt with already.',
  NOT_PROPORTIONATE: 'It would be out of proportion.',
  ANOTHER_AGENCY_ACTS: 'Another agency acts.',
  OTHER: 'For another reason.',
});

export const LedByEnum = choice<'EVENT' | 'INTELLIGENCE'>('LedBy', 'What an action was led by.', {
  EVENT: 'It was decided before anybody had seen a pattern.',
  INTELLIGENCE: 'A pattern had been seen.',
});

@ObjectType({ description: 'Within what intelligence of handling code C may go out.' })
@Needs('REFERRAL')
export class HandlingConditions {
  @Key('To these agencies alone, as tokens carry their ids.', usually(5), OPTIONAL)
  onlyAgencies?: readonly string[];
  @Choice(DisclosurePurposeEnum, 'For these purposes alone.', usually(5), OPTIONAL)
  onlyPurposes?: readonly DisclosurePurpose[];
  @Instant('To nobody from then on.', OPTIONAL) until?: string;
}

@ObjectType({ description: 'How good intelligence is, and how far it may go, from some moment on.' })
@Needs('INTELLIGENCE')
export class IntelligenceGrading {
  @Instant('From when on.') from!: string;
  @Text('Its codes as they are written, for example 2/C/P.') grading!: string;
  @Choice(IntelligenceSchemeEnum, 'By which codes.') scheme!: IntelligenceScheme;
  @Choice(SourceCodeEnum, 'How good the source is.') source!: SourceCode;
  @Choice(AssessmentCodeEnum, 'How good it is what it says.') assessment!: AssessmentCode;
  @Choice(HandlingCodeEnum, 'How far it may go.') handling!: HandlingCode;
  @Group(() => HandlingConditions, 'Of handling code C.', OPTIONAL) conditions?: HandlingConditions;
  @Text('The version of the policy on grading; null where none served.', OPTIONAL) policy?: string;
}

@ObjectType({ description: 'Whom intelligence is about.' })
@Needs('INTELLIGENCE')
export class IntelligenceSubject {
  @Linked('Subject', 'The person.', OPTIONAL, as('person')) subject!: string;
  @Choice(SubjectCategoryEnum, 'What the person is in it.') category!: SubjectCategory;
}

@ObjectType({ description: 'A text without its source.' })
@Needs('INTELLIGENCE')
export class SanitisedText {
  @Key('Its own id, which says nothing of the record.') key!: string;
  @Words('The text.') text!: SealedText;
  @Choice(SanitisedStandingEnum, 'How far it has come.') standing!: 'SANITISED' | 'ATTESTED' | 'WITHDRAWN';
  @Instant('Since when.') since!: string;
  @Linked('Member', 'Who wrote it.', OPTIONAL) sanitisedBy?: string;
}

@ObjectType({ description: 'What was decided to do about it.' })
@Needs('INTELLIGENCE')
export class DecidedAction {
  @Key('Names it within the record.') key!: string;
  @Instant('When it was decided.') at!: string;
  @Choice(IntelligenceActionEnum, 'What is done.') what!: IntelligenceAction;
  @Instant('When it is to be done.') plannedFor!: string;
  @Choice(ActionWayEnum, 'How it is gone about.') how!: ActionWay;
  @Choice(LedByEnum, 'What it was led by, by what is on record now.') ledBy!: 'EVENT' | 'INTELLIGENCE';
  @Choice(ActionEndEnum, 'How it ended; null while it goes on.', OPTIONAL) end!: ActionEnd | null;
  readonly reports!: readonly string[];
}

@ObjectType({ description: 'That nothing is done about it.' })
@Needs('INTELLIGENCE')
export class DecidedNoAction {
  @Instant('When it was decided.') at!: string;
  @Choice(NoActionReasonEnum, 'Why.') reason!: NoActionReason;
}

@ObjectType({ description: 'What an agency sees of intelligence, and on what that rests.' })
@Needs('INTELLIGENCE')
export class IntelligenceDissemination {
  @Key('The text that it sees.') item!: string;
  @Text('The agency’s own id, as tokens carry it.')
  @Linked('Agency', 'Null where it is not on the register.', OPTIONAL, as('agency'))
  agencyKey!: string;
  @Instant('Since when.') since!: string;
  @Choice(LegalBasisEnum, 'On what it rests.') legalBasis!: LegalBasis;
  @Key('The agreement with the agency.', OPTIONAL) agreement?: string;
  @Choice(DisclosurePurposeEnum, 'What for.') purpose!: DisclosurePurpose;
  @Flag('Nothing is shown while the text is withdrawn, its grading forbids it, or the agreement is over.')
  isHidden!: boolean;
}

export const IntelligenceDisseminationConnection = connectionOf(
  'IntelligenceDissemination',
  () => IntelligenceDissemination,
);

@NodeType(
  'Intelligence',
  'What your force came to know. Whoever submitted it sees what they said; those who work with intelligence see all of it.',
)
@Needs('CASE')
export class IntelligenceType extends Node {
  @StreamOf(intelligence) override key!: string;
  @Choice(IntelligenceStandingEnum, 'How far it has come.') standing!: 'OPEN' | 'CLOSED';
  @Instant('When it came in.') openedAt!: string;
  @Personal('INTELLIGENCE', 'What is known.', OPTIONAL) text!: PersonalReference | null;
  @Personal('INTELLIGENCE', 'Who or what the source is.', OPTIONAL) sourceRef!: PersonalReference | null;
}

export const IntelligenceConnection = connectionOf('Intelligence', () => IntelligenceType);

@ObjectType({
  description: 'Intelligence as all of your force may read it: without source, submitter or people.',
})
@Needs('CASE')
class SanitisedIntelligence {
  @Key('Its own id, which says nothing of the record.') key!: string;
  @Words('The text.') text!: SealedText;
  @Text('How it is graded, for example 2/C/P.') grading!: string;
  @Group(() => HandlingConditions, 'Of handling code C.', OPTIONAL) conditions?: HandlingConditions;
  @Instant('Since when it is attested.') since!: string;
}

export const SanitisedIntelligenceConnection = connectionOf(
  'SanitisedIntelligence',
  () => SanitisedIntelligence,
);

@ObjectType({ description: 'Intelligence as it was disseminated to your agency.' })
@Needs('REFERRAL')
export class DisseminatedIntelligence {
  @Key('Its own id, which says nothing of where it came from.') key!: string;
  @Words('The text.') text!: SealedText;
  @Text('How it is graded, for example 2/C/P.') grading!: string;
  @Group(() => HandlingConditions, 'Of handling code C.', OPTIONAL) conditions?: HandlingConditions;
  @Choice(LegalBasisEnum, 'On what it rests that you see it.') legalBasis!: LegalBasis;
  @Key('The agreement with your agency.', OPTIONAL) agreement?: string;
  @Choice(DisclosurePurposeEnum, 'What it is for.') purpose!: DisclosurePurpose;
  @Instant('Since when you see it.') since!: string;
}

export const DisseminatedIntelligenceConnection = connectionOf(
  'DisseminatedIntelligence',
  () => DisseminatedIntelligence,
);

@ObjectType({ description: 'How often a code was given.' })
@Needs('INTELLIGENCE')
export class CodeCount {
  @Key('The code.') code!: string;
  @Count('How often.') count!: number;
}

@ObjectType({
  description: 'Of the intelligence of a month: how it is graded, what is done, and who was told.',
})
@Needs('INTELLIGENCE')
export class IntelligenceFigures {
  @Month('The month in London.') month!: string;
  @Count('How much came in.') opened!: number;
  @Count('How much of it nobody has graded.') unassessed!: number;
  @Group(() => CodeCount, 'By how good its source is.', usually(7)) bySource!: readonly CodeCount[];
  @Group(() => CodeCount, 'By how good it is what it says.', usually(9)) byAssessment!: readonly CodeCount[];
  @Group(() => CodeCount, 'By how far it may go.', usually(7)) byHandling!: readonly CodeCount[];
  @Group(() => CodeCount, 'What first went to an agency in the month, by the legal basis.', usually(7))
  disseminated!: readonly CodeCount[];
  @Count('How much was first acted on in the month.') actedOn!: number;
  @Count('How much of that before anybody had seen a pattern.') eventLed!: number;
}
