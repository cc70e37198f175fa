import {
  BEHAVIOUR_CRITERIA,
  behaviourContract,
  CONTRACT_FIELDS,
  MOST_SIGNATORIES,
  MOST_TERMS,
  type BehaviourCriterion,
  type BreachKind,
  type ContractDeclineReason,
  type ContractEndReason,
  type ContractField,
  type ContractReview,
  type DisclosurePurpose,
  type EarlyReason,
  type GuardianWay,
  type LegalBasis,
  type NoBreachReason,
  type NoContractReason,
  type OrderEndReason,
  type OrderKind,
  type OrderOutcome,
  type Signatory,
  type SupportKind,
} from '@wardbook/policing';
import { aboutRecord, addressed, CommandInput } from '../command-input.ts';
import { DisclosurePurposeEnum } from '../crime/crime.type.ts';
import {
  as,
  Choice,
  Identifier,
  list,
  LocalKey,
  LondonDay,
  NodeId,
  OPTIONAL,
  otherwise,
  PersonalWords,
  Reference,
} from '../fields.ts';
import { LegalBasisEnum } from '../referral/referral-words.type.ts';
import { Sends } from '../sends.ts';
import * as codes from './behaviour-contract.type.ts';

const AboutContract = aboutRecord(
  behaviourContract,
  NodeId('BehaviourContract', 'The contract.', as('behaviourContractId')),
);

@Sends(
  'Propose a contract with somebody about their behaviour. It holds once the person and an agency have signed it.',
)
export class ProposeContractInput extends CommandInput {
  @NodeId(
    'BehaviourContract',
    'The record that an order began, where the person has one; left out, a new one.',
    OPTIONAL,
    as('behaviourContractId'),
  )
  record?: string;
  @NodeId('Subject', 'Whose behaviour it is about; register the person first.', as('subjectId'))
  person!: string;
  @Identifier(
    'What the behaviour is: GRAFFITI, ABANDONED_VEHICLE, MINOR_CRIMINAL_DAMAGE, NUISANCE_NEIGHBOUR, OTHER, or another code of the policy on antisocial behaviour.',
  )
  category!: string;
  @Choice(
    codes.BehaviourCriterionEnum,
    'What is attested of the person.',
    list(BEHAVIOUR_CRITERIA.length),
    otherwise([]),
  )
  criteria!: readonly BehaviourCriterion[];
  @PersonalWords(500, 'What the person does not do any more.', list(MOST_TERMS), otherwise([]))
  prohibitions!: readonly string[];
  @PersonalWords(500, 'What the person does from now on.', list(MOST_TERMS), otherwise([]))
  requirements!: readonly string[];
  @NodeId(
    'Agency',
    'The agencies that may sign it beside yours.',
    list(MOST_SIGNATORIES),
    otherwise([]),
    as('agencyIds'),
  )
  agencies!: readonly string[];
  @LondonDay(
    'The day on which it ends; left out, as many months after it begins as the policy says.',
    OPTIONAL,
  )
  until?: string;

  toCommand() {
    const { record, person, category, criteria, prohibitions, requirements, agencies, until } = this;
    return addressed(behaviourContract, record, {
      ...{ type: 'ProposeContract', person, category, criteria },
      ...{ prohibitions, requirements, agencies, until },
    });
  }
}

@Sends('Record that a parent or guardian was told of a contract.')
export class InformGuardianInput extends AboutContract {
  @Choice(codes.GuardianWayEnum, 'How.') how!: GuardianWay;

  toCommand() {
    return this.about({ type: 'InformGuardian', how: this.how });
  }
}

@Sends('Record that help was offered, which goes with a contract.')
export class OfferSupportInput extends AboutContract {
  @Choice(codes.SupportKindEnum, 'What help.') support!: SupportKind;

  toCommand() {
    return this.about({ type: 'OfferSupport', support: this.support });
  }
}

@Sends(
  'Sign a contract for your agency, or record that the person signed. Nobody under 18 signs before a guardian knows of it and support was offered.',
)
export class SignContractInput extends AboutContract {
  @Choice(codes.SignatoryEnum, 'Who signs.', as('signatory')) as!: Signatory;
  @Reference('Where the signed paper is kept; for the person it is needed.', OPTIONAL) evidence?: string;

  toCommand() {
    return this.about({ type: 'SignContract', as: this.as, evidence: this.evidence });
  }
}

@Sends('Record that the person declined a contract.')
export class DeclineContractInput extends AboutContract {
  @Choice(codes.ContractDeclineReasonEnum, 'How.') reason!: ContractDeclineReason;

  toCommand() {
    return this.about({ type: 'DeclineContract', reason: this.reason });
  }
}

@Sends('Record that a person who declined a contract was invited again.')
export class InviteAgainInput extends AboutContract {
  toCommand() {
    return this.about({ type: 'InviteAgain' });
  }
}

@Sends('Record how a contract goes.')
export class ReviewContractInput extends AboutContract {
  @Choice(codes.ContractReviewEnum, 'How.') outcome!: ContractReview;

  toCommand() {
    return this.about({ type: 'ReviewContract', outcome: this.outcome });
  }
}

@Sends('Record that a contract was broken.')
export class RecordContractBreachInput extends AboutContract {
  @LocalKey('Your name for the breach, within the record.', as('breachKey')) breach!: string;
  @Choice(codes.BreachKindEnum, 'What was broken.') kind!: BreachKind;
  @PersonalWords(2_000, 'What happened.', OPTIONAL) note?: string;
  @Reference('Where the evidence is kept.') evidence!: string;

  toCommand() {
    const { breach, kind, note, evidence } = this;
    return this.about({ type: 'RecordContractBreach', breach, kind, note, evidence });
  }
}

