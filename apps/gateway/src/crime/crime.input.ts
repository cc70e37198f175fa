import {
  ALLOCATION_CAUSES,
  crime,
  CRIME_FIELDS,
  CRIME_MARKERS,
  crimeIdOf,
  CRITERIA,
  type AllocationCause,
  type AllocationReason,
  type By,
  type CrimeCategory,
  type CrimeField,
  type CrimeMarker,
  type CrimeOutcome,
  type Criterion,
  type DisclosurePurpose,
  type Investigator,
  type LegalBasis,
  type NoVictimReason,
  type RequestDeclineReason,
} from '@wardbook/policing';
import { CriterionEnum } from '../advice-case/advice-case-codes.type.ts';
import { RequestDeclineReasonEnum } from '../authority-request.type.ts';
import { aboutRecord, addressed, CommandInput, type NewId } from '../command-input.ts';
import {
  as,
  Choice,
  Identifier,
  Instant,
  list,
  LocalKey,
  NodeId,
  OPTIONAL,
  otherwise,
  PersonalWords,
  WardCode,
} from '../fields.ts';
import { CrimeCategoryEnum, InvestigatorEnum } from '../policy/policy.type.ts';
import { LegalBasisEnum } from '../referral/referral-words.type.ts';
import { Sends } from '../sends.ts';
import * as codes from './crime.type.ts';

const AboutCrime = aboutRecord(crime, NodeId('Crime', 'The crime.', as('crimeId')));

@Sends('Record a crime of your force.')
export class RecordCrimeInput extends CommandInput {
  @Identifier('Its reference in your force, for example 2026-114; at most 50 characters.') reference!: string;
  @Choice(CrimeCategoryEnum, 'What it is recorded as.') category!: CrimeCategory;
  @Choice(codes.CrimeMarkerEnum, 'What makes it one for the CID.', list(CRIME_MARKERS.length), otherwise([]))
  markers!: readonly CrimeMarker[];
  @WardCode('The ward in which it was committed.', as('wardCode')) ward!: string;
  @Instant('From when on it was committed, as far as anybody knows.', OPTIONAL) committedFrom?: string;
  @Instant('Until when it was committed, as far as anybody knows.', OPTIONAL) committedUntil?: string;
  @PersonalWords(4_000, 'Its circumstances.', OPTIONAL) circumstances?: string;

  toCommand(_: NewId, { agency }: By) {
    const { reference, category, markers, ward, committedFrom, committedUntil, circumstances } = this;
    return addressed(
      crime,
      crimeIdOf(agency, reference),
      { type: 'RecordCrime', category, markers, ward, committedFrom, committedUntil, circumstances },
      { named: 'reference' },
    );
  }
}

@Sends('Record that a crime is of another category.')
export class RecategoriseCrimeInput extends AboutCrime {
  @Choice(CrimeCategoryEnum, 'What it is recorded as from then on.') category!: CrimeCategory;

  toCommand() {
    return this.about({ type: 'RecategoriseCrime', category: this.category });
  }
}

@Sends('Say all that marks a crime, from then on.')
export class ChangeCrimeMarkersInput extends AboutCrime {
  @Choice(codes.CrimeMarkerEnum, 'All of them; none takes them away.', list(CRIME_MARKERS.length))
  markers!: readonly CrimeMarker[];

  toCommand() {
    return this.about({ type: 'ChangeCrimeMarkers', markers: this.markers });
  }
}

@Sends<'visit'>('Register somebody who suffered a crime. They are offered a visit, whatever the crime.')
export class RegisterVictimInput extends AboutCrime {
  @NodeId('Subject', 'Who suffered it; register the person first.', as('subjectId')) victim!: string;
  @Choice(CriterionEnum, 'What is attested of them.', list(CRITERIA.length), otherwise([]))
  criteria!: readonly Criterion[];

  toCommand(newId: NewId) {
    const { victim, criteria } = this;
    return this.about({ type: 'RegisterVictim', victim, criteria, visit: newId('visit') });
  }
}

@Sends('Record that somebody was no victim of a crime after all.')
export class WithdrawVictimInput extends AboutCrime {
  @NodeId('Subject', 'Who.', as('subjectId')) victim!: string;
  @Choice(codes.NoVictimReasonEnum, 'Why.') reason!: NoVictimReason;

  toCommand() {
    const { victim, reason } = this;
    return this.about({ type: 'WithdrawVictim', victim, reason });
  }
}

