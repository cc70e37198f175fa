import { InputType } from 'type-graphql';
import type { By } from '@wardbook/policing';
import {
  DEVICES,
  initiative,
  type Criterion,
  type Device,
  type EvaluationMethod,
  type GatingBasis,
  type InitiativeKind,
  type InitiativeOutcome,
  type InitiativePremises,
  type PremisesWithdrawalReason,
} from '@wardbook/policing';
import { CriterionEnum } from '../advice-case/advice-case-codes.type.ts';
import { aboutRecord, addressed, CommandInput, type NewId } from '../command-input.ts';
import {
  as,
  Choice,
  Count,
  Group,
  list,
  LocalKey,
  LondonDay,
  NodeId,
  OPTIONAL,
  otherwise,
  PersonalWords,
  Reference,
  Text,
  WardCode,
} from '../fields.ts';
import { Sends } from '../sends.ts';
import {
  DeviceEnum,
  EvaluationMethodEnum,
  GatingBasisEnum,
  InitiativeKindEnum,
  InitiativeOutcomeEnum,
  InitiativePremisesEnum,
  InitiativeWard,
  PremisesWithdrawalEnum,
} from './initiative.type.ts';

const AboutInitiative = aboutRecord(initiative, NodeId('Initiative', 'The initiative.', as('initiativeId')));

@Sends('Propose an initiative, which your agency leads.')
export class ProposeInitiativeInput extends CommandInput {
  @Choice(InitiativeKindEnum, 'What it does.') kind!: InitiativeKind;
  @Text(160, 'OTHER: what kind it is. Published as it is: name no private person.', OPTIONAL) label?: string;
  @Text(160, 'What it is called. Published as it is: name no private person.') name!: string;
  @NodeId(
    'Agency',
    'The agencies that organise it beside yours.',
    list(20),
    otherwise([]),
    as('organiserIds'),
  )
  organisers!: readonly string[];
  @Group(() => InitiativeWard, 'Its wards, each once.', list(50, 1)) area!: readonly InitiativeWard[];
  @Choice(CriterionEnum, 'What must be attested of whoever takes part.', list(10), otherwise([]))
  criteria!: readonly Criterion[];
  @Choice(InitiativePremisesEnum, 'The kinds of premises that it takes in.', list(10, 1))
  premisesKinds!: readonly InitiativePremises[];
  @Count(0, 100, 'How many per cent of the price are paid for whoever takes part.', OPTIONAL)
  subsidyPercent?: number;

  toCommand() {
    const { kind, label, name, organisers, area, criteria, premisesKinds, subsidyPercent } = this;
    return addressed(initiative, undefined, {
      ...{ type: 'ProposeInitiative', kind, label, name },
      ...{ organisers, area, criteria, premisesKinds, subsidyPercent },
    });
  }
}

@Sends('Say who organises an initiative beside your agency from then on.')
export class ChangeInitiativeOrganisersInput extends AboutInitiative {
  @NodeId('Agency', 'All of them.', list(20), as('organiserIds')) organisers!: readonly string[];

  toCommand() {
    return this.about({ type: 'ChangeInitiativeOrganisers', organisers: this.organisers });
  }
}

@Sends('Say for which wards an initiative is from then on, and how many dwellings of each are eligible.')
export class ChangeInitiativeAreaInput extends AboutInitiative {
  @Group(() => InitiativeWard, 'All its wards, each once.', list(50, 1)) area!: readonly InitiativeWard[];

  toCommand() {
    return this.about({ type: 'ChangeInitiativeArea', area: this.area });
  }
}

@Sends('Record who pays for an initiative.')
export class FundInitiativeInput extends AboutInitiative {
  @LocalKey('Your name for this funding, within the initiative.', as('fundingKey')) funding!: string;
  @NodeId('Agency', 'Who pays; left out, your own agency.', OPTIONAL, as('funderId')) funder?: string;
  @Count(1, 2_000_000_000, 'How much, in pence.') amountPence!: number;
  @LondonDay('The first day.') from!: string;
  @LondonDay('The last day.', OPTIONAL) until?: string;

  toCommand(_newId: NewId, by: By) {
    const { funding, funder = by.agency, amountPence, from, until } = this;
    return this.about({ type: 'FundInitiative', funding, funder, amountPence, from, until });
  }
}

@Sends('Record that funding ended before its last day.')
export class EndInitiativeFundingInput extends AboutInitiative {
  @LocalKey('The funding.', as('fundingKey')) funding!: string;

  toCommand() {
    return this.about({ type: 'EndInitiativeFunding', funding: this.funding });
  }
}

@Sends('Record how people were asked about an initiative, once they could answer no more.')
export class RecordConsultationInput extends AboutInitiative {
  @LocalKey('Your name for this consultation, within the initiative.', as('consultationKey'))
  consultation!: string;
  @Count(1, 1_000_000, 'How many were asked.') asked!: number;
  @Count(0, 1_000_000, 'How many of them responded.') responded!: number;
  @Count(0, 1_000_000, 'How many of those agreed.') agreed!: number;
  @LondonDay('The last day on which anybody could answer.') closedOn!: string;

  toCommand() {
    const { consultation, asked, responded, agreed, closedOn } = this;
    return this.about({ type: 'RecordConsultation', consultation, asked, responded, agreed, closedOn });
  }
}

