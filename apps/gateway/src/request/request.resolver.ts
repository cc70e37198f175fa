import { Args, ArgsType, Ctx, Field, Query, Resolver } from 'type-graphql';
import { categoryOf, entriesOf, idOf, valuesOf } from '@wardbook/event-sourcing';
import { mattersAnsweredBy, policing, type AuthorityMatterName } from '@wardbook/policing';
import { oneRequestAt } from '../authority-request.ts';
import { AuthorityMatterEnum, AuthorityStandingEnum } from '../authority-request.type.ts';
import type { Context } from '../context.ts';
import { globalId, nodeKindOf } from '../global-id.ts';
import { PageArgs, pageOf } from '../page.ts';
import { Optional } from '../point-args.ts';
import type { Shown } from '../read.ts';
import { isOfOwnAgency } from '../record-agency.ts';
import { Needs } from '../scope.ts';
import { requestQueue, type RequestCard } from './request-queue.view.ts';
import { RequestConnection, RequestInRecord } from './request.type.ts';
import { Costs, HISTORY } from '../weights.ts';

@ArgsType()
class RequestsArgs extends PageArgs {
  @Optional(() => [AuthorityMatterEnum], 'Left out: all that your role may answer.')
  matter?: AuthorityMatterName[] | null;
  @Optional(() => [AuthorityStandingEnum], 'Left out: what waits for an answer.')
  standing?: string[] | null;
  @Field(() => Boolean, {
    defaultValue: true,
    description: 'Without what you asked for yourself: that somebody else has to answer.',
  })
  mayAnswer!: boolean;
}

@Resolver(() => RequestInRecord)
export class RequestResolver {
  @Query(() => RequestConnection, {
    description:
      'What your role may be asked to authorise in the records of your force, whatever record it stands in: what is to be answered first comes first.',
  })
  @Needs('CASE')
  @Costs(HISTORY)
  async requests(@Args(() => RequestsArgs) args: RequestsArgs, @Ctx() context: Context) {
    await context.atLeast(args.atLeast);
    const { matter, standing, mayAnswer } = args;
    const { read, by, now } = context;
    const answered = mattersAnsweredBy(by.role);
    const page = await pageOf(read, requestQueue, args, {
      where: {
        matter: answered.filter((one) => matter?.includes(one) ?? true),
        standing: standing ?? ['WAITING'],
      },
      orderBy: 'answerBy',
      isFor: async (card) => !(mayAnswer && isAskedBy(card, by.id)) && isOfOwnForce(context, card),
    });
    const at = new Date(now()).toISOString();
    return {
      ...page,
      edges: page.edges.flatMap(({ cursor, node }) => {
        const shown = shownAt(node, at);
        return shown ? [{ cursor, node: shown }] : [];
      }),
    };
  }
}

const isAskedBy = ({ requests }: RequestCard, id: string): boolean =>
  valuesOf(requests).some(({ askedBy }) => askedBy === id);

const kindOf = (stream: string) =>
  Object.values(policing.kinds).find(({ name }) => name === categoryOf(stream));

const isOfOwnForce = async (context: Context, { stream }: RequestCard): Promise<boolean> => {
  const kind = kindOf(stream ?? '');
  return kind !== undefined && stream !== null && isOfOwnAgency(context, kind, stream);
};

const shownAt = (
  { matter, stream, requests }: Shown<RequestCard>,
  at: string,
): RequestInRecord | undefined => {
  const [key] = entriesOf(requests)[0] ?? [];
  if (matter === null || stream === null || key === undefined) return undefined;
  const authority = oneRequestAt(requests, key, matter, at);
  return authority && { authority, recordId: globalId(nodeKindOf(categoryOf(stream)), idOf(stream)) };
};
