import { InputType } from 'type-graphql';
import {
  policy,
  type AdviceLevel,
  type PolicyKind,
  type PublishedTerms,
  type RecordField,
  type ReviewOutcome,
  type RiskKind,
  type Topic,
} from '@wardbook/policing';
import { aboutRecord } from '../command-input.ts';
import {
  as,
  Choice,
  Count,
  Group,
  Hash,
  Identifier,
  list,
  LocalKey,
  LondonDay,
  OPTIONAL,
  otherwise,
  PolicyNumber,
  Reference,
  Text,
} from '../fields.ts';
import { Sends } from '../sends.ts';
import { policyKeyOf } from './policy-key.ts';
import { AdviceLevelEnum, RecordFieldEnum, TopicEnum } from './policy-words.type.ts';
import { PolicyKindEnum, ReviewOutcomeEnum, RiskKindEnum } from './policy.type.ts';

const LATEST_VERSION = 10_000;
const LISTED = [list(500), otherwise([])] as const;

const AboutPolicy = aboutRecord(policy, PolicyNumber('The policy’s number.', as('number')), policyKeyOf);

@InputType({ description: 'A measure of the catalogue; the written record of advice prints its words.' })
export class PolicyMeasureInput {
  @LocalKey('Your own code for the measure.') code!: string;
  @Choice(TopicEnum, 'What it is about.') topic!: Topic;
  @Choice(AdviceLevelEnum, 'What it takes to advise it.') level!: AdviceLevel;
  @Text(500, 'Its words.') wording!: string;
}

@InputType({ description: 'What is said whenever advice is given.' })
export class PolicyDisclaimersInput {
  @Text(500, 'That advice is given to the best of the adviser’s ability.') bestOfAbility!: string;
  @Text(500, 'That it guarantees nothing.') noGuarantee!: string;
}

@InputType({ description: 'How long records are kept after closure before a review.' })
export class PolicyRetentionInput {
  @Count(1, 4, 'The group of the management of police information.') mopiGroup!: 1 | 2 | 3 | 4;
  @Count(1, 1_200, 'After how many months.') reviewAfterMonths!: number;
}

@InputType({ description: 'Where readers of a policy find more.' })
export class PolicyResourceInput {
  @Text(160, 'What is there.') label!: string;
  @Reference('Where it is.') location!: string;
}

@Sends('Publish a version of a policy. It is published as it is: name no private person.')
export class PublishPolicyVersionInput extends AboutPolicy {
  @Choice(PolicyKindEnum, 'What it is about.') kind!: PolicyKind;
  @Count(1, LATEST_VERSION, 'Which version it is.') version!: number;
  @LondonDay('From when it is in force.') publishedOn!: string;
  @Hash('Of its text.') contentHash!: string;
  @Count(1, 120, 'After how many months it is reviewed; left out, 36.', OPTIONAL) nextReviewMonths?: number;
  @Identifier('On whose behalf it is monitored and reviewed.', OPTIONAL) monitoredBy?: string;
  @Choice(RecordFieldEnum, 'ADVICE: what a written record of advice must hold.', ...LISTED)
  requiredRecordFields!: readonly RecordField[];
  @Group(() => PolicyMeasureInput, 'ADVICE: the catalogue.', ...LISTED)
  measures!: readonly PolicyMeasureInput[];
  @Identifier('ADVICE: what advice may rest on.', ...LISTED) sources!: readonly string[];
  @Identifier('ADVICE: where a recipient may be pointed to.', ...LISTED) signpostSites!: readonly string[];
  @Group(() => PolicyDisclaimersInput, 'ADVICE: wanted by rule R-CASE-8.', OPTIONAL)
  disclaimers?: PolicyDisclaimersInput;
  @Identifier('ADVICE: the version of the privacy notice; wanted by rule R-CASE-9.', OPTIONAL)
  privacyNotice?: string;
  @Group(() => PolicyRetentionInput, 'How long records are kept.', OPTIONAL) retention?: PolicyRetentionInput;
  @Group(() => PolicyResourceInput, 'Where readers find more.', ...LISTED)
  resources!: readonly PolicyResourceInput[];
  @PolicyNumber('The policies that belong to it.', ...LISTED) relatedPolicies!: readonly string[];
  @Text(160, 'Who was consulted.', ...LISTED) consultees!: readonly string[];
  @Choice(RiskKindEnum, 'What can go wrong.', ...LISTED) riskKinds!: readonly RiskKind[];

  /** To clients the terms are fields of their own. */
  get terms(): PublishedTerms {
    const { id: number, kind, version, publishedOn, contentHash, nextReviewMonths, monitoredBy } = this;
    const { requiredRecordFields, measures, sources, signpostSites, disclaimers, privacyNotice } = this;
    const { retention, resources, relatedPolicies, consultees, riskKinds } = this;
    return {
      ...{ number, kind, version, publishedOn, contentHash, requiredRecordFields, measures, sources },
      ...{ signpostSites, resources, relatedPolicies, consultees, riskKinds },
      ...(nextReviewMonths !== undefined && { nextReviewMonths }),
      ...(monitoredBy !== undefined && { monitoredBy }),
      ...(disclaimers && { disclaimers }),
      ...(privacyNotice !== undefined && { privacyNotice }),
      ...(retention && { retention }),
    };
  }

  toCommand() {
    return this.about({ type: 'PublishPolicyVersion', terms: this.terms });
  }
}

@Sends(
  'Record that the version in force was reviewed: before the version that the review brings about is published.',
)
export class ReviewPolicyInput extends AboutPolicy {
  @Choice(ReviewOutcomeEnum, 'What came of it.') outcome!: ReviewOutcome;
  @Hash('Of the text as it is after the review.') contentHash!: string;
  @Reference('Where the equality impact assessment is kept; wanted by rule R-POL-6.', OPTIONAL) eia?: string;
  @Identifier('Whoever the policy is monitored by.', OPTIONAL) onBehalfOf?: string;

  toCommand() {
    const { outcome, contentHash, eia, onBehalfOf } = this;
    return this.about({ type: 'ReviewPolicy', outcome, contentHash, eia, onBehalfOf });
  }
}

@Sends('Withdraw a version for another that stands in its place.')
export class WithdrawPolicyVersionInput extends AboutPolicy {
  @Count(1, LATEST_VERSION, 'Which version.') version!: number;
  @Count(1, LATEST_VERSION, 'Which version stands in its place; wanted by rule R-POL-3.', OPTIONAL)
  successor?: number;

  toCommand() {
    const { version, successor } = this;
    return this.about({ type: 'WithdrawPolicyVersion', version, successor });
  }
}
