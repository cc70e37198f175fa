import { Field, ObjectType } from 'type-graphql';
import { AdviceCaseType } from '../advice-case/advice-case.type.ts';
import { AttendanceType } from '../attendance/attendance.type.ts';
import { Sector } from '../borough/borough.type.ts';
import { Group, Key, usually } from '../fields.ts';
import { ReferralType } from '../referral/referral.type.ts';
import { Needs } from '../scope.ts';
import { TeamType } from '../team/team.type.ts';
import { Holds } from '../weights.ts';

/** Of each kind, and of all that is looked through for them. */
export const MOST_HELD = 100;

@ObjectType({ description: 'A specialist post that somebody holds.' })
@Needs('CASE')
export class HeldPost {
  @Key('The code of the role, for example CPA.') role!: string;
  @Key('The area that the post is for.') area!: string;
}

@ObjectType({
  description:
    'What a member holds, which ends on the day they leave, and what waits for them, at most 100 of each: open cases are ' +
    'assigned anew, visits moved or called off, referrals moved on.',
})
@Needs('CASE')
export class Responsibilities {
  @Group(() => HeldPost, 'Specialist posts held.', usually(5)) posts!: readonly HeldPost[];
  @Group(() => Sector, 'Sectors under the member.', usually(5)) sectors!: readonly Sector[];
  @Holds(MOST_HELD)
  @Field(() => [TeamType], { description: 'Teams that the member leads.' })
  teams!: readonly TeamType[];
  @Holds(MOST_HELD)
  @Field(() => [AdviceCaseType], { description: 'Open cases whose officer the member is.' })
  cases!: readonly AdviceCaseType[];
  @Holds(MOST_HELD)
  @Field(() => [AttendanceType], { description: 'Visits that are planned or under way.' })
  visits!: readonly AttendanceType[];
  @Holds(MOST_HELD)
  @Field(() => [ReferralType], { description: 'Referrals that the member took on, and has not ended.' })
  referrals!: readonly ReferralType[];
}
