import { ObjectType } from 'type-graphql';
import type { SealedText } from '@wardbook/event-sourcing';
import {
  problem,
  type EventLedReason,
  type LeadPost,
  type MeasureAim,
  type MeasureCancellation,
  type MeasureFamily,
  type MeasureKind,
  type MeasureProgress,
  type MeasureResult,
  type ProblemCategory,
  type ProblemCause,
  type ProblemResult,
  type ProblemStanding,
  type ScanSource,
} from '@wardbook/policing';
import {
  Choice,
  choice,
  Count,
  Flag,
  Group,
  Instant,
  Key,
  Linked,
  LondonDay,
  Month,
  OPTIONAL,
  StreamOf,
  Text,
  usually,
  Words,
} from '../fields.ts';
import { Node, NodeType } from '../node.ts';
import { connectionOf, countedConnectionOf } from '../page.ts';
import { Needs } from '../scope.ts';
import { IsRow } from '../weights.ts';

export const ProblemStandingEnum = choice<ProblemStanding>(
  'ProblemStanding',
  'How far a problem has come: scanning, analysis, response, assessment.',
  {
    RAISED: 'Somebody said that it is there.',
    SCANNED: 'It was seen that it comes back.',
    ANALYSED: 'Its causes are on record.',
    ADOPTED: 'A tasking meeting took it on, with measures.',
    ASSESSED: 'It was assessed what was reached.',
    CLOSED: 'It is closed.',
  },
);
export const ProblemCategoryEnum = choice<ProblemCategory>('ProblemCategory', 'What a problem is about.', {
  ANTI_SOCIAL_BEHAVIOUR: 'Antisocial behaviour.',
  BURGLARY: 'Burglary.',
  PERSONAL_SECURITY: 'The security of people.',
  GRAFFITI: 'Graffiti.',
  ABANDONED_VEHICLE: 'Vehicles that somebody left behind.',
  DRUGS: 'Drugs.',
  VEHICLE_CRIME: 'Crime at vehicles.',
  NUISANCE: 'Nuisance, of neighbours for example.',
  OTHER: 'Something else.',
});
export const ScanSourceEnum = choice<ScanSource>(
  'ScanSource',
  'Where it was seen that a problem comes back.',
  {
    PUBLIC_REPORTS: 'In what the public reported.',
    CRIME_FIGURES: 'In figures of crime.',
    COMMUNITY: 'Residents or the ward panel said so.',
    PARTNER_RECORDS: 'In the records of a partner.',
    OBSERVATION: 'Somebody saw it.',
    OTHER: 'Elsewhere.',
  },
);
export const ProblemCauseEnum = choice<ProblemCause>('ProblemCause', 'Why a problem comes back.', {
  POOR_LIGHTING: 'It is too dark.',
  HIDDEN_PLACES: 'Nobody sees the place.',
  EASY_ACCESS: 'It is easy to get in.',
  NEGLECTED_PLACE: 'The place looks neglected.',
  NOBODY_IN_CHARGE: 'Nobody looks after the place.',
  NOTHING_TO_DO: 'There is nothing to do for young people.',
  KNOWN_OFFENDER: 'The same people do it.',
  REPEAT_VICTIM: 'The same people suffer it.',
  EASY_TARGET: 'What is taken or damaged is not protected.',
  OTHER: 'Another cause.',
});
export const EventLedReasonEnum = choice<EventLedReason>(
  'EventLedReason',
  'Why a problem is taken on without intelligence that speaks for it.',
  {
    COMMUNITY_CONCERN: 'The community is concerned.',
    SERIES_OF_INCIDENTS: 'It is a series of incidents.',
    SERIOUS_INCIDENT: 'One incident was serious.',
    PARTNER_ASKED: 'A partner asked for it.',
    OTHER: 'Another reason.',
  },
);
export const LeadPostEnum = choice<LeadPost>('LeadPost', 'The post of whoever leads for a partner.', {
  ASB_COORDINATOR: 'Co-ordinator for the reduction of antisocial behaviour.',
  COMMUNITY_SAFETY_OFFICER: 'Community safety officer.',
  HOUSING_OFFICER: 'Housing officer.',
  OTHER: 'Another post.',
});
export const MeasureKindEnum = choice<MeasureKind>('MeasureKind', 'What is done about a problem.', {
  STREET_LIGHTING: 'Street lighting is improved.',
  WALL_REMOVAL: 'A wall is removed.',
  PLANTING: 'Shrubs are planted.',
  YOUTH_ACTIVITY: 'There is something to do for young people.',
  COMMUNITY_SUPPORT: 'The community is supported in another way.',
  INFORMATION_SHARING: 'Information is shared.',
  TARGET_OFFENDER: 'An offender is dealt with.',
  PATROL: 'The place is patrolled.',
  ADVICE: 'Advice is given.',
  CLEAN_UP: 'The place is cleaned.',
  REMOVE_VEHICLES: 'Vehicles are removed.',
  OTHER: 'Something else; the label says what.',
});
const MeasureFamilyEnum = choice<MeasureFamily>('MeasureFamily', 'What kinds of measures have in common.', {
  DESIGN_OUT_CRIME: 'The place is changed, so that crime is harder.',
  COMMUNITY_SUPPORT: 'People are supported.',
  INFORMATION_SHARING: 'Information is shared.',
  ENFORCEMENT: 'Police are there, or act.',
  OTHER: 'Something else.',
});
export const MeasureAimEnum = choice<MeasureAim>('MeasureAim', 'What a measure is for.', {
  PREVENTION: 'That it does not happen.',
  ENFORCEMENT: 'That whoever does it answers for it.',
});
export const MeasureStandingEnum = choice<MeasureProgress['standing']>(
  'MeasureStanding',
  'How far a measure has come.',
  {
    TASKED: 'It is to be done.',
    STARTED: 'It was started.',
    COMPLETED: 'It is complete; the result says how.',
    CANCELLED: 'It is not done after all.',
  },
);
export const MeasureResultEnum = choice<MeasureResult>('MeasureResult', 'What came of a measure.', {
  DONE: 'It was done.',
  PARTLY: 'It was done in part.',
  NOT_ACHIEVED: 'It came to nothing.',
  OFFENDER_BROUGHT_TO_JUSTICE: 'An offender was brought to justice.',
});
export const MeasureCancellationEnum = choice<MeasureCancellation>(
  'MeasureCancellation',
  'Why a measure is not done after all.',
  {
    NOT_NEEDED: 'It is not needed.',
    NOT_POSSIBLE: 'It is not possible.',
    ANOTHER_MEASURE: 'Another measure takes its place.',
    OWNER_ENDED: 'The agency that was to do it is no more.',
    OTHER: 'Another reason.',
  },
);
export const ProblemResultEnum = choice<ProblemResult>('ProblemResult', 'What was reached of a problem.', {
  REDUCED: 'There is less of it.',
  REMOVED: 'It is gone.',
  UNCHANGED: 'It is as it was: not achieved.',
});
export const ProfileKindEnum = choice<'PROBLEM' | 'TARGET'>('ProfileKind', 'What a profile is of.', {
  PROBLEM: 'Of a street in which it comes back.',
  TARGET: 'Of somebody at whom intelligence points.',
});

