import {
  ASB_CASE_FIELDS,
  ASB_RESPONSES,
  asbCase,
  CRITERIA,
  type AsbCaseField,
  type AsbHarm,
  type AsbOutcome,
  type AsbResponse,
  type Complainant,
  type Criterion,
  type DisclosurePurpose,
  type LegalBasis,
  type ReviewAsker,
  type CaseReviewOutcome,
  type WrongIncidentReason,
} from '@wardbook/policing';
import { CriterionEnum } from '../advice-case/advice-case-codes.type.ts';
import { aboutRecord, addressed, CommandInput } from '../command-input.ts';
import { DisclosurePurposeEnum } from '../crime/crime.type.ts';
import {
  as,
  Choice,
  Flag,
  Identifier,
  Instant,
  list,
  LocalKey,
  LondonDay,
  NodeId,
  OPTIONAL,
  otherwise,
  PersonalWords,
  Reference,
  WardCode,
} from '../fields.ts';
import { LegalBasisEnum } from '../referral/referral-words.type.ts';
import { Sends } from '../sends.ts';
import * as codes from './asb-case.type.ts';

const AboutAsbCase = aboutRecord(asbCase, NodeId('AsbCase', 'The case.', as('asbCaseId')));

/** So many agencies take part in a meeting at most, beside the one whose case it is. */
const MOST_AGENCIES = 20;

const CATEGORY =
  'GRAFFITI, ABANDONED_VEHICLE, MINOR_CRIMINAL_DAMAGE, NUISANCE_NEIGHBOUR, OTHER, or one that the policy on antisocial behaviour adds.';

@Sends('Open a case of antisocial behaviour for somebody who suffers it.')
export class OpenAsbCaseInput extends CommandInput {
  @NodeId('Subject', 'Who complains; register the person first.', as('complainantId')) complainant!: string;
  @Choice(codes.ComplainantEnum, 'What they are.') complainantIs!: Complainant;
  @Identifier(`What it is about: ${CATEGORY}`) category!: string;
  @WardCode('The ward in which it is.', OPTIONAL, as('wardCode')) ward?: string;
  @Choice(CriterionEnum, 'What is attested of the complainant.', list(CRITERIA.length), otherwise([]))
  criteria!: readonly Criterion[];

  toCommand() {
    const { complainant, complainantIs, category, ward, criteria } = this;
    return addressed(asbCase, undefined, {
      ...{ type: 'OpenAsbCase', complainant, complainantIs, category, ward, criteria },
    });
  }
}

@Sends('Record something that happened to the complainant, and when somebody was told of it.')
export class RecordIncidentInput extends AboutAsbCase {
  @LocalKey('Names the incident within the case.', as('incidentKey')) incident!: string;
  @Identifier(`What it was: ${CATEGORY}`) category!: string;
  @Instant('When it happened, or began.') happenedFrom!: string;
  @Instant('When it ended.', OPTIONAL) happenedUntil?: string;
  @LondonDay('When somebody was told of it.') reportedOn!: string;
  @Choice(codes.AsbHarmEnum, 'What it did to the complainant.') harm!: AsbHarm;
  @NodeId('Report', 'The report by which the police were told.', OPTIONAL, as('reportId')) report?: string;
  @PersonalWords(4_000, 'What happened.', OPTIONAL) description?: string;

  toCommand() {
    const { incident, category, happenedFrom, happenedUntil, reportedOn, harm, report, description } = this;
    return this.about({
      ...{ type: 'RecordIncident', incident, category, happenedFrom, happenedUntil, reportedOn, harm },
      ...{ report, description },
    });
  }
}

@Sends('Record that an incident does not count after all.')
export class FindIncidentWrongInput extends AboutAsbCase {
  @LocalKey('The incident, as it was named.', as('incidentKey')) incident!: string;
  @Choice(codes.WrongIncidentReasonEnum, 'Why.') reason!: WrongIncidentReason;

  toCommand() {
    const { incident, reason } = this;
    return this.about({ type: 'FindIncidentWrong', incident, reason });
  }
}

@Sends('Link a case of antisocial behaviour to a behaviour contract, or to a problem.')
export class LinkAsbCaseInput extends AboutAsbCase {
  @NodeId('BehaviourContract', 'The contract.', OPTIONAL, as('behaviourContractId')) contract?: string;
  @NodeId('Problem', 'The problem.', OPTIONAL, as('problemId')) problem?: string;

  toCommand() {
    const { contract, problem } = this;
    return this.about({ type: 'LinkAsbCase', contract, problem });
  }
}

@Sends('End the link of a case of antisocial behaviour to a behaviour contract, or to a problem.')
export class UnlinkAsbCaseInput extends AboutAsbCase {
  @NodeId('BehaviourContract', 'The contract.', OPTIONAL, as('behaviourContractId')) contract?: string;
  @NodeId('Problem', 'The problem.', OPTIONAL, as('problemId')) problem?: string;

  toCommand() {
    const { contract, problem } = this;
    return this.about({ type: 'UnlinkAsbCase', contract, problem });
  }
}

@Sends('Record what was done about antisocial behaviour, or say later whether that helped.')
export class RecordAsbResponseInput extends AboutAsbCase {
  @LocalKey('Names it within the case.', as('responseKey')) response!: string;
  @Choice(codes.AsbResponseEnum, 'What was done.') what!: AsbResponse;
  @Flag('Whether it helped; leave it out while nobody can say.', OPTIONAL) effective?: boolean;