@Sends('Record that something was no breach of a contract after all.')
export class FindBreachWrongInput extends AboutContract {
  @LocalKey('The breach, as it was named.', as('breachKey')) breach!: string;
  @Choice(codes.NoBreachReasonEnum, 'Why.') reason!: NoBreachReason;

  toCommand() {
    const { breach, reason } = this;
    return this.about({ type: 'FindBreachWrong', breach, reason });
  }
}

@Sends('Record that a contract came to its end; before that day, by agreement and with a reason.')
export class CompleteContractInput extends AboutContract {
  @Choice(codes.EarlyReasonEnum, 'Why before its end.', OPTIONAL, as('earlyReason')) early?: EarlyReason;

  toCommand() {
    return this.about({ type: 'CompleteContract', early: this.early });
  }
}

@Sends('Record that a contract comes to nothing. Whoever signed it may always withdraw.')
export class EndContractInput extends AboutContract {
  @Choice(codes.ContractEndReasonEnum, 'Why.') reason!: ContractEndReason;

  toCommand() {
    return this.about({ type: 'EndContract', reason: this.reason });
  }
}

@Sends(
  'Record that an order is sought against somebody. Without a contract that was offered before, say why (R-ASB-4).',
)
export class SeekOrderInput extends CommandInput {
  @NodeId(
    'BehaviourContract',
    'The record of the contract that came first; left out, a new one.',
    OPTIONAL,
    as('behaviourContractId'),
  )
  record?: string;
  @LocalKey('Your name for the order, within the record.', as('orderKey')) order!: string;
  @Choice(codes.OrderKindEnum, 'What is sought.') kind!: OrderKind;
  @NodeId('Subject', 'Against whom; register the person first.', as('subjectId')) person!: string;
  @Choice(
    codes.BehaviourCriterionEnum,
    'What is attested of the person.',
    list(BEHAVIOUR_CRITERIA.length),
    otherwise([]),
  )
  criteria!: readonly BehaviourCriterion[];
  @LondonDay('When the person was warned in writing; a notice needs it.', OPTIONAL) warnedOn?: string;
  @Choice(codes.NoContractReasonEnum, 'Why no contract came first.', OPTIONAL)
  whyNoContract?: NoContractReason;

  toCommand() {
    const { record, order, kind, person, criteria, warnedOn, whyNoContract } = this;
    return addressed(behaviourContract, record, {
      ...{ type: 'SeekOrder', order, kind, person, criteria, warnedOn, whyNoContract },
    });
  }
}

@Sends('Record what became of an order.')
export class RecordOrderOutcomeInput extends AboutContract {
  @LocalKey('The order, as it was named.', as('orderKey')) order!: string;
  @Choice(codes.OrderOutcomeEnum, 'What.') outcome!: OrderOutcome;
  @LondonDay('GRANTED: the day on which it ends, where it says one.', OPTIONAL) until?: string;

  toCommand() {
    const { order, outcome, until } = this;
    return this.about({ type: 'RecordOrderOutcome', order, outcome, until });
  }
}

@Sends('Record that an order holds no more.')
export class EndOrderInput extends AboutContract {
  @LocalKey('The order, as it was named.', as('orderKey')) order!: string;
  @Choice(codes.OrderEndReasonEnum, 'Why.') reason!: OrderEndReason;

  toCommand() {
    const { order, reason } = this;
    return this.about({ type: 'EndOrder', order, reason });
  }
}

@Sends('Write what others may read instead of the terms of a contract; somebody else approves it.')
export class ProposeRedactedTermsInput extends AboutContract {
  @LocalKey('Your name for the text, within the record.', as('redactedKey')) redacted!: string;
  @PersonalWords(4_000, 'The text: it names nobody who is not to be named.') text!: string;

  toCommand() {
    const { redacted, text } = this;
    return this.about({ type: 'ProposeRedactedTerms', redacted, text });
  }
}

@Sends('Approve a redacted text that somebody else wrote, once you have read it.')
export class ApproveRedactedTermsInput extends AboutContract {
  @LocalKey('The text, as it was named.', as('redactedKey')) redacted!: string;

  toCommand() {
    return this.about({ type: 'ApproveRedactedTerms', redacted: this.redacted });
  }
}

@Sends('Withdraw a redacted text: nobody is shown it any more.')
export class WithdrawRedactedTermsInput extends AboutContract {
  @LocalKey('The text, as it was named.', as('redactedKey')) redacted!: string;

  toCommand() {
    return this.about({ type: 'WithdrawRedactedTerms', redacted: this.redacted });
  }
}

@Sends('Say all that an agency sees of a contract from then on; of its terms, a redacted text alone.')
export class DiscloseContractInput extends AboutContract {
  @NodeId('Agency', 'The agency.', as('agencyId')) agency!: string;
  @Choice(codes.ContractFieldEnum, 'All that it sees; at least one.', list(CONTRACT_FIELDS.length))
  fields!: readonly ContractField[];
  @Choice(LegalBasisEnum, 'On what it rests.') legalBasis!: LegalBasis;
  @Identifier('The agreement with the agency; none in an emergency.', OPTIONAL) agreement?: string;
  @Choice(DisclosurePurposeEnum, 'What for.') purpose!: DisclosurePurpose;

  toCommand() {
    const { agency, fields, legalBasis, agreement, purpose } = this;
    return this.about({ type: 'DiscloseContract', agency, fields, legalBasis, agreement, purpose });
  }
}

@Sends('End what an agency sees of a contract.')
export class EndContractDisclosureInput extends AboutContract {
  @NodeId('Agency', 'The agency.', as('agencyId')) agency!: string;

  toCommand() {
    return this.about({ type: 'EndContractDisclosure', agency: this.agency });
  }
}
