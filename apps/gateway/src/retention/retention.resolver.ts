import { Args, ArgsType, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import {
  categoryOf,
  entriesOf,
  idOf,
  streamOf,
  valueAt,
  valueIn,
  type AnyDecider,
  type PointInHistory,
} from '@wardbook/event-sourcing';
import { holdsAt, policing, retentionPart, type RetentionState } from '@wardbook/policing';
import { requestsAt } from '../authority-request.ts';
import type { Context } from '../context.ts';
import { choice } from '../fields.ts';
import { globalId, nodeKindOf } from '../global-id.ts';
import type { Node } from '../node.ts';
import { PageArgs, pageOf } from '../page.ts';
import { momentOf, Optional } from '../point-args.ts';
import { isOfOwnAgency } from '../record-agency.ts';
import { LondonDayScalar } from '../scalars.ts';
import { Needs } from '../scope.ts';
import { retentionBoard } from './retention-board.view.ts';
import { Retention, RetentionConnection, type LegalHold } from './retention.type.ts';
import { Costs, HISTORY } from '../weights.ts';

const RetentionStandingEnum = choice<'HELD' | 'KEPT' | 'DISPOSED'>(
  'RetentionStanding',
  'Whether a record is held, or was disposed of.',
  {
    HELD: 'A hold stands.',
    KEPT: 'No hold stands, and it was not disposed of.',
    DISPOSED: 'No hold stands, and it was decided to dispose of it.',
  },
);

@ArgsType()
class RetentionArgs extends PageArgs {
  @Optional(() => [RetentionStandingEnum], 'Left out: all of which anything was said.')
  standing?: ('HELD' | 'KEPT' | 'DISPOSED')[] | null;
  @Optional(() => LondonDayScalar, 'What is reviewed, or kept on until, that London day or before.')
  dueBy?: string | null;
}

@Resolver()
export class RetentionResolver {
  @Query(() => RetentionConnection, {
    description:
      'Records of your force of which anything was said: that they are held, reviewed or disposed of; what is due first comes first. For records staff.',
  })
  @Needs('RETENTION')
  @Costs(HISTORY)
  async retention(@Args(() => RetentionArgs) args: RetentionArgs, @Ctx() context: Context) {
    const { standing, dueBy } = args;
    await context.atLeast(args.atLeast);
    const page = await pageOf(context.read, retentionBoard, args, {
      where: standing ? { standing } : {},
      ...(dueBy != null && { atMost: { dueOn: dueBy } }),
      orderBy: 'dueOn',
      isFor: async ({ stream }) => {
        const decider = Object.values<AnyDecider>(policing.kinds).find(
          ({ name }) => name === categoryOf(stream ?? ''),
        );
        return decider !== undefined && isOfOwnAgency(context, decider, stream ?? '');
      },
    });
    const at = momentOf(undefined, context.now);
    const edges = page.edges.map(({ cursor, node: { stream, retention } }) => ({
      cursor,
      node: { recordId: recordIdOf(stream ?? ''), retention: shownAt(retention, at) },
    }));
    return { ...page, edges };
  }
}

const recordIdOf = (stream: string): string => globalId(nodeKindOf(categoryOf(stream)), idOf(stream));

/** The field of a type of record that says whether it is held, reviewed or disposed of. */
export const retentionOf = (type: () => new () => Node, decider: AnyDecider): new () => object => {
  @Resolver(type)
  class RetentionOfType {
    @FieldResolver(() => Retention, {
      nullable: true,
      description:
        'Whether it is held, when it is reviewed, and whether it was disposed of; for the agency whose record it is.',
    })
    @Needs('CASE')
    async retention(
      @Root() { key, point }: { readonly key: string; readonly point?: PointInHistory },
      @Ctx() context: Context,
    ): Promise<Retention | null> {
      const stream = streamOf(decider, key);
      if (!(await isOfOwnAgency(context, decider, stream))) return null;
      const { read, now } = context;
      const row = point
        ? await read.at(retentionBoard, stream, [stream], point)
        : await read.find(retentionBoard, stream);
      return shownAt(row?.retention ?? retentionPart.initial, momentOf(point, now));
    }
  }
  return RetentionOfType;
};

const shownAt = (state: RetentionState, at: string): Retention => {
  const { requests, reviews, retained, disposed } = state;
  const kept = valueAt(retained, at);
  return {
    isHeld: holdsAt(state, at).length > 0,
    holds: holdsShown(state, at),
    requests: requestsAt(requests, 'HOLD_LIFTING', at).flatMap((authority) => {
      const { hold, reason } = valueIn(requests, authority.key) ?? {};
      return hold === undefined || reason === undefined ? [] : [{ authority, hold, reason }];
    }),
    reviewOn: valueAt(reviews, at) ?? null,
    retainedUntil: kept?.until ?? null,
    retainedBecause: kept?.reason ?? null,
    disposal: disposed && disposed.at <= at ? disposed : null,
  };
};

const holdsShown = ({ holds }: RetentionState, at: string): readonly LegalHold[] =>
  entriesOf(holds)
    .filter(([, { placedAt }]) => placedAt <= at)
    .map(([key, { reason, placedAt, liftedAt }]) => ({
      ...{ key, reason, placedAt },
      liftedAt: liftedAt !== undefined && liftedAt <= at ? liftedAt : null,
    }))
    .sort((a, b) => (a.placedAt < b.placedAt ? -1 : +(a.placedAt > b.placedAt)));
