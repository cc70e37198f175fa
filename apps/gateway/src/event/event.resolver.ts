import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import {
  backdatedBy,
  canonicalize,
  headerOf,
  historyAt,
  strikesOf,
  textReferencesIn,
  type LogReader,
  type Position,
  type RecordedEvent,
  type SealedText,
  type StruckEvent,
} from '@wardbook/event-sourcing';
import type { Context } from '../context.ts';
import { PageArgs, pageOfList } from '../page.ts';
import { PointArgs, pointOf } from '../point-args.ts';
import { Needs } from '../scope.ts';
import { refusedRequest } from '../refused-request.ts';
import { EventConnection, EventType, type EventStrike } from './event.type.ts';
import { Costs, HISTORY } from '../weights.ts';

const STREAM = /^[a-z][A-Za-z]*-[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/;

@Resolver(() => EventType)
export class EventResolver {
  @Query(() => EventConnection, {
    description:
      'The history of one stream, oldest first: now, or as it was or was known at a moment. A history about people is shown to the agency that began it, and to auditors; to others it is empty.',
  })
  @Needs('HISTORY')
  @Costs(HISTORY)
  async events(
    @Arg('stream', () => String, { description: 'For example ward-E05000140; a receipt names its stream.' })
    stream: string,
    @Args(() => PageArgs) page: PageArgs,
    @Args(() => PointArgs) args: PointArgs,
    @Ctx() { opensHistory, history, atLeast, now }: Context,
  ) {
    if (!STREAM.test(stream)) throw refusedRequest('INVALID_ID', 'This is not the name of a stream.');
    await atLeast(page.atLeast);
    const point = pointOf(args, now);
    const isTheirs = await opensHistory(stream);
    return pageOfList(page, canonicalize(['events', stream, { ...point }]), async (ended) => {
      const end = ended ?? (await history.head());
      const events = isTheirs ? await historyAt(endingAt(history, end), [stream], point) : [];
      const struck = strikesOf(events);
      return { nodes: events.map((event) => shown(event, struck(event))), end };
    });
  }
}

/** The same log as it was when that was its newest position. */
const endingAt = (log: LogReader, end: Position): LogReader => ({
  ...log,
  readStream: async (stream, range) =>
    (await log.readStream(stream, range)).filter(({ position }) => position <= end),
});

const shown = (recorded: RecordedEvent, struck: StruckEvent<RecordedEvent> | undefined): EventType => {
  const {
    actor,
    onBehalfOf = null,
    commandId,
    correlationId,
    causationId = null,
    basis = [],
    previousHash,
  } = headerOf(recorded);
  return {
    ...recorded,
    version: recorded.revision + 1,
    position: String(recorded.position),
    backdatedBy: backdatedBy(recorded),
    actor,
    onBehalfOf,
    commandId,
    correlationId,
    causationId,
    basis: basis.map(({ revision, ...fact }) => ({ ...fact, version: revision + 1 })),
    previousHash,
    struck: struck ? struckAs(struck) : null,
    texts: textReferencesIn(JSON.parse(recorded.data)).map((reference) => ({
      reference,
      text: reference as unknown as SealedText,
    })),
  };
};

const struckAs = ({ strike, reason }: StruckEvent<RecordedEvent>): EventStrike => ({
  version: strike.revision + 1,
  recordedAt: strike.recordedAt,
  actor: headerOf(strike).actor,
  reason,
});
