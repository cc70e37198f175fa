import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { headerOf, type RecordedEvent } from '@wardbook/event-sourcing';
import { accessLogRead } from '@wardbook/personal-data';
import type { Context } from '../context.ts';
import { PageArgs, pageOfLog } from '../page.ts';
import { Needs } from '../scope.ts';
import { AccessEntry, AccessLogConnection } from './access-log.type.ts';

@Resolver(() => AccessEntry)
export class AccessLogResolver {
  @Query(() => AccessLogConnection, {
    description: 'Who read what, oldest first. That you read it is written down, once.',
  })
  @Needs('ACCESS_LOG')
  async accessLog(@Args(() => PageArgs) page: PageArgs, @Ctx() { access, by, correlationId }: Context) {
    const connection = await pageOfLog(access.log, page, 'access log', shown);
    await access.record(
      by,
      correlationId,
      accessLogRead({ purpose: 'AUDIT', count: connection.edges.length }),
    );
    return connection;
  }
}

const shown = (recorded: RecordedEvent): AccessEntry => {
  const { actor, correlationId } = headerOf(recorded);
  const fields = JSON.parse(recorded.data) as Partial<AccessEntry>;
  return {
    id: recorded.id,
    type: recorded.type,
    at: recorded.occurredAt,
    actor: actor.id,
    role: actor.role,
    agency: actor.agency,
    correlationId,
    purpose: fields.purpose ?? '',
    category: fields.category ?? null,
    subjects: fields.subjects ?? [],
    fields: fields.fields ?? [],
    recipient: fields.recipient ?? null,
    count: fields.count ?? null,
  };
};