  toCommand() {
    const { response, what, effective } = this;
    return this.about({ type: 'RecordAsbResponse', response, what, effective });
  }
}

@Sends('Ask that agencies look together at what was done in a case.')
export class RequestCaseReviewInput extends AboutAsbCase {
  @LocalKey('Names the review within the case.', as('reviewKey')) review!: string;
  @Choice(codes.ReviewAskerEnum, 'Who asks.') requestedFor!: ReviewAsker;
  @Reference('THIRD_PARTY: where the complainant’s consent is kept.', OPTIONAL) consent?: string;
  @NodeId('Agency', 'The agency that was asked, where that was another.', OPTIONAL, as('throughAgencyId'))
  through?: string;

  toCommand() {
    const { review, requestedFor, consent, through } = this;
    return this.about({ type: 'RequestCaseReview', review, requestedFor, consent, through });
  }
}

@Sends('Record that the complainant was told that a review was asked for.')
export class AcknowledgeCaseReviewInput extends AboutAsbCase {
  @LocalKey('The review, as it was named.', as('reviewKey')) review!: string;

  toCommand() {
    return this.about({ type: 'AcknowledgeCaseReview', review: this.review });
  }
}

@Sends(
  'Record that the complainant was told whether the threshold of a review is met: what is on record says which.',
)
export class DecideCaseReviewInput extends AboutAsbCase {
  @LocalKey('The review, as it was named.', as('reviewKey')) review!: string;

  toCommand() {
    return this.about({ type: 'DecideCaseReview', review: this.review });
  }
}

@Sends(
  'Record that agencies met to review a case. Those that took part see when it happened, what, and what came of it.',
)
export class HoldReviewMeetingInput extends AboutAsbCase {
  @LocalKey('The review, as it was named.', as('reviewKey')) review!: string;
  @NodeId('Agency', 'The agencies that took part beside yours.', list(MOST_AGENCIES), as('agencyIds'))
  agencies!: readonly string[];
  @Choice(codes.ReviewOutcomeEnum, 'What they found.') outcome!: CaseReviewOutcome;
  @Choice(codes.AsbResponseEnum, 'What they recommended.', list(ASB_RESPONSES.length), otherwise([]))
  recommendations!: readonly AsbResponse[];

  toCommand() {
    const { review, agencies, outcome, recommendations } = this;
    return this.about({ type: 'HoldReviewMeeting', review, agencies, outcome, recommendations });
  }
}

@Sends('Propose words about an incident that name nobody, for others to see. Somebody else approves them.')
export class ProposeAsbWordsInput extends AboutAsbCase {
  @LocalKey('Names the words within the case.', as('wordsKey')) words!: string;
  @LocalKey('The incident, as it was named.', as('incidentKey')) incident!: string;
  @PersonalWords(4_000, 'The words.') text!: string;

  toCommand() {
    const { words, incident, text } = this;
    return this.about({ type: 'ProposeAsbWords', words, incident, text });
  }
}

@Sends('Approve words about an incident, so that they may go out; whoever did not write them does so.')
export class ApproveAsbWordsInput extends AboutAsbCase {
  @LocalKey('The words, as they were named.', as('wordsKey')) words!: string;

  toCommand() {
    return this.about({ type: 'ApproveAsbWords', words: this.words });
  }
}

@Sends('Take words about an incident back: nobody else is shown them from then on.')
export class WithdrawAsbWordsInput extends AboutAsbCase {
  @LocalKey('The words, as they were named.', as('wordsKey')) words!: string;

  toCommand() {
    return this.about({ type: 'WithdrawAsbWords', words: this.words });
  }
}

@Sends('Say all that an agency sees of a case from then on. Words only as somebody else approved them.')
export class DiscloseAsbCaseInput extends AboutAsbCase {
  @NodeId('Agency', 'The agency.', as('agencyId')) agency!: string;
  @Choice(codes.AsbCaseFieldEnum, 'All that it sees; at least one.', list(ASB_CASE_FIELDS.length))
  fields!: readonly AsbCaseField[];
  @Choice(LegalBasisEnum, 'On what it rests.') legalBasis!: LegalBasis;
  @Identifier('The agreement with the agency; none in an emergency.', OPTIONAL) agreement?: string;
  @Choice(DisclosurePurposeEnum, 'What for.') purpose!: DisclosurePurpose;

  toCommand() {
    const { agency, fields, legalBasis, agreement, purpose } = this;
    return this.about({ type: 'DiscloseAsbCase', agency, fields, legalBasis, agreement, purpose });
  }
}

@Sends('End what an agency sees of a case.')
export class EndAsbCaseDisclosureInput extends AboutAsbCase {
  @NodeId('Agency', 'The agency.', as('agencyId')) agency!: string;

  toCommand() {
    return this.about({ type: 'EndAsbCaseDisclosure', agency: this.agency });
  }
}

@Sends('Close a case of antisocial behaviour.')
export class CloseAsbCaseInput extends AboutAsbCase {
  @Choice(codes.AsbOutcomeEnum, 'How it ended.') outcome!: AsbOutcome;

  toCommand() {
    return this.about({ type: 'CloseAsbCase', outcome: this.outcome });
  }
}

@Sends('Open a closed case of antisocial behaviour again.')
export class ReopenAsbCaseInput extends AboutAsbCase {
  toCommand() {
    return this.about({ type: 'ReopenAsbCase' });
  }
}