@Sends('Record on what law an initiative rests: gates are fitted while one is in force (R-INI-3).')
export class RecordLegalBasisInput extends AboutInitiative {
  @LocalKey('Your name for this legal basis, within the initiative.', as('legalBasisKey'))
  legalBasis!: string;
  @Choice(GatingBasisEnum, 'What kind it is of.') kind!: GatingBasis;
  @Reference('Where it is kept.') reference!: string;
  @LondonDay('The first day on which it is in force.') from!: string;
  @LondonDay('The last day.', OPTIONAL) until?: string;

  toCommand() {
    const { legalBasis, kind, reference, from, until } = this;
    return this.about({ type: 'RecordLegalBasis', legalBasis, kind, reference, from, until });
  }
}

@Sends('Record that a legal basis ended before its last day.')
export class EndLegalBasisInput extends AboutInitiative {
  @LocalKey('The legal basis.', as('legalBasisKey')) legalBasis!: string;

  toCommand() {
    return this.about({ type: 'EndLegalBasis', legalBasis: this.legalBasis });
  }
}

@Sends('Cite what says that there is something to do.')
export class RecordInitiativeEvidenceInput extends AboutInitiative {
  @Reference('Where it is kept.') evidence!: string;

  toCommand() {
    return this.about({ type: 'RecordInitiativeEvidence', evidence: this.evidence });
  }
}

@InputType({ description: 'A recommendation of a survey.' })
export class RecommendationTakenInput {
  @NodeId('Survey', 'The survey.', as('surveyId')) survey!: string;
  @LocalKey('The recommendation, by its key within the survey.', as('recommendationKey'))
  recommendation!: string;
}

@Sends('Take premises into an initiative.')
export class AdmitPremisesInput extends AboutInitiative {
  @LocalKey('Your name for these premises, within the initiative; never an address.', as('premisesKey'))
  premises!: string;
  @Choice(InitiativePremisesEnum, 'What kind of premises they are.') kind!: InitiativePremises;
  @Count(0, 1_000_000, 'How many dwellings they are: behind one door there may be forty.', otherwise(1))
  dwellings!: number;
  @WardCode('The ward, which is one of the initiative.', as('wardCode')) ward!: string;
  @NodeId('Subject', 'Whoever lives there, as your agency has them on record.', OPTIONAL, as('recipientId'))
  recipient?: string;
  @Choice(CriterionEnum, 'What is attested of whoever lives there.', list(10), otherwise([]))
  criteria!: readonly Criterion[];
  @Group(() => RecommendationTakenInput, 'What a survey recommended, and this is for.', OPTIONAL)
  recommendation?: RecommendationTakenInput;
  @PersonalWords(300, 'Where they are.', OPTIONAL) address?: string;

  toCommand() {
    const { premises, kind, dwellings, ward, recipient, criteria, recommendation, address } = this;
    return this.about({
      ...{ type: 'AdmitPremises', premises, kind, dwellings, ward },
      ...{ recipient, criteria, recommendation, address },
    });
  }
}

@Sends('Record that premises take part in an initiative no more.')
export class WithdrawPremisesInput extends AboutInitiative {
  @LocalKey('The premises.', as('premisesKey')) premises!: string;
  @Choice(PremisesWithdrawalEnum, 'Why.') reason!: PremisesWithdrawalReason;

  toCommand() {
    const { premises, reason } = this;
    return this.about({ type: 'WithdrawPremises', premises, reason });
  }
}

@Sends('Record what was fitted at premises, at the time that you say.')
export class RecordInstallationInput extends AboutInitiative {
  @LocalKey('The premises.', as('premisesKey')) premises!: string;
  @Choice(DeviceEnum, 'What was fitted; the same device is fitted once.', list(DEVICES.length, 1))
  devices!: readonly Device[];
  @NodeId('Agency', 'Who fitted it; left out, your own agency.', OPTIONAL, as('fittedById'))
  fittedBy?: string;

  toCommand(_newId: NewId, by: By) {
    const { premises, devices, fittedBy = by.agency } = this;
    return this.about({ type: 'RecordInstallation', premises, devices, fittedBy });
  }
}

@Sends('Record what came of an initiative; also when it is closed.')
export class EvaluateInitiativeInput extends AboutInitiative {
  @LocalKey('Your name for this evaluation, within the initiative.', as('evaluationKey')) evaluation!: string;
  @Choice(EvaluationMethodEnum, 'What was counted.') method!: EvaluationMethod;
  @Count(0, 2_000_000_000, 'How many before, in as long a period.') before!: number;
  @Count(0, 2_000_000_000, 'How many after.') after!: number;
  @LondonDay('The first day of the period after.') from!: string;
  @LondonDay('The last day of it, which has come.') until!: string;

  toCommand() {
    const { evaluation, method, before, after, from, until } = this;
    return this.about({ type: 'EvaluateInitiative', evaluation, method, before, after, from, until });
  }
}

@Sends('Close an initiative that your agency leads.')
export class CloseInitiativeInput extends AboutInitiative {
  @Choice(InitiativeOutcomeEnum, 'How it ended.') outcome!: InitiativeOutcome;

  toCommand() {
    return this.about({ type: 'CloseInitiative', outcome: this.outcome });
  }
}

@Sends('Open an initiative again that your agency leads.')
export class ReopenInitiativeInput extends AboutInitiative {
  toCommand() {
    return this.about({ type: 'ReopenInitiative' });
  }
}
