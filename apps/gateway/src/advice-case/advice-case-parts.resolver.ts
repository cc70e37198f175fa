import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { AttendanceType } from '../attendance/attendance.type.ts';
import { findAttendance } from '../attendance/find-attendance.ts';
import type { Context } from '../context.ts';
import { globalId } from '../global-id.ts';
import { PersonalText } from '../personal-text.type.ts';
import type { AdviceCaseCard, ContactCard, ItemCard, ReferralCard } from './advice-case-board.view.ts';
import { versionOf } from './case-compliance.ts';
import {
  AdviceItem,
  CasePremises,
  CaseContact,
  CaseReferral,
  Circumstances,
  FollowUp,
  PracticalHelp,
  RefusedAdvice,
  Signpost,
} from './advice-case.type.ts';

type ShownItem = ItemCard & Pick<AdviceCaseCard, 'policy'>;

// What a case holds about a person is a reference in its row; each of these asks the door for it.

@Resolver(() => CasePremises)
export class CasePremisesResolver {
  @FieldResolver(() => PersonalText, { nullable: true })
  address(@Root() { address }: NonNullable<AdviceCaseCard['premises']>, @Ctx() { personal }: Context) {
    return personal.consult(address, 'ADVICE');
  }
}

@Resolver(() => Circumstances)
export class CircumstancesResolver {
  @FieldResolver(() => PersonalText)
  text(@Root() { text }: AdviceCaseCard['circumstances'][number], @Ctx() { personal }: Context) {
    return personal.consult(text, 'ADVICE');
  }

  @FieldResolver(() => PersonalText, { nullable: true })
  proportionality(
    @Root() { proportionality }: AdviceCaseCard['circumstances'][number],
    @Ctx() { personal }: Context,
  ) {
    return personal.consult(proportionality, 'ADVICE');
  }
}

@Resolver(() => CaseContact)
export class CaseContactResolver {
  @FieldResolver(() => AttendanceType, { nullable: true, description: 'The visit, as it was planned.' })
  attendance(@Root() { attendance }: ContactCard, @Ctx() context: Context) {
    return attendance === undefined ? null : findAttendance(context, attendance);
  }
}

@Resolver(() => AdviceItem)
export class AdviceItemResolver {
  @FieldResolver(() => ID)
  adviserMemberId(@Root() { adviser }: ItemCard) {
    return globalId('Member', adviser);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'What the catalogue of that policy version says of the measure.',
  })
  async wording(@Root() { measure, policy, policyVersion }: ShownItem, @Ctx() { read }: Context) {
    const version = await versionOf(read, policy, policyVersion);
    return version?.measures.find(({ code }) => code === measure)?.wording ?? null;
  }

  @FieldResolver(() => PersonalText, { nullable: true, description: "Free words beside the catalogue's." })
  note(@Root() { note }: ItemCard, @Ctx() { personal }: Context) {
    return personal.consult(note, 'ADVICE');
  }

  @FieldResolver(() => PersonalText, {
    nullable: true,
    description: 'Why it was not referred to a specialist all the same.',
  })
  overrideReason(@Root() { overrideReason }: ItemCard, @Ctx() { personal }: Context) {
    return personal.consult(overrideReason, 'ADVICE');
  }

  @FieldResolver(() => PersonalText, {
    nullable: true,
    description: 'Why the recipient was not directed to trained staff or a website instead.',
  })
  givenDirectlyBecause(@Root() { givenDirectlyBecause }: ItemCard, @Ctx() { personal }: Context) {
    return personal.consult(givenDirectlyBecause, 'ADVICE');
  }
}

@Resolver(() => RefusedAdvice)
export class RefusedAdviceResolver {
  @FieldResolver(() => ID)
  adviserMemberId(@Root() { adviser }: AdviceCaseCard['refused'][number]) {
    return globalId('Member', adviser);
  }
}

@Resolver(() => Signpost)
export class SignpostResolver {
  @FieldResolver(() => PersonalText, { nullable: true })
  reason(@Root() { reason }: AdviceCaseCard['signposts'][number], @Ctx() { personal }: Context) {
    return personal.consult(reason, 'ADVICE');
  }
}

@Resolver(() => CaseReferral)
export class CaseReferralResolver {
  @FieldResolver(() => ID)
  referralId(@Root() { referral }: ReferralCard & { readonly referral: string }) {
    return globalId('Referral', referral);
  }

  @FieldResolver(() => ID, { nullable: true })
  toAgencyId(@Root() { toAgency }: ReferralCard) {
    return toAgency === undefined ? null : globalId('Agency', toAgency);
  }

  @FieldResolver(() => PersonalText, { nullable: true })
  requestedHelp(@Root() { requestedHelp }: ReferralCard, @Ctx() { personal }: Context) {
    return personal.consult(requestedHelp, 'ADVICE');
  }

  @FieldResolver(() => PersonalText, { nullable: true, description: 'What was said with the outcome.' })
  note(@Root() { note }: ReferralCard, @Ctx() { personal }: Context) {
    return personal.consult(note, 'ADVICE');
  }
}

@Resolver(() => PracticalHelp)
export class PracticalHelpResolver {
  @FieldResolver(() => PersonalText)
  text(@Root() { text }: AdviceCaseCard['help'][number], @Ctx() { personal }: Context) {
    return personal.consult(text, 'ADVICE');
  }
}

@Resolver(() => FollowUp)
export class FollowUpResolver {
  @FieldResolver(() => PersonalText, { nullable: true })
  note(@Root() { note }: AdviceCaseCard['followUps'][number], @Ctx() { personal }: Context) {
    return personal.consult(note, 'ADVICE');
  }
}
