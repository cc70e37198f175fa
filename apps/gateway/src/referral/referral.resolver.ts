import { Arg, Args, ArgsType, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { streamOf } from '@wardbook/event-sourcing';
import { agencyOf, referral as referralOf, type Party } from '@wardbook/policing';
import type { AdviceCaseCard } from '../advice-case/advice-case-board.view.ts';
import { AdviceCaseType } from '../advice-case/advice-case.type.ts';
import type { Context } from '../context.ts';
import { localId } from '../global-id.ts';
import { PageArgs, pageOf, type Connection } from '../page.ts';
import { PersonalText } from '../personal-text.type.ts';
import { Optional, pointOf, PointOrTokenArgs } from '../point-args.ts';
import { Needs } from '../scope.ts';
import type { Read, Shown } from '../read.ts';
import { agenciesSeenBy } from '../record-agency.ts';
import { refusedRequest } from '../refused-request.ts';
import { referralBoard } from './referral-board.view.ts';
import { disclosedValues } from './referral-disclosure.ts';
import { referralInbox } from './referral-inbox.view.ts';
import { referralSeenBy, type NoteSeen, type ReferralSeen } from './referral-seen.ts';
import {
  DisclosedValue,
  ReferralConnection,
  ReferralDirectionEnum,
  ReferralNote,
  ReferralParty,
  ReferralStandingEnum,
  ReferralType,
} from './referral.type.ts';
import { Costs, Holds, RECORD } from '../weights.ts';

type Direction = keyof typeof ReferralDirectionEnum;

@ArgsType()
class ReferralsArgs extends PageArgs {
  @Optional(
    () => ReferralDirectionEnum,
    'Left out: INBOX; to an auditor, the referrals of the forces audited.',
  )
  direction?: Direction | null;
  @Optional(
    () => [ReferralStandingEnum],
    'Left out: what is still to be dealt with. Give none with EVER_ASKED, which shows whatever became of it.',
  )
  standing?: string[] | null;
}

@Resolver(() => ReferralType)
export class ReferralResolver {
  @Query(() => ReferralConnection, {
    description: 'The work-list of your agency, by when it is due; EVER_ASKED: the newest request first.',
  })
  @Needs('REFERRAL')
  async referrals(@Args(() => ReferralsArgs) args: ReferralsArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    return args.direction === 'EVER_ASKED' ? everAsked(context, args) : workList(context, args);
  }

  @Query(() => ReferralType, {
    nullable: true,
    description: 'One referral, now or, for police and auditors, at a moment of its history.',
  })
  @Needs('REFERRAL')
  async referral(
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
    @Args(() => PointOrTokenArgs) args: PointOrTokenArgs,
    @Ctx() { findAt, scopes, denied, now }: Context,
  ) {
    const key = localId('Referral', id);
    if (pointOf(args, now) && !scopes.has('CASE')) {
      await denied({ purpose: 'REFERRAL', record: streamOf(referralOf, key) });
      throw refusedRequest('FORBIDDEN', 'Your role sees referrals as they are now: leave out the moment.');
    }
    return findAt('Referral', key, args);
  }

  @FieldResolver(() => ReferralParty, { description: 'The agency that asks.' })
  from(@Root() { from }: ReferralSeen) {
    return partyOf(from);
  }

  @FieldResolver(() => ReferralParty, { nullable: true, description: 'Who is asked; null once passed on.' })
  to(@Root() { to }: ReferralSeen) {
    return to ? partyOf(to) : null;
  }

  @FieldResolver(() => [DisclosedValue], {
    description: 'What was disclosed: to your agency, or by it to whoever is asked. Nothing else ever is.',
  })
  @Holds(10)
  @Costs(5 * RECORD)
  disclosed(@Root() { disclosure }: ReferralSeen, @Ctx() context: Context) {
    return disclosedValues(disclosure, context);
  }

  @FieldResolver(() => [ReferralType], {
    description:
      'A warning: what whoever is asked asks the sender for on the same topic for the same reason, not yet ended. No rule sees that a request came round where nobody said what it passes on.',
  })
  @Holds(20)
  async alike(@Root() { key, from, to, topic, reason }: ReferralSeen, @Ctx() context: Context) {
    if (!to || !topic || !reason) return [];
    const rows = await context.read.list(referralBoard, {
      where: {
        fromAgency: [agencyOf(to)],
        toAgency: [agencyOf(from)],
        asked: [`${topic} ${reason}`],
        standing: TO_DO.ALL,
      },
      orderBy: 'dueAt',
      limit: MOST_ALIKE,
    });
    const asker = { by: context.by, audited: await context.audited() };
    return rows
      .filter((row) => row.key !== key)
      .flatMap((row) => referralSeenBy(asker, row, nowIn(context)) ?? []);
  }

  @FieldResolver(() => PersonalText, {
    nullable: true,
    description:
      'What is asked for, for the sender’s own people and the partner that wrote it; to whoever is asked it comes, if at all, in `disclosed`.',
  })
  requestedHelp(
    @Root() { requestedHelp, disclosure: { through } }: ReferralSeen,
    @Ctx() { personal }: Context,
  ) {
    // C-07: a partner that raised it has no other way to its own words.
    return through === 'NOTHING'
      ? personal.disclosed(requestedHelp, 'REFERRAL')
      : personal.consult(requestedHelp, 'REFERRAL');
  }

  @FieldResolver(() => [ReferralNote], {
    description:
      'Oldest first. Another agency’s people read what they wrote themselves, and what they were answered; a partner that raised it, questions and answers.',
  })
  @Holds(10)
  @Costs(5 * RECORD)
  notes(@Root() { notes }: ReferralSeen, @Ctx() { personal }: Context) {
    return Promise.all(
      notes.map(async ({ kind, at, text, through }: NoteSeen) => ({
        kind,
        at,
        text: await (through === 'CONSULTATION' ? personal.consult : personal.disclosed)(text, 'REFERRAL'),
      })),
    );
  }
}

const MOST_ALIKE = 20;
const MOST_REFERRALS = 100;

@Resolver(() => AdviceCaseType)
export class CaseReferralsResolver {
  @FieldResolver(() => [ReferralType], {
    description: 'What the case asked of others, as it is now, oldest first.',
  })
  @Holds(20)
  async referralDetails(@Root() { key }: Shown<AdviceCaseCard>, @Ctx() context: Context) {
    const { by, read } = context;
    const rows = await read.list(referralBoard, {
      where: { case: [key] },
      orderBy: 'raisedAt',
      limit: MOST_REFERRALS,
    });
    const asker = { by, audited: await context.audited() };
    return rows.flatMap((row) => referralSeenBy(asker, row, nowIn(context)) ?? []);
  }
}

const nowIn = ({ now }: Pick<Context, 'now'>): string => new Date(now()).toISOString();

const partyOf = (party: Party): ReferralParty => ({
  agencyKey: 'agency' in party ? party.agency : party.force,
  role: 'role' in party ? party.role : null,
  area: 'role' in party ? (party.area ?? null) : null,
  wardCode: 'ward' in party ? party.ward : null,
});

const TO_DO: Readonly<Record<'INBOX' | 'OUTBOX' | 'ALL', readonly string[]>> = {
  INBOX: ['RAISED', 'ACCEPTED'],
  // What was declined is the sender's again.
  OUTBOX: ['RAISED', 'ACCEPTED', 'DECLINED'],
  ALL: ['RAISED', 'ACCEPTED', 'DECLINED'],
};

const workList = async (context: Context, args: ReferralsArgs): Promise<Connection<ReferralSeen>> => {
  const { by, read } = context;
  const direction =
    args.direction === 'OUTBOX'
      ? 'OUTBOX'
      : args.direction == null && by.role === 'AUDITOR'
        ? 'ALL'
        : 'INBOX';
  const seen = await agenciesSeenBy(context);
  const page = await pageOf(read, referralBoard, args, {
    orderBy: 'dueAt',
    where: {
      standing: args.standing ?? TO_DO[direction],
      ...(direction === 'INBOX' && { toAgency: [by.agency] }),
      ...(direction === 'OUTBOX' && { fromAgency: [by.agency] }),
    },
    ...(direction === 'ALL' && seen && { among: { fromAgency: seen } }),
  });
  const asker = { by, audited: await context.audited() };
  return mapped(page, (row) => referralSeenBy(asker, row, nowIn(context)));
};

const everAsked = async (context: Context, args: ReferralsArgs): Promise<Connection<ReferralSeen>> => {
  const { by, read } = context;
  if (args.standing != null)
    throw refusedRequest('BAD_USER_INPUT', 'EVER_ASKED shows whatever became of it: give no standing.');
  const page = await pageOf(read, referralInbox, args, {
    orderBy: 'askedAt',
    descending: true,
    where: { agency: [by.agency] },
  });
  const found = await rowsOf(
    read,
    page.edges.flatMap(({ node }) => node.referral ?? []),
  );
  const asker = { by, audited: await context.audited() };
  return mapped(page, ({ referral }) => referralSeenBy(asker, found.get(referral ?? ''), nowIn(context)));
};

const rowsOf = async (read: Read, keys: readonly string[]) =>
  new Map(await Promise.all(keys.map(async (key) => [key, await read.find(referralBoard, key)] as const)));

/** The same page; what is not for whoever asks is left out, whatever the filter said. */
const mapped = <From, To>(
  { edges, pageInfo }: Connection<From>,
  seen: (node: From) => To | null,
): Connection<To> => ({
  pageInfo,
  edges: edges.flatMap(({ cursor, node }) => {
    const shown = seen(node);
    return shown === null ? [] : [{ cursor, node: shown }];
  }),
});
