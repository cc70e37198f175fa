import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import {
  Arg,
  buildSchema,
  Field,
  ID,
  Int,
  ObjectType,
  Query,
  registerEnumType,
  Resolver,
} from 'type-graphql';
import { answerBench } from './answering.ts';

// What the documentation of type-graphql has one begin with: Apollo's standalone server, rows in memory, no identity and
// no policies. Decorators are called as functions, which is all that a compiler makes of them.

const Standing = { PROPOSED: 'PROPOSED', IN_FORCE: 'IN_FORCE' } as const;
registerEnumType(Standing, { name: 'Standing' });
const Kind = { PERIODIC_VISIT: 'PERIODIC_VISIT', PATROL_WINDOW: 'PATROL_WINDOW' } as const;
registerEnumType(Kind, { name: 'Kind' });

/** An object type with these fields. */
const typeOf = (name: string, fields: Readonly<Record<string, () => unknown>>): new () => object => {
  class Shown {
    declare readonly fields: string;
  }
  for (const [field, type] of Object.entries(fields))
    Field(type as never, { nullable: true })(Shown.prototype, field);
  ObjectType(name)(Shown);
  return Shown;
};

const promise = typeOf('Promise', {
  id: () => ID,
  kind: () => Kind,
  statement: () => String,
  standing: () => Standing,
  minimumPerPeriod: () => Int,
  priority: () => String,
  proposedAt: () => Date,
  inForceFrom: () => Date,
  firstPeriod: () => String,
});
const pageInfo = typeOf('PageInfo', { hasNextPage: () => Boolean, endCursor: () => String });
const edge = typeOf('PromiseEdge', { cursor: () => String, node: () => promise });
const connection = typeOf('PromiseConnection', { edges: () => [edge], pageInfo: () => pageInfo });

const ROWS = Array.from({ length: 60 }, (_, index) => ({
  id: `visits-${index}`,
  kind: Kind.PERIODIC_VISIT,
  statement: 'We will visit every secondary school in the ward at least once a month.',
  standing: Standing.IN_FORCE,
  minimumPerPeriod: 1,
  priority: null,
  proposedAt: new Date('2024-10-31T00:00:00.000Z'),
  inForceFrom: new Date('2024-11-01T00:00:00.000Z'),
  firstPeriod: '2024-11',
}));

class PromiseResolver {
  promises(first: number): object {
    const edges = ROWS.slice(0, first).map((node, index) => ({
      cursor: Buffer.from(`offset:${index}`).toString('base64'),
      node,
    }));
    return { edges, pageInfo: { hasNextPage: ROWS.length > first, endCursor: edges.at(-1)?.cursor } };
  }
}
const { prototype } = PromiseResolver;
Arg('first', () => Int)(prototype, 'promises', 0);
Query(() => connection)(prototype, 'promises', Object.getOwnPropertyDescriptor(prototype, 'promises') ?? {});
Resolver()(PromiseResolver);

const apollo = new ApolloServer({ schema: await buildSchema({ resolvers: [PromiseResolver] }) });
const { url } = await startStandaloneServer(apollo, { listen: { port: 0, host: '127.0.0.1' } });
answerBench(url, { settle: async () => undefined, stop: () => apollo.stop() });
