import { Args, ArgsType, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { entriesOf, valueIn, type Keyed } from '@wardbook/event-sourcing';
import type { InitiativeKind } from '@wardbook/policing';
import { AgencyType } from '../agency/agency.type.ts';
import type { Context } from '../context.ts';
import { having } from '../having.ts';
import { PageArgs, pageOf, type Connection } from '../page.ts';
import { Optional } from '../point-args.ts';
import type { Shown } from '../read.ts';
import { sees } from '../record-agency.ts';
import { Needs } from '../scope.ts';
import { Costs, Holds, RECORD } from '../weights.ts';
import {
  initiativeBoard,
  initiativePremises,
  lastOf,
  NOTHING_COVERED,
  type InitiativeCard,
  type PremisesCard,
} from './initiative-board.view.ts';
import {
  InitiativeConnection,
  InitiativeConsultation,
  InitiativeCoverage,
  InitiativeEvaluation,
  InitiativeFunding,
  InitiativeKindEnum,
  InitiativeLegalBasis,
  InitiativeOutcomeEnum,
  InitiativeStandingEnum,
  InitiativeType,
  PremisesConnection,
  PremisesInstallation,
  PremisesOfInitiative,
} from './initiative.type.ts';

@ArgsType()
class InitiativesArgs extends PageArgs {
  @Optional(() => InitiativeKindEnum, 'Only those of this kind.') kind?: InitiativeKind | null;
  @Optional(() => InitiativeStandingEnum, 'Only those that stand so; left out, all.') standing?:
    string | null;
  @Optional(() => String, 'Only those that this agency leads, by its own id.') leadAgencyKey?: string | null;
}

@ArgsType()
class PremisesArgs extends PageArgs {
  @Optional(() => String, 'Only those in this ward, by its GSS code.') wardCode?: string | null;
  @Optional(() => Boolean, 'Only those at which something was fitted, or was not.') fitted?: boolean | null;
}

type Card = Shown<InitiativeCard>;

@Resolver(() => InitiativeType)
export class InitiativeResolver {
  @Query(() => InitiativeConnection, {
    description: 'What agencies set up together to reduce crime, in the order in which it was proposed.',
  })
  @Needs('NEIGHBOURHOOD')
  async initiatives(@Args(() => InitiativesArgs) args: InitiativesArgs, @Ctx() { read, atLeast }: Context) {
    await atLeast(args.atLeast);
    const { kind, standing, leadAgencyKey: lead } = args;
    return pageOf(read, initiativeBoard, args, {
      orderBy: 'proposedAt',
      where: { standing: ['OPEN', 'CLOSED'], ...having<typeof initiativeBoard>({ kind, standing, lead }) },
    });
  }

  @FieldResolver(() => [AgencyType], {
    description: 'The agencies that organise it beside the one that leads.',
  })
  @Holds(5)
  @Costs(RECORD)
  async organisers(@Root() { organisers }: Card, @Ctx() { find }: Context) {
    const found = await Promise.all((organisers.at(-1)?.value ?? []).map((id) => find('Agency', id)));
    return found.filter((one) => one !== null);
  }

  @FieldResolver(() => [InitiativeCoverage], {
    description:
      'Of the eligible dwellings of each ward, how many it has reached; in the order of the wards.',
  })
  @Holds(5)
  coverage(@Root() { area, covered }: Card): readonly InitiativeCoverage[] {
    const eligible = new Map((area.at(-1)?.value ?? []).map((one) => [one.ward, one.eligibleDwellings]));
    return [...new Set([...eligible.keys(), ...entriesOf(covered).map(([ward]) => ward)])]
      .sort()
      .map((wardCode) => ({
        ...{ wardCode, eligibleDwellings: eligible.get(wardCode) ?? 0 },
        ...(valueIn(covered, wardCode) ?? NOTHING_COVERED),
      }));
  }

  @FieldResolver(() => [InitiativeFunding], { description: 'Who pays, or did; in the order of the keys.' })
  @Holds(5)
  funding(@Root() { funds }: Card): readonly InitiativeFunding[] {
    return keyed(funds);
  }

  @FieldResolver(() => [InitiativeConsultation], {
    description: 'How people were asked, in the order of the keys.',
  })
  @Holds(3)
  consultations(@Root() { consultations }: Card): readonly InitiativeConsultation[] {
    return keyed(consultations);
  }

  @FieldResolver(() => [InitiativeLegalBasis], {
    description: 'On what law it rests, in the order of the keys.',
  })
  @Holds(3)
  legalBases(@Root() { legalBases }: Card): readonly InitiativeLegalBasis[] {
    return keyed(legalBases);
  }

  @FieldResolver(() => [InitiativeEvaluation], { description: 'What came of it, in the order of the keys.' })
  @Holds(3)
  evaluations(@Root() { evaluations }: Card): readonly InitiativeEvaluation[] {
    return keyed(evaluations);
  }

  @FieldResolver(() => [String], { description: 'Where what it rests on is kept, the oldest first.' })
  @Holds(5)
  evidence(@Root() { evidence }: Card): readonly string[] {
    return evidence.map(({ value }) => value);
  }

  @FieldResolver(() => InitiativeOutcomeEnum, { nullable: true, description: 'CLOSED: how it ended.' })
  outcome(@Root() { closures }: Card) {
    return closures.at(-1)?.value ?? null;
  }

  @FieldResolver(() => PremisesConnection, {
    nullable: true,
    description:
      'What it took in, in the order of the keys: for the agencies that organise it, and auditors; null for others.',
  })
  @Needs('REFERRAL')
  async premises(
    @Root() { key, lead, organisers }: Card,
    @Args(() => PremisesArgs) args: PremisesArgs,
    @Ctx() context: Context,
  ): Promise<Connection<PremisesOfInitiative> | null> {
    const isLead = await sees(context, lead ?? '');
    if (!isLead && organisers.at(-1)?.value.includes(context.by.agency) !== true) return null;
    await context.atLeast(args.atLeast);
    const { wardCode: ward, fitted } = args;
    const { edges, pageInfo } = await pageOf(context.read, initiativePremises, args, {
      orderBy: 'premises',
      where: {
        ...{ initiative: [key], ...having<typeof initiativePremises>({ ward }) },
        ...(fitted != null && { fitted: [fitted ? 1 : 0] }),
      },
    });
    const shown = await Promise.all(
      edges.map(async ({ cursor, node }) => ({ cursor, node: await premisesShown(node, lead, context) })),
    );
    return { pageInfo, edges: shown.flatMap(({ cursor, node }) => (node ? [{ cursor, node }] : [])) };
  }
}

@Resolver(() => PremisesOfInitiative)
export class PremisesResolver {
  @FieldResolver(() => [PremisesInstallation], { description: 'What was fitted there, the oldest first.' })
  @Holds(3)
  installations(@Root() { installations }: PremisesOfInitiative) {
    return installations;
  }
}

/** In the order of the keys. */
const keyed = <One extends object>(known: Keyed<One>): readonly (One & { readonly key: string })[] =>
  entriesOf(known)
    .map(([key, one]) => ({ ...one, key }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));

/** Where somebody lives is for the agency that leads; what another one is to know of it goes to it by referral. */
const premisesShown = async (
  { premises, admissions, withdrawalReason, installations }: Shown<PremisesCard>,
  lead: string | null,
  { by, find, personal }: Context,
): Promise<PremisesOfInitiative | null> => {
  const admission = lastOf(admissions);
  if (!admission || premises === null) return null;
  const { kind, dwellings, ward: wardCode, criteria, recipient = null, recommendation, address } = admission;
  const open = by.agency !== lead ? 'withhold' : by.role === 'PARTNER' ? 'disclosed' : 'consult';
  const { from = '', value: last = null } = admissions.at(-1) ?? {};
  const survey = recommendation ? await find('Survey', recommendation.survey) : null;
  return {
    ...{ key: premises, kind, dwellings, wardCode, criteria, recipient },
    standing: last ? 'ADMITTED' : 'WITHDRAWN',
    admittedAt: admissions.findLast(({ value }) => value !== null)?.from ?? '',
    survey: recommendation?.survey ?? null,
    // Who is shown nothing of a survey is not told what it recommends either.
    recommendationKey: survey ? (recommendation?.recommendation ?? null) : null,
    address: address === undefined ? null : await personal[open](address, 'INITIATIVE'),
    withdrawnAt: last ? null : from,
    withdrawalReason: last ? null : withdrawalReason,
    installations: installations.map(({ from: fittedAt, value }) => ({ ...value, fittedAt })),
  };
};
