import { ObjectType } from 'type-graphql';
import type { AuthorityMatterName, RequestDeclineReason } from '@wardbook/policing';
import type { oneRequestAt } from './authority-request.ts';
import { as, Choice, choice, Flag, Instant, Key, Linked, OPTIONAL, Text } from './fields.ts';
import { Needs } from './scope.ts';

type Request = NonNullable<ReturnType<typeof oneRequestAt<AuthorityMatterName>>>;

export const AuthorityMatterEnum = choice<AuthorityMatterName>(
  'AuthorityMatter',
  'What somebody else is asked to authorise.',
  {
    ABSTRACTION: 'That a dedicated member is taken from the ward.',
    ADVICE_OVERRIDE: 'That advice was given which somebody trained for it should have given.',
    COMPLIANCE_BREACH: 'That a case is closed although its record lacks something.',
    HOLD_LIFTING: 'That a record is held no longer, and may be disposed of.',
    INVESTIGATION_ALLOCATION: 'That an INPT investigates what is for the CID.',
    SUBJECT_MERGE: 'That two records are taken as one person\u2019s.',
    TEXT_REDACTION: 'That words which everybody may read are taken out.',
  },
);

export const AuthorityStandingEnum = choice<Request['standing']>(
  'AuthorityStanding',
  'Whether what was asked for is authorised.',
  {
    WAITING: 'Nobody has answered: it is not authorised.',
    GRANTED: 'Somebody other than whoever asked has granted it.',
    DECLINED: 'It was declined.',
  },
);

export const RequestDeclineReasonEnum = choice<RequestDeclineReason>(
  'RequestDeclineReason',
  'Why a request is declined.',
  {
    NOT_JUSTIFIED: 'It is not justified.',
    TOO_LITTLE_INFORMATION: 'Too little is said to decide.',
    ANOTHER_WAY_FOUND: 'Another way was found.',
    OTHER: 'For another reason.',
  },
);

@ObjectType({
  description: 'What somebody asked another to authorise: nobody authorises what they ask for themselves.',
})
@Needs('CASE')
export class AuthorityRequest {
  @Key('Names the request within its record; who answers it sends it.') key!: string;
  @Choice(AuthorityMatterEnum, 'What is asked for.') matter!: Request['matter'];
  @Text('Who asked, as tokens carry it.')
  @Linked('Member', 'Who asked; null where it is no member on record.', OPTIONAL, as('askedBy'))
  askedByKey!: string;
  @Instant('When it was asked for.') askedAt!: string;
  @Instant('Until when an answer is expected.', OPTIONAL) answerBy!: string | null;
  @Choice(AuthorityStandingEnum, 'Whether it is authorised.') standing!: Request['standing'];
  @Instant('When it was answered.', OPTIONAL) answeredAt!: string | null;
  @Choice(RequestDeclineReasonEnum, 'Why it was declined.', OPTIONAL)
  declinedBecause!: RequestDeclineReason | null;
  @Flag('It waits for longer than an answer should take.') isOverdue!: boolean;
}