@Sends(
  'Say who investigates a crime, for the first time or anew. What the policy or a marker gives to the CID goes to no INPT without the grant of an inspector.',
)
export class AllocateInvestigationInput extends AboutCrime {
  @Choice(InvestigatorEnum, 'Whose it is.') to!: Investigator;
  @NodeId('Team', 'The team that investigates.', as('teamId')) team!: string;
  @Choice(codes.AllocationReasonEnum, 'Why; to the CID rule R-INPT-6 may ask for it.', OPTIONAL)
  reason?: AllocationReason;

  toCommand() {
    const { to, team, reason } = this;
    return this.about({ type: 'AllocateInvestigation', to, team, reason });
  }
}

@Sends('Ask an inspector to let an INPT investigate what the policy or a marker gives to the CID.')
export class RequestAllocationInput extends AboutCrime {
  @LocalKey('Names the request within the crime; whoever answers it sends it.', as('requestKey'))
  request!: string;
  @NodeId('Team', 'The INPT that is to investigate.', as('teamId')) team!: string;
  @Choice(codes.AllocationReasonEnum, 'Why.') reason!: AllocationReason;
  @Choice(codes.AllocationCauseEnum, 'All that gives it to the CID.', list(ALLOCATION_CAUSES.length))
  despite!: readonly AllocationCause[];

  toCommand() {
    const { request, team, reason, despite } = this;
    return this.about({ type: 'RequestAllocation', request, team, reason, despite });
  }
}

@Sends('Grant that an INPT investigates; an inspector or above who did not ask for it does so.')
export class GrantAllocationInput extends AboutCrime {
  @LocalKey('The request, as it was named.', as('requestKey')) request!: string;

  toCommand() {
    return this.about({ type: 'GrantAllocation', request: this.request });
  }
}

@Sends('Decline that an INPT investigates; an inspector or above who did not ask for it does so.')
export class DeclineAllocationInput extends AboutCrime {
  @LocalKey('The request, as it was named.', as('requestKey')) request!: string;
  @Choice(RequestDeclineReasonEnum, 'Why it is declined.') reason!: RequestDeclineReason;

  toCommand() {
    const { request, reason } = this;
    return this.about({ type: 'DeclineAllocation', request, reason });
  }
}

@Sends('Link a crime to an advice case, or to a problem.')
export class LinkCrimeInput extends AboutCrime {
  @NodeId('AdviceCase', 'The case.', OPTIONAL, as('adviceCaseId')) case?: string;
  @NodeId('Problem', 'The problem.', OPTIONAL, as('problemId')) problem?: string;

  toCommand() {
    const { case: adviceCase, problem } = this;
    return this.about({ type: 'LinkCrime', case: adviceCase, problem });
  }
}

@Sends('End the link of a crime to an advice case, or to a problem.')
export class UnlinkCrimeInput extends AboutCrime {
  @NodeId('AdviceCase', 'The case.', OPTIONAL, as('adviceCaseId')) case?: string;
  @NodeId('Problem', 'The problem.', OPTIONAL, as('problemId')) problem?: string;

  toCommand() {
    const { case: adviceCase, problem } = this;
    return this.about({ type: 'UnlinkCrime', case: adviceCase, problem });
  }
}

@Sends(
  'Say all that an agency sees of a crime from then on. Of domestic abuse and hate crime an agreement alone is too little.',
)
export class DiscloseCrimeInput extends AboutCrime {
  @NodeId('Agency', 'The agency.', as('agencyId')) agency!: string;
  @Choice(codes.CrimeFieldEnum, 'All that it sees; at least one.', list(CRIME_FIELDS.length))
  fields!: readonly CrimeField[];
  @Choice(LegalBasisEnum, 'On what it rests.') legalBasis!: LegalBasis;
  @Identifier('The agreement with the agency; none in an emergency.', OPTIONAL) agreement?: string;
  @Choice(codes.DisclosurePurposeEnum, 'What for.') purpose!: DisclosurePurpose;

  toCommand() {
    const { agency, fields, legalBasis, agreement, purpose } = this;
    return this.about({ type: 'DiscloseCrime', agency, fields, legalBasis, agreement, purpose });
  }
}

@Sends('End what an agency sees of a crime.')
export class EndCrimeDisclosureInput extends AboutCrime {
  @NodeId('Agency', 'The agency.', as('agencyId')) agency!: string;

  toCommand() {
    return this.about({ type: 'EndCrimeDisclosure', agency: this.agency });
  }
}

@Sends('Record how the investigation of a crime ended.')
export class CloseCrimeInput extends AboutCrime {
  @Choice(codes.CrimeOutcomeEnum, 'How.') outcome!: CrimeOutcome;

  toCommand() {
    return this.about({ type: 'CloseCrime', outcome: this.outcome });
  }
}

@Sends('Open a closed crime again.')
export class ReopenCrimeInput extends AboutCrime {
  toCommand() {
    return this.about({ type: 'ReopenCrime' });
  }
}
