import { InputType } from 'type-graphql';
import {
  policy,
  policyIdOf,
  type PolicyKind,
  type RecordField,
  type ReviewOutcome,
  type RiskKind,
} from '@wardbook/policing';
import { addressed, CommandInput } from '../command-input.ts';
import {
  Choice,
  Count,
  Group,
  Hash,
  Identifier,
  list,
  LondonDay,
  OPTIONAL,
  otherwise,
  PolicyNumber,
  Reference,
  Text,
} from '../fields.ts';
import { Sends } from '../sends.ts';
import { RecordFieldEnum } from './policy-words.type.ts';
import {
  PolicyKindEnum,
  ReviewOutcomeEnum,
  RiskKindEnum,
  PolicyDisclaimers,
  PolicyEstablishment,
  PolicyKeeping,
  PolicyAllocation,
  PolicyAsb,
  PolicyGrading,
  PolicyMeasure,
  PolicyResource,
  PolicyRetention,
  PolicySurvey,
  PolicyTasking,
  PolicyTraining,
  PolicyVictims,
  PolicyVisit,
} from './policy.type.ts';

const LATEST_VERSION = 10_000;
const LISTED = [list(500), otherwise([])] as const;

const BY_NUMBER = { named: 'number' } as const;

/** What every command about a policy carries: its number, with or without its space. */
@InputType()
abstract class AboutPolicy extends CommandInput {
  @PolicyNumber('The number of the policy.') number!: string;
}

@Sends<'terms'>(
  'Publish a version of a policy; administrators do so. It is published as it is: name no private person.',
)
export class PublishPolicyVersionInput extends AboutPolicy {
  @Choice(PolicyKindEnum, 'What the policy is about; all its versions are about the same.') kind!: PolicyKind;
  @Count(1, LATEST_VERSION, 'The number of the version, higher than any before it.') version!: number;
  @LondonDay('The day from which it is in force; not a day that is yet to come.') publishedOn!: string;
  @Hash('The hash of its text.') contentHash!: string;
  @Count(1, 120, 'After how many months it is reviewed; left out, 36.', OPTIONAL) nextReviewMonths?: number;
  @Identifier('On whose behalf it is monitored and reviewed.', OPTIONAL) monitoredBy?: string;
  @Choice(RecordFieldEnum, 'ADVICE: what a written record of advice must hold.', ...LISTED)
  requiredRecordFields!: readonly RecordField[];
  @Group(() => PolicyMeasure, 'ADVICE: the catalogue of measures.', ...LISTED)
  measures!: readonly PolicyMeasure[];
  @Identifier('ADVICE: the sources that advice may rest on.', ...LISTED) sources!: readonly string[];
  @Identifier('ADVICE: where a recipient may be directed.', ...LISTED) signpostSites!: readonly string[];
  @Group(
    () => PolicyDisclaimers,
    'ADVICE: the words of both disclaimers; rule R-CASE-8 asks for them.',
    OPTIONAL,
  )
  disclaimers?: PolicyDisclaimers;
  @Identifier('ADVICE: the version of the privacy notice; rule R-CASE-9 asks for it.', OPTIONAL)
  privacyNotice?: string;
  @Group(
    () => PolicyEstablishment,
    'ESTABLISHMENT: the figures for teams and promises; rule R-POL-8 asks for them.',
    OPTIONAL,
  )
  establishment?: PolicyEstablishment;
  @Group(() => PolicyVisit, 'VISIT: the figures for visits; rule R-POL-8 asks for them.', OPTIONAL)
  visit?: PolicyVisit;
  @Group(
    () => PolicyVictims,
    'VISIT: what holds for the victims of crime; left out, what holds without a policy.',
    OPTIONAL,
  )
  victims?: PolicyVictims;
  @Group(
    () => PolicyAllocation,
    'ALLOCATION: who investigates which category of crime; for others holds what holds without a policy.',
    list(20),
    OPTIONAL,
  )
  allocation?: readonly PolicyAllocation[];
  @Group(() => PolicySurvey, 'SURVEY: what is looked at; rule R-POL-8 asks for it.', OPTIONAL)
  survey?: PolicySurvey;
  @Group(() => PolicyTraining, 'TRAINING: its figures; rule R-POL-8 asks for them.', OPTIONAL)
  training?: PolicyTraining;
  @Group(() => PolicyGrading, 'GRADING: how reports are graded; nobody grades without it.', OPTIONAL)
  grading?: PolicyGrading;
  @Group(() => PolicyTasking, 'TASKING: its figures; rule R-POL-8 asks for them.', OPTIONAL)
  tasking?: PolicyTasking;
  @Group(
    () => PolicyAsb,
    'ASB: what holds of antisocial behaviour; left out, what holds without a policy.',
    OPTIONAL,
  )
  asb?: PolicyAsb;
  @Group(() => PolicyRetention, 'How long records of its advice are kept.', OPTIONAL)
  retention?: PolicyRetention;
  @Group(
    () => PolicyKeeping,
    'RETENTION: how long each class of records is kept; rule R-POL-8 asks for it.',
    list(20),
    OPTIONAL,
  )
  keeping?: readonly PolicyKeeping[];
  @Group(() => PolicyResource, 'Where its readers find more.', ...LISTED)
  resources!: readonly PolicyResource[];
  @PolicyNumber('The numbers of other policies that belong with it.', ...LISTED)
  relatedPolicies!: readonly string[];
  @Text(160, 'Which bodies were consulted.', ...LISTED) consultees!: readonly string[];
  @Choice(RiskKindEnum, 'What can go wrong with it.', ...LISTED) riskKinds!: readonly RiskKind[];

  toCommand() {
    const {
      commandId: _id,
      expectedVersion: _version,
      occurredAt: _at,
      ...terms
    }: PublishPolicyVersionInput = this;
    return addressed(policy, policyIdOf(terms.number), { type: 'PublishPolicyVersion', terms }, BY_NUMBER);
  }
}

@Sends(
  'Record that the version in force was reviewed, before you publish what comes of it; administrators and inspectors do so.',
)
export class ReviewPolicyInput extends AboutPolicy {
  @Choice(ReviewOutcomeEnum, 'What came of it.') outcome!: ReviewOutcome;
  @Hash('The hash of the text as it is after the review.') contentHash!: string;
  @Reference('Where the equality impact assessment is kept; rule R-POL-6 asks for it.', OPTIONAL)
  eia?: string;
  @Identifier('Whoever the policy names as its monitor, where it names one.', OPTIONAL) onBehalfOf?: string;

  toCommand() {
    const { number, outcome, contentHash, eia, onBehalfOf } = this;
    const review = { outcome, contentHash, eia, onBehalfOf };
    return addressed(policy, policyIdOf(number), { type: 'ReviewPolicy', ...review }, BY_NUMBER);
  }
}

@Sends('Withdraw a version for another that stands in its place; administrators do so.')
export class WithdrawPolicyVersionInput extends AboutPolicy {
  @Count(1, LATEST_VERSION, 'The version to withdraw.') version!: number;
  @Count(
    1,
    LATEST_VERSION,
    'The published version that stands in its place; rule R-POL-3 asks for it.',
    OPTIONAL,
  )
  successor?: number;

  toCommand() {
    const { number, version, successor } = this;
    const withdrawal = { type: 'WithdrawPolicyVersion', version, successor } as const;
    return addressed(policy, policyIdOf(number), withdrawal, BY_NUMBER);
  }
}
