import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { headerOf, type RecordedEvent } from '@wardbook/event-sourcing';
import { accessLogRead } from '@wardbook/personal-data';
import type { Context } from '../context.ts';
import { PageArgs, pageOfLog } from '../page.ts';
import { sees } from '../record-agency.ts';
import { Needs } from '../scope.ts';
import { AccessEntry, AccessLogConnection } from './access-log.type.ts';

@Resolver(() => AccessEntry)
export class AccessLogResolver {
  @Query(() => AccessLogConnection, {
    description:
      'Who read what, oldest first: people of the forces audited, and whoever was shown something of their records. That you read it is written down, once.',
  })
  @Needs('ACCESS_LOG')
  async accessLog(@Args(() => PageArgs) page: PageArgs, @Ctx() context: Context) {
    const { access, by, correlationId } = context;
    const connection = await pageOfLog(access.log, page, {
      subject: 'access log',
      isFor: (recorded) => isFor(context, recorded),
      shown,
    });
    await access.record(
      by,
      correlationId,
      accessLogRead({ purpose: 'AUDIT', count: connection.edges.length }),
    );
    return connection;
  }
}

/** G-09: an entry is for auditors of the agency that read, or of one whose record was read. */
const isFor = async (context: Context, recorded: RecordedEvent): Promise<boolean> => {
  if (await sees(context, headerOf(recorded).actor.agency)) return true;
  const { fields = [] } = JSON.parse(recorded.data) as Partial<AccessEntry>;
  const streams = new Set(fields.map((field) => field.slice(0, field.indexOf('/'))));
  for (const stream of streams) if (await context.isForAsker(stream)) return true;
  return false;
};

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
