import { InputType } from 'type-graphql';
import {
  intelligence,
  intelligenceIdOf,
  MOST_REPORTS,
  type ActionEnd,
  type ActionWay,
  type AssessmentCode,
  type By,
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
import { aboutRecord, addressed, CommandInput, type NewId } from '../command-input.ts';
import { DisclosurePurposeEnum } from '../crime/crime.type.ts';
import {
  as,
  Choice,
  Group,
  Identifier,
  Instant,
  list,
  LocalKey,
  NodeId,
  OPTIONAL,
  otherwise,
  PersonalWords,
  Text,
  WardCode,
} from '../fields.ts';
import { IntelligenceSchemeEnum } from '../policy/policy.type.ts';
import { LegalBasisEnum } from '../referral/referral-words.type.ts';
import { Sends } from '../sends.ts';
import { SubjectCategoryEnum } from '../subject/subject.type.ts';
import * as codes from './intelligence.type.ts';

const AboutIntelligence = aboutRecord(
  intelligence,
  NodeId('Intelligence', 'The intelligence.', as('intelligenceId')),
);

@Sends('Put on record what you came to know. Who or what your source is stands apart from it.')
export class SubmitIntelligenceInput extends CommandInput {
  @PersonalWords(4_000, 'What is known; do not say who told it.') text!: string;
  @PersonalWords(300, 'Who or what the source is; nobody but intelligence officers reads it.', OPTIONAL)
  sourceRef?: string;
  @WardCode('The ward that it is about.', OPTIONAL, as('wardCode')) ward?: string;
  @Choice(codes.IntelligencePriorityEnum, 'How soon somebody is to look at it.')
  priority!: IntelligencePriority;

  toCommand(newId: NewId, { agency }: By) {
    const { text, sourceRef, ward, priority } = this;
    const id = intelligenceIdOf(agency, newId('intelligence'));
    return addressed(intelligence, id, { type: 'SubmitIntelligence', text, sourceRef, ward, priority });
  }
}

@Sends('Name somebody whom intelligence is about.')
export class NameSubjectInput extends AboutIntelligence {
  @NodeId('Subject', 'Who; register the person first.', as('subjectId')) subject!: string;
  @Choice(SubjectCategoryEnum, 'What the person is in it.') category!: SubjectCategory;

  toCommand() {
    const { subject, category } = this;
    return this.about({ type: 'NameSubject', subject, category });
  }
}

@Sends('Record that intelligence is not about somebody after all.')
export class WithdrawSubjectInput extends AboutIntelligence {
  @NodeId('Subject', 'Who.', as('subjectId')) subject!: string;

  toCommand() {
    return this.about({ type: 'WithdrawSubject', subject: this.subject });
  }
}

@InputType({ description: 'Within what intelligence of handling code C may go out: at least one of these.' })
export class HandlingConditionsInput {
  @Identifier('To these agencies alone, as tokens carry their ids.', list(50, 1), OPTIONAL)
  onlyAgencies?: readonly string[];
  @Choice(DisclosurePurposeEnum, 'For these purposes alone.', list(6, 1), OPTIONAL)
  onlyPurposes?: readonly DisclosurePurpose[];
  @Instant('To nobody from then on.', OPTIONAL) until?: string;
}

@Sends(
  'Say how good intelligence is, and how far it may go, from then on. It is graded by the scheme of the policy on grading; graded again is graded anew.',
)
export class EvaluateIntelligenceInput extends AboutIntelligence {
  @Choice(IntelligenceSchemeEnum, 'By which codes.') scheme!: IntelligenceScheme;
  @Choice(codes.SourceCodeEnum, 'How good the source is.') source!: SourceCode;
  @Choice(codes.AssessmentCodeEnum, 'How good it is what it says.') assessment!: AssessmentCode;
  @Choice(codes.HandlingCodeEnum, 'How far it may go.') handling!: HandlingCode;
  @Group(() => HandlingConditionsInput, 'Handling code C needs them; no other has any.', OPTIONAL)
  conditions?: HandlingConditionsInput;

  toCommand() {
    const { scheme, source, assessment, handling, conditions } = this;
    return this.about({
      ...{ type: 'EvaluateIntelligence' as const, scheme, source, assessment, handling },
      conditions: conditions && Object.assign({}, conditions),
    });
  }
}

@Sends<'item'>(
  'Write a text of intelligence that can go out. Whoever submitted the intelligence does not write it.',
)
export class SanitiseInput extends AboutIntelligence {
  @Text(4_000, 'The text. It goes to others: name no source, nobody who submitted it, and no private person.')
  text!: string;

  toCommand(newId: NewId) {
    return this.about({ type: 'Sanitise', item: newId('item'), text: this.text });
  }
}

@Sends('Attest that a sanitised text names no source: you neither wrote it nor submitted the intelligence.')
export class AttestSanitisedInput extends AboutIntelligence {
  @LocalKey('The text.', as('itemKey')) item!: string;

  toCommand() {
    return this.about({ type: 'AttestSanitised', item: this.item });
  }
}

@Sends('Take a sanitised text back: nobody is shown it any more.')
export class WithdrawSanitisedInput extends AboutIntelligence {
  @LocalKey('The text.', as('itemKey')) item!: string;

  toCommand() {
    return this.about({ type: 'WithdrawSanitised', item: this.item });
  }
}

@Sends('Record that intelligence is part of a problem, or of a pattern with other intelligence.')
export class LinkPatternInput extends AboutIntelligence {
  @NodeId('Problem', 'The problem.', OPTIONAL, as('problemId')) problem?: string;
  @NodeId('Intelligence', 'The other intelligence.', OPTIONAL, as('otherId')) intelligence?: string;

  toCommand() {
    const { problem, intelligence: other } = this;
    return this.about({ type: 'LinkPattern', problem, intelligence: other });
  }
}

@Sends('End the link of intelligence to a problem, or to other intelligence.')
export class UnlinkPatternInput extends AboutIntelligence {
  @NodeId('Problem', 'The problem.', OPTIONAL, as('problemId')) problem?: string;
  @NodeId('Intelligence', 'The other intelligence.', OPTIONAL, as('otherId')) intelligence?: string;

  toCommand() {
    const { problem, intelligence: other } = this;
    return this.about({ type: 'UnlinkPattern', problem, intelligence: other });
  }
}

@Sends('Decide what is done because of intelligence, when and how. One action may answer many reports.')
export class DecideActionInput extends AboutIntelligence {
  @LocalKey('Names the action within the record.', as('actionKey')) action!: string;
  @Choice(codes.IntelligenceActionEnum, 'What is done.') what!: IntelligenceAction;
  @Instant('When it is to be done.') plannedFor!: string;
  @Choice(codes.ActionWayEnum, 'How it is gone about.') how!: ActionWay;
  @NodeId('Report', 'The reports that it answers.', list(MOST_REPORTS), otherwise([]), as('reportIds'))
  reports!: readonly string[];

  toCommand() {
    const { action, what, plannedFor, how, reports } = this;
    return this.about({ type: 'DecideAction', action, what, plannedFor, how, reports });
  }
}

@Sends('Record how an action ended.')
export class EndActionInput extends AboutIntelligence {
  @LocalKey('The action, as it was named.', as('actionKey')) action!: string;
  @Choice(codes.ActionEndEnum, 'How.') end!: ActionEnd;

  toCommand() {
    const { action, end } = this;
    return this.about({ type: 'EndAction', action, end });
  }
}

@Sends('Decide that nothing is done because of intelligence, and why.')
export class DecideNoActionInput extends AboutIntelligence {
  @Choice(codes.NoActionReasonEnum, 'Why.') reason!: NoActionReason;

  toCommand() {
    return this.about({ type: 'DecideNoAction', reason: this.reason });
  }
}

@Sends('Let another agency read an attested text, as far as its handling allows.')
export class DisseminateInput extends AboutIntelligence {
  @LocalKey('The text.', as('itemKey')) item!: string;
  @NodeId('Agency', 'The agency.', as('agencyId')) agency!: string;
  @Choice(LegalBasisEnum, 'On what it rests.') legalBasis!: LegalBasis;
  @Identifier('The agreement with the agency; none in an emergency.', OPTIONAL) agreement?: string;
  @Choice(DisclosurePurposeEnum, 'What for.') purpose!: DisclosurePurpose;

  toCommand() {
    const { item, agency, legalBasis, agreement, purpose } = this;
    return this.about({ type: 'Disseminate', item, agency, legalBasis, agreement, purpose });
  }
}

@Sends('End that another agency reads a text.')
export class EndDisseminationInput extends AboutIntelligence {
  @LocalKey('The text.', as('itemKey')) item!: string;
  @NodeId('Agency', 'The agency.', as('agencyId')) agency!: string;

  toCommand() {
    const { item, agency } = this;
    return this.about({ type: 'EndDissemination', item, agency });
  }
}

@Sends('Close intelligence: from then on it is kept as long as the policy on retention says.')
export class CloseIntelligenceInput extends AboutIntelligence {
  toCommand() {
    return this.about({ type: 'CloseIntelligence' });
  }
}

@Sends('Open closed intelligence again.')
export class ReopenIntelligenceInput extends AboutIntelligence {
  toCommand() {
    return this.about({ type: 'ReopenIntelligence' });
  }
}