@ObjectType({ description: 'That somebody saw how often something came back.' })
@Needs('CASE')
export class ProblemScan {
  @Key('Names this scan within the problem.') key!: string;
  @Choice(ScanSourceEnum, 'Where it was seen.') source!: ScanSource;
  @Count('How many like incidents.') count!: number;
  @Words('What was seen.', OPTIONAL) note!: SealedText | null;
  @Instant('When.') at!: string;
}

@ObjectType({ description: 'Why a problem comes back.' })
@Needs('CASE')
export class ProblemAnalysis {
  @Key('Names this analysis within the problem.') key!: string;
  @Choice(ProblemCauseEnum, 'Its causes.', usually(5)) causes!: readonly ProblemCause[];
  @Words('What was found.') finding!: SealedText;
  @Instant('When.') at!: string;
}

@ObjectType({ description: 'What was reached of a problem, as somebody assessed it.' })
@Needs('REFERRAL')
export class ProblemAssessment {
  @Key('Names this assessment within the problem.') key!: string;
  @Choice(ProblemResultEnum, 'What was reached.') result!: ProblemResult;
  @Text('Where the evidence is kept.', usually(3)) evidence!: readonly string[];
  @Words('What people notice of it in their daily lives.', OPTIONAL) tangible!: SealedText | null;
  @Instant('When.') at!: string;
}

@ObjectType({ description: 'A report of the public that is about a problem.' })
@Needs('CASE')
export class ReportOfProblem {
  @Key('The report, by its key.') reportKey!: string;
  @Text('The ward that it names, by its GSS code.', OPTIONAL) wardCode!: string | null;
  @Text('The street that it names, by its code.', OPTIONAL) street!: string | null;
}

@ObjectType({ description: 'A street in which a problem comes back.' })
@Needs('CASE')
export class Hotspot {
  @Key('Names this profile within the problem.') key!: string;
  @Text('The street, by its code.') street!: string;
  @Group(() => ReportOfProblem, 'The linked reports that name that street.', usually(10))
  reports!: readonly ReportOfProblem[];
}

