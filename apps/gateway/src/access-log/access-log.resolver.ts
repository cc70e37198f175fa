import { Args, ArgsType, Ctx, Query, Resolver } from 'type-graphql';
import { headerOf, streamOf, type RecordedEvent } from '@wardbook/event-sourcing';
import { accessLogRead } from '@wardbook/personal-data';
import { subject as subjectOf } from '@wardbook/policing';
import type { Context } from '../context.ts';
import { pageOfLog } from '../log-page.ts';
import { PageArgs } from '../page.ts';
import { Optional } from '../point-args.ts';
import { sees } from '../record-agency.ts';
import { Needs } from '../scope.ts';
import { AccessEntry, AccessLogConnection } from './access-log.type.ts';
import { Costs, LOG } from '../weights.ts';

@ArgsType()
class AccessLogArgs extends PageArgs {
  @Optional(() => String, 'Only what this id asked for, as `actor` names it, or was asked for on its behalf.')
  actor?: string | null;
  @Optional(() => String, 'Only what people of this agency asked for, as `agency` names it.')
  agency?: string | null;
  @Optional(
    () => String,
    'Only what was shown of this person, as `subjects` names them, or refused of their record.',
  )
  subject?: string | null;
  @Optional(() => String, 'Only what was shown or refused of this record, by its stream.')
  record?: string | null;
}

@Resolver(() => AccessEntry)
export class AccessLogResolver {
  @Query(() => AccessLogConnection, {
    description:
      'Who read what, oldest first, up to when the first page was asked for: people of the forces audited, and whoever was shown, or refused, something of their records. A page with `hasNextPage` may be short. That you read it is written down, once for each page.',
  })
  @Needs('ACCESS_LOG')
  @Costs(LOG)
  async accessLog(
    @Args(() => AccessLogArgs)
    { actor = null, agency = null, subject = null, record = null, ...page }: AccessLogArgs,
    @Ctx() context: Context,
  ) {
    const { access, by, correlationId } = context;
    const filter = { actor, agency, subject, record };
    const isTheirs = forAuditor(context);
    const connection = await pageOfLog(access.log, page, {
      subject: 'access log',
      filter,
      isFor: (recorded) => isAskedFor(recorded, filter) && isTheirs(recorded),
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

type Entry = Partial<AccessEntry>;

const entryOf = ({ data }: RecordedEvent): Entry => JSON.parse(data) as Entry;

/** The records of which something was shown or refused, by their streams. */
const recordsOf = ({ fields = [], record }: Entry): readonly string[] => [
  ...new Set([...fields.map((field) => field.slice(0, field.indexOf('/'))), ...(record ? [record] : [])]),
];

const isAskedFor = (
  recorded: RecordedEvent,
  {
    actor,
    agency,
    subject,
    record,
  }: Readonly<Record<'actor' | 'agency' | 'subject' | 'record', string | null>>,
): boolean => {
  const { actor: reader, onBehalfOf } = headerOf(recorded);
  if (actor !== null && reader.id !== actor && onBehalfOf !== actor) return false;
  if (agency !== null && reader.agency !== agency) return false;
  if (subject === null && record === null) return true;
  const entry = entryOf(recorded);
  const isOf = (stream: string): boolean => recordsOf(entry).includes(stream);
  return (
    (record === null || isOf(record)) &&
    (subject === null || entry.subjects?.includes(subject) === true || isOf(streamOf(subjectOf, subject)))
  );
};

/** G-09: an entry is for auditors of the agency that asked, or of one whose record it is about. */
const forAuditor = (context: Context): ((recorded: RecordedEvent) => Promise<boolean>) => {
  const known = new Map<string, Promise<boolean>>();
  const isTheirs = (stream: string): Promise<boolean> => {
    const found = known.get(stream) ?? context.isForAsker(stream);
    known.set(stream, found);
    return found;
  };
  return async (recorded) => {
    if (await sees(context, headerOf(recorded).actor.agency)) return true;
    for (const stream of recordsOf(entryOf(recorded))) if (await isTheirs(stream)) return true;
    return false;
  };
};

const shown = (recorded: RecordedEvent): AccessEntry => {
  const { actor, onBehalfOf = null, correlationId } = headerOf(recorded);
  const fields = entryOf(recorded);
  return {
    id: recorded.id,
    type: recorded.type,
    at: recorded.occurredAt,
    actor: actor.id,
    onBehalfOf,
    role: actor.role,
    agency: actor.agency,
    correlationId,
    purpose: fields.purpose ?? '',
    category: fields.category ?? null,
    subjects: fields.subjects ?? [],
    fields: fields.fields ?? [],
    record: fields.record ?? null,
    recipient: fields.recipient ?? null,
    count: fields.count ?? null,
  };
};
