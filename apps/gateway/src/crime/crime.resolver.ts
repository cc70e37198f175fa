import { Arg, Args, ArgsType, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { entriesOf, streamOf, type PointInHistory } from '@wardbook/event-sourcing';
import {
  crime as crimeOf,
  crimeDisclosedTo,
  departuresOf,
  type CrimeDisclosure,
  type CrimeField,
} from '@wardbook/policing';
import { AdviceCaseType } from '../advice-case/advice-case.type.ts';
import { requestsAt } from '../authority-request.ts';
import { AuthorityRequest } from '../authority-request.type.ts';
import type { Context } from '../context.ts';
import { globalId, localId } from '../global-id.ts';
import { having } from '../having.ts';
import { PageArgs, pageOf } from '../page.ts';
import { momentOf, Optional, TokenArgs } from '../point-args.ts';
import { PersonalText } from '../personal-text.type.ts';
import { CrimeCategoryEnum } from '../policy/policy.type.ts';
import { ProblemType } from '../problem/problem.type.ts';
import type { Shown } from '../read.ts';
import { agenciesSeenBy } from '../record-agency.ts';
import { LondonMonthScalar } from '../scalars.ts';
import { Needs } from '../scope.ts';
import { stillAgreed } from '../sharing.ts';
import { Costs, Holds, RECORD } from '../weights.ts';
import { crimeAt, crimeBoard, crimesTold, type CrimeCard } from './crime-board.view.ts';
import {
  AllocatedToEnum,
  CrimeDeparture,
  AllocationShares,
  CrimeAllocation,
  CrimeConnection,
  DisclosureOfCrime,
  CrimeMarkerEnum,
  CrimeOutcomeEnum,
  CrimeStandingEnum,
  CrimeType,
  CrimeVictim,
  DepartureStandingEnum,
  DisclosedCrime,
  DisclosedCrimeConnection,
} from './crime.type.ts';
import { linkedTo } from '../linked-to.ts';

type ShownCrime = Shown<CrimeCard> & { readonly point?: PointInHistory };

@ArgsType()
class CrimesArgs extends PageArgs {
  @Optional(() => String, 'Only those in this ward, by its GSS code.') wardCode?: string | null;
  @Optional(() => CrimeCategoryEnum, 'Only those of this category.') category?: string | null;
  @Optional(() => AllocatedToEnum, 'Only those that they investigate, or nobody does.')
  allocatedTo?: string | null;
  @Optional(() => [CrimeStandingEnum], 'Left out: OPEN.') standing?: string[] | null;
  @Optional(() => LondonMonthScalar, 'Only those that were recorded in this month in London.')
  recordedIn?: string | null;
  @Optional(
    () => [DepartureStandingEnum],
    'Only those that somebody else investigates, or did, than the policy says.',
  )
  departure?: string[] | null;
}

@Resolver(() => CrimeType)
export class CrimeResolver {
  @Query(() => CrimeConnection, {
    description:
      'The crimes of your force, in the order in which they were recorded; an auditor’s are of the forces audited.',
  })
  @Needs('CASE')
  async crimes(@Args(() => CrimesArgs) args: CrimesArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { wardCode: ward, category, allocatedTo, standing, recordedIn, departure } = args;
    const forces = await agenciesSeenBy(context);
    return pageOf(context.read, crimeBoard, args, {
      orderBy: 'recordedAt',
      where: {
        standing: standing ?? ['OPEN'],
        ...having<typeof crimeBoard>({ ward, category, allocatedTo, recordedIn }),
        ...(departure && { departure }),
      },
      ...(forces && { among: { force: forces } }),
    });
  }

  @Query(() => AllocationShares, {
    description:
      'Of the crimes of your force that were recorded in a month, who investigates how many now, and how often another than the policy says. Each of these is in `crimes`.',
  })
  @Needs('CASE')
  @Costs(5 * RECORD)
  async allocationShares(
    @Arg('month', () => LondonMonthScalar, { description: 'The month in London.' }) recordedIn: string,
    @Args(() => TokenArgs) { atLeast }: TokenArgs,
    @Ctx() context: Context,
  ): Promise<AllocationShares> {
    await context.atLeast(atLeast);
    const forces = await agenciesSeenBy(context);
    const counted = (where: Parameters<typeof having<typeof crimeBoard>>[0]) =>
      context.read.count(crimeBoard, {
        where: { ...having<typeof crimeBoard>({ recordedIn, ...where }), ...(forces && { force: forces }) },
        orderBy: 'recordedAt',
        limit: MOST_COUNTED,
      });
    const [inpt, cid, nobody, explained, open] = await Promise.all([
      counted({ allocatedTo: 'INPT' }),
      counted({ allocatedTo: 'CID' }),
      counted({ allocatedTo: 'NOBODY' }),
      counted({ departure: 'EXPLAINED' }),
      counted({ departure: 'OPEN' }),
    ]);
    return { month: recordedIn, inpt, cid, nobody, explained, open };
  }

  @FieldResolver(() => [CrimeMarkerEnum], { description: 'What makes it one for the CID.' })
  @Holds(5)
  markers(@Root() card: ShownCrime, @Ctx() { now }: Context) {
    return crimeAt(card, momentOf(card.point, now)).markers;
  }

  @FieldResolver(() => CrimeOutcomeEnum, { nullable: true, description: 'CLOSED: how it ended.' })
  outcome(@Root() { closed }: ShownCrime) {
    return closed.at(-1)?.value ?? null;
  }

  @FieldResolver(() => [CrimeVictim], { description: 'Who suffered it, in the order of their registration.' })
  @Holds(5)
  victims(@Root() { victims }: ShownCrime) {
    return entriesOf(victims)
      .flatMap(([person, told]) => {
        const { from: registeredAt = '', value } = told.at(-1) ?? {};
        return value ? [{ person, registeredAt, ...value }] : [];
      })
      .sort((a, b) => (a.registeredAt < b.registeredAt ? -1 : 1));
  }

  @FieldResolver(() => CrimeAllocation, { nullable: true, description: 'Who investigates it.' })
  allocation(@Root() { allocation }: ShownCrime) {
    const { from, value } = allocation.at(-1) ?? {};
    return value ? { from, ...value } : null;
  }

  @FieldResolver(() => [CrimeAllocation], {
    description: 'Who investigated it since when, the oldest first.',
  })
  @Holds(5)
  allocations(@Root() { allocation }: ShownCrime) {
    return allocation.map(({ from, value }) => ({ from, ...value }));
  }

  @FieldResolver(() => [CrimeDeparture], {
    description:
      'When somebody else investigated than the policy says, and why, the oldest first (R-INPT-6).',
  })
  @Holds(5)
  departures(@Root() card: ShownCrime) {
    return departuresOf(card);
  }

  @FieldResolver(() => [AuthorityRequest], {
    description: 'What an inspector is to authorise in it, the oldest first, and how that stands.',
  })
  @Holds(5)
  authorityRequests(@Root() { requests, point }: ShownCrime, @Ctx() { now }: Context) {
    return requestsAt(requests, 'INVESTIGATION_ALLOCATION', momentOf(point, now));
  }

  @FieldResolver(() => [AdviceCaseType], { description: 'The advice cases that it is linked to.' })
  @Holds(5)
  async cases(@Root() card: ShownCrime, @Ctx() { find }: Context) {
    const found = await Promise.all(linkedTo(card, 'case ').map((key) => find('AdviceCase', key)));
    return found.filter((one) => one !== null);
  }

  @FieldResolver(() => [ProblemType], { description: 'The problems that it is linked to.' })
  @Holds(5)
  async problems(@Root() card: ShownCrime, @Ctx() { find }: Context) {
    const found = await Promise.all(linkedTo(card, 'problem ').map((key) => find('Problem', key)));
    return found.filter((one) => one !== null);
  }

  @FieldResolver(() => [DisclosureOfCrime], {
    description: 'Which agencies see what of it, in the order of their ids.',
  })
  @Holds(5)
  async disclosures(@Root() card: ShownCrime, @Ctx() { now, agencyKnown }: Context) {
    const at = momentOf(card.point, now);
    const all = entriesOf(card.disclosures).map(async ([agency, told]) => {
      const { from: since = '', value } = told.at(-1) ?? {};
      const said = crimeDisclosedTo(card, agency, at);
      const seen = await stillAgreed(agencyKnown, said, { agency, from: forceOf(card.key), at });
      return value ? [{ agencyKey: agency, since, ...value, isHidden: !seen }] : [];
    });
    return (await Promise.all(all)).flat().sort((a, b) => (a.agencyKey < b.agencyKey ? -1 : 1));
  }
}

const MOST_COUNTED = 100_000;

/** What was disclosed of a crime to the agency of whoever asks; of what is not shown there is nothing to find out. */
@Resolver(() => DisclosedCrime)
export class DisclosedCrimeResolver {
  @Query(() => DisclosedCrimeConnection, {
    description: 'The crimes of which something was disclosed to your agency, the newest first.',
  })
  @Needs('REFERRAL')
  @Costs(20 * RECORD)
  async disclosedCrimes(@Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { edges, pageInfo } = await pageOf(context.read, crimesTold, args, {
      orderBy: 'toldAt',
      descending: true,
      where: { agency: [context.by.agency] },
      isFor: async ({ crime }) => (await seenOf(context, crime ?? '')) !== null,
    });
    const shown = await Promise.all(
      edges.map(async ({ cursor, node }) => ({ cursor, node: await seenOf(context, node.crime ?? '') })),
    );
    return { pageInfo, edges: shown };
  }

  @Query(() => DisclosedCrime, {
    nullable: true,
    description:
      'A crime as far as it was disclosed to your agency; null where nothing was, or there is none.',
  })
  @Needs('REFERRAL')
  @Costs(2 * RECORD)
  async disclosedCrime(
    @Arg('id', () => ID, { description: 'Its global id.' }) id: string,
    @Args(() => TokenArgs) { atLeast }: TokenArgs,
    @Ctx() context: Context,
  ) {
    await context.atLeast(atLeast);
    const key = localId('Crime', id);
    const seen = await seenOf(context, key);
    if (seen === null) await context.denied({ purpose: 'CRIME', record: streamOf(crimeOf, key) });
    return seen;
  }

  @FieldResolver(() => PersonalText, { nullable: true, description: 'Its circumstances.' })
  circumstances(@Root() { words, legalBasis, agreement }: CrimeSeen, @Ctx() { personal }: Context) {
    const isEmergency = legalBasis === 'VITAL_INTERESTS' && agreement === null;
    return personal.disclosed(words, isEmergency ? 'EMERGENCY' : 'CRIME');
  }
}

const forceOf = (key: string): string => crimeOf.ownerOfId?.(key) ?? '';

type CrimeSeen = ReturnType<typeof shownOf>;

const seenOf = async (
  { by, now, read, agencyKnown }: Pick<Context, 'by' | 'now' | 'read' | 'agencyKnown'>,
  key: string,
) => {
  const card = await read.find(crimeBoard, key);
  const at = new Date(now()).toISOString();
  const said = card && crimeDisclosedTo(card, by.agency, at);
  const told = await stillAgreed(agencyKnown, said, { agency: by.agency, from: forceOf(key), at });
  return card && told ? shownOf(card, told, at) : null;
};

const shownOf = (card: Shown<CrimeCard>, told: CrimeDisclosure, at: string) => {
  const { fields, legalBasis, agreement = null, purpose } = told;
  const where = <Value>(field: CrimeField, value: Value): Value | null =>
    fields.includes(field) ? value : null;
  const { category, markers, outcome } = crimeAt(card, at);
  return {
    ...{ crimeId: globalId('Crime', card.key), fields, legalBasis, agreement, purpose },
    category: where('CATEGORY', category),
    markers: where('MARKERS', markers),
    ward: where('WARD', card.ward),
    committedFrom: where('COMMITTED', card.committedFrom),
    committedUntil: where('COMMITTED', card.committedUntil),
    standing: where('STANDING', outcome === null ? 'OPEN' : 'CLOSED'),
    outcome: where('STANDING', outcome),
    words: where('CIRCUMSTANCES', card.circumstances),
  };
};