@ObjectType({ description: 'Somebody at whom intelligence points.' })
@Needs('INTELLIGENCE')
export class TargetProfile {
  @Key('Names this profile within the problem.') key!: string;
  @Linked('Subject', 'The person, as far as that is for you.', OPTIONAL) person!: string;
  @Key('The intelligence, by its key.') intelligenceKey!: string;
}

@ObjectType({ description: 'Who leads what is done about a problem.' })
@Needs('REFERRAL')
export class ProblemLead {
  @Text('The agency’s own id, as tokens carry it.') agencyKey!: string;
  @Choice(LeadPostEnum, 'The post of whoever leads there.', OPTIONAL) post!: LeadPost | null;
}

@ObjectType({ description: 'One step of what is done about a problem, and whose it is.' })
@Needs('REFERRAL')
export class ProblemMeasure {
  @Key('Names this measure within the problem.') key!: string;
  @Linked('Problem', 'What it is done about.', OPTIONAL) problem!: string;
  @Choice(MeasureKindEnum, 'What is done.') kind!: MeasureKind;
  @Choice(MeasureFamilyEnum, 'What such measures have in common.') family!: MeasureFamily;
  @Text('OTHER: what is done, in a few words.', OPTIONAL) label!: string | null;
  @Choice(MeasureAimEnum, 'What it is for.') aim!: MeasureAim;
  @Flag('It goes before what would happen, and does not follow it.') isProactive!: boolean;
  @Text('The agency that does it, by its own id.') agencyKey!: string;
  @Key('Who does it there, by that agency’s own id; for its own people and the force.', OPTIONAL)
  assigneeKey!: string | null;
  @LondonDay('The last day on which it is due.') dueOn!: string;
  @Flag('It was not complete on that day.') isOverdue!: boolean;
  @Choice(MeasureStandingEnum, 'How far it has come.') standing!: MeasureProgress['standing'];
  @Choice(MeasureResultEnum, 'COMPLETED: what came of it.', OPTIONAL) result!: MeasureResult | null;
  @Choice(MeasureCancellationEnum, 'CANCELLED: why.', OPTIONAL) reason!: MeasureCancellation | null;
  @Words('How it is gone about.', OPTIONAL) approach!: SealedText | null;
  @Words('What was said when it was completed.', OPTIONAL) note!: SealedText | null;
  @Text('The measures that come before it, by their keys.', usually(3)) dependsOnKeys!: readonly string[];
  @Text('The measures that wait for it, by their keys.', usually(3)) dependantKeys!: readonly string[];
  @Text('Of those before it, the ones that are not complete.', usually(3)) waitsForKeys!: readonly string[];
}

const StudyStandingEnum = choice<'DRAFTED' | 'PUBLISHED' | 'WITHDRAWN'>(
  'StudyStanding',
  'How far an example has come.',
  {
    DRAFTED: 'Somebody else is to read it.',
    PUBLISHED: 'Everybody may read it.',
    WITHDRAWN: 'It was taken back.',
  },
);

@ObjectType({ description: 'An example of what works, for whoever is to read it before everybody does.' })
@Needs('CASE')
export class StudyDraft {
  @Key('Its own id.') key!: string;
  @Choice(StudyStandingEnum, 'How far it has come.') standing!: 'DRAFTED' | 'PUBLISHED' | 'WITHDRAWN';
  @Words('What it says.') text!: SealedText;
}

