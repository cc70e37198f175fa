import { Args, ArgsType, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { entriesOf, NONE_KEYED, type Timeline } from '@wardbook/event-sourcing';
import type { AgencyKind } from '@wardbook/policing';
import type { Context } from '../context.ts';
import { having } from '../having.ts';
import { PageArgs, pageOf } from '../page.ts';
import { Optional } from '../point-args.ts';
import { Needs } from '../scope.ts';
import type { Read, Shown } from '../read.ts';
import { agencyBoard, type AgencyCard, type ClientCard } from './agency-board.view.ts';
import {
  AgencyClient,
  AgencyConnection,
  AgencyKindEnum,
  AgencyType,
  Audit,
  Capability,
  SharingAgreement,
} from './agency.type.ts';
import { capabilityBoard } from './capability-board.view.ts';
import { Holds } from '../weights.ts';

@ArgsType()
class AgenciesArgs extends PageArgs {
  @Optional(() => AgencyKindEnum, 'Only those of this kind.') kind?: AgencyKind | null;
  @Optional(() => String, 'Those that offer this today, for example LIGHTING.') capability?: string | null;
}

@Resolver(() => AgencyType)
export class AgencyResolver {
  @Query(() => AgencyConnection, { description: 'Who can do what: partner agencies, by name.' })
  @Needs('NEIGHBOURHOOD')
  async agencies(@Args(() => AgenciesArgs) args: AgenciesArgs, @Ctx() { read, atLeast }: Context) {
    await atLeast(args.atLeast);
    const { kind, capability } = args;
    return pageOf(read, agencyBoard, args, {
      orderBy: 'name',
      where: {
        standing: ['REGISTERED'],
        ...having<typeof agencyBoard>({ kind }),
      },
      ...(capability != null && { among: { agency: await agenciesThatOffer(read, capability) } }),
    });
  }

  @FieldResolver(() => [Capability], { description: 'What it offers today, in the order of the codes.' })
  @Holds(20)
  capabilities(@Root() { capabilities, endedAt }: Shown<AgencyCard>): readonly Capability[] {
    return entriesOf(endedAt === null ? capabilities : NONE_KEYED)
      .flatMap(([code, offers]) => {
        const { from, value } = offers.at(-1) ?? { from: '', value: null };
        return value ? [{ code, ...value, offeredAt: from }] : [];
      })
      .sort((a, b) => (a.code < b.code ? -1 : 1));
  }

  @FieldResolver(() => [Audit], {
    description: 'Which forces it audits, or is to, in the order of their keys.',
  })
  @Holds(10)
  audits(@Root() { audits, endedAt }: Shown<AgencyCard>): readonly Audit[] {
    return entriesOf(endedAt === null ? audits : NONE_KEYED)
      .flatMap(([force, told]) => {
        const audit = told.at(-1)?.value;
        return audit ? [{ force, ...audit }] : [];
      })
      .sort((a, b) => (a.force < b.force ? -1 : 1));
  }

  @FieldResolver(() => [AgencyClient], {
    description: 'The systems that speak for it, and those that did, in the order of their client ids.',
  })
  @Needs('OPERATIONS')
  @Holds(10)
  clients(@Root() { clients, endedAt }: Shown<AgencyCard>): readonly AgencyClient[] {
    return entriesOf(clients)
      .flatMap(([clientId, told]) => clientAsToldLast(clientId, told, endedAt) ?? [])
      .sort((a, b) => (a.clientId < b.clientId ? -1 : 1));
  }

  @FieldResolver(() => [SharingAgreement], {
    description: 'What may be disclosed to it, newest first; agreements that ended, too.',
  })
  @Holds(10)
  agreements(@Root() { agreements }: Shown<AgencyCard>): readonly SharingAgreement[] {
    return entriesOf(agreements)
      .map(([id, agreement]) => ({ id, ...agreement }))
      .sort((a, b) => (a.from < b.from ? 1 : -1));
  }
}

const clientAsToldLast = (
  clientId: string,
  told: Timeline<ClientCard>,
  agencyEndedAt: string | null,
): AgencyClient | undefined => {
  const last = told.at(-1);
  if (!last) return undefined;
  const { name = null, role = null } = told.findLast(({ value }) => value.role !== null)?.value ?? {};
  const { because: endReason } = last.value;
  const isOver = endReason !== null || agencyEndedAt !== null;
  const since = endReason === null && agencyEndedAt !== null ? agencyEndedAt : last.from;
  return { clientId, name, role, standing: isOver ? 'ENDED' : 'REGISTERED', since, endReason };
};

/** Far more than there are partners in a borough. */
const MOST_AGENCIES = 1_000;

const agenciesThatOffer = async (read: Read, capability: string): Promise<readonly (string | null)[]> => {
  const where = { capability: [capability], offered: [1] };
  const found = await read.list(capabilityBoard, { where, orderBy: 'agency', limit: MOST_AGENCIES });
  return found.map(({ agency }) => agency);
};