@NodeType('Problem', 'Something that comes back in a ward, and what is done about it together.')
@Needs('REFERRAL')
export class ProblemType extends Node {
  @StreamOf(problem) override key!: string;
  @Choice(ProblemStandingEnum, 'How far it has come.') standing!: ProblemStanding;
  @Linked('Ward', 'The ward in which it comes back.', OPTIONAL) ward!: string | null;
  @Choice(ProblemCategoryEnum, 'What it is about.') category!: ProblemCategory;
  @Words('What it is called.') title!: SealedText;
  @Words('What is to be reached.') objective!: SealedText;
  @Instant('When it was raised.') raisedAt!: string;
  @Text('The agency of whoever raised it, by its own id.') raisedByKey!: string;
  @Choice(ProblemCauseEnum, 'Why it comes back, as far as anybody has said.', usually(5))
  causes!: readonly ProblemCause[];
  @Count('From when it was adopted: 1 local, 2 of the force or region, 3 national.', OPTIONAL)
  level!: number | null;
  @Group(() => ProblemLead, 'Who leads, from when it was adopted.', OPTIONAL) lead!: ProblemLead | null;
  @Group(
    () => ProblemMeasure,
    'What is done about it, by all agencies, in the order of their days.',
    usually(10),
  )
  measures!: readonly ProblemMeasure[];
  @Group(() => ProblemAssessment, 'What was reached, the oldest first.', usually(3))
  assessments!: readonly ProblemAssessment[];
  @Choice(ProblemResultEnum, 'What was reached, as it was assessed last.', OPTIONAL)
  result!: ProblemResult | null;
  @Flag('It was closed, and nothing was reached.') isNotAchieved!: boolean;
  @Instant('When it was closed last.', OPTIONAL) closedAt!: string | null;
  @Needs('CASE')
  @Choice(EventLedReasonEnum, 'Why it was taken on without intelligence.', OPTIONAL)
  eventLedReason!: EventLedReason | null;
  @Needs('CASE')
  @Group(() => ProblemScan, 'How often it was seen, the oldest first.', usually(5))
  scans!: readonly ProblemScan[];
  @Needs('CASE')
  @Group(() => ProblemAnalysis, 'Why it comes back, in words, the oldest first.', usually(3))
  analyses!: readonly ProblemAnalysis[];
  @Needs('CASE')
  @Group(() => ReportOfProblem, 'The reports of the public that are about it.', usually(10))
  reports!: readonly ReportOfProblem[];
  @Needs('CASE')
  @Group(() => Hotspot, 'The streets in which it comes back.', usually(3))
  hotspots!: readonly Hotspot[];
  @Needs('CASE')
  @Group(() => StudyDraft, 'Examples that are told of it.', usually(3))
  studies!: readonly StudyDraft[];
  @Needs('INTELLIGENCE')
  @Group(() => TargetProfile, 'At whom intelligence points.', usually(3))
  targets!: readonly TargetProfile[];
  @Needs('INTELLIGENCE')
  @Text('The intelligence on which it was taken on, by its keys.', usually(5))
  intelligenceKeys!: readonly string[];
}

export const ProblemConnection = connectionOf('Problem', () => ProblemType);
export const MeasureConnection = connectionOf('ProblemMeasure', () => ProblemMeasure);

@ObjectType({
  description: 'An example of what works. It names nobody, and says nothing of whose problem it was.',
})
@Needs('NEIGHBOURHOOD')
@IsRow()
class CaseStudy {
  @Key('Its own id.') key!: string;
  @Words('What was done, and what came of it.') text!: SealedText;
  @Instant('When it was published.') publishedAt!: string;
  @Choice(ProblemCategoryEnum, 'What it was about.', OPTIONAL) category!: ProblemCategory | null;
  @Choice(ProblemResultEnum, 'What was reached.', OPTIONAL) result!: ProblemResult | null;
}

export const CaseStudyConnection = countedConnectionOf('CaseStudy', () => CaseStudy);

@ObjectType({ description: 'How many problems stand so.' })
@Needs('CASE')
export class ProblemsStanding {
  @Choice(ProblemStandingEnum, 'How far they have come.') standing!: ProblemStanding;
  @Count('How many.') count!: number;
}

@ObjectType({ description: 'Of the measures that were tasked in a month, those of one agency.' })
@Needs('CASE')
export class MeasuresOfAgency {
  @Text('The agency’s own id, as tokens carry it.') agencyKey!: string;
  @Count('How many it was to take.') tasked!: number;
  @Count('How many of them are still to be done.') due!: number;
  @Count('How many of these are overdue.') overdue!: number;
  @Count('How many are complete.') completed!: number;
}

@ObjectType({ description: 'The problems of a ward that somebody is at work on.' })
@Needs('CASE')
export class LiveProblemsOfWard {
  @Text('The ward, by its GSS code.') wardCode!: string;
  @Count('How many.') count!: number;
  @Count('How many are enough for a ward, by the policy when one of them was taken on last.') limit!: number;
  @Flag('There are more than that: a warning (R-PROB-7).') isOverLimit!: boolean;
}

@ObjectType({ description: 'What is done about problems, in figures of a month.' })
@Needs('CASE')
export class ProblemFigures {
  @Month('The month in London.') month!: string;
  @Group(() => ProblemsStanding, 'All problems, by how far they have come now.', usually(6))
  byStanding!: readonly ProblemsStanding[];
  @Group(() => LiveProblemsOfWard, 'Those that are not closed, by ward.', usually(20))
  byWard!: readonly LiveProblemsOfWard[];
  @Group(() => MeasuresOfAgency, 'Measures that were tasked in the month, by agency.', usually(10))
  byAgency!: readonly MeasuresOfAgency[];
  @Count('Problems that were taken on in the month because of intelligence.') intelligenceLed!: number;
  @Count('Problems that were taken on in the month without, for a reason.') eventLed!: number;
  @Count('Measures that were tasked in the month.') measures!: number;
  @Count('Of these, how many go before what would happen.') proactive!: number;
  @Count('Of these, how many are for prevention.') prevention!: number;
  @Count('Of these, how many are for enforcement.') enforcement!: number;
  @Count('Measures that were completed in the month by bringing an offender to justice.')
  offendersBroughtToJustice!: number;
}
