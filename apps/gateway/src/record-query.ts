import { Arg, Args, Ctx, ID, Query, Resolver } from 'type-graphql';
import { fieldOf, localId, type NodeKind } from './global-id.ts';
import { PointOrTokenArgs, type TokenArgs } from './point-args.ts';
import { refusedRequest } from './refused-request.ts';
import { Needs, type Scope } from './scope.ts';

/** The query for one record of a kind: `promise(id: …)`. */
export interface RecordQuery {
  readonly needs: Scope;
  readonly description: string;
  /** What a record is found by. Left out: its global id. */
  readonly by?: FoundBy;
  /** What else the query takes. Left out: a moment of the record's history, and how fresh it is to be. */
  readonly takes?: new () => TokenArgs;
}

/** An argument, and the key that it stands for. `keyOf` may throw INVALID_ID (400). */
interface FoundBy {
  readonly name: string;
  readonly description: string;
  readonly keyOf: (sent: string) => string;
}

/** Found by a code of the Government Statistical Service. */
export const gssCode = (what: string, form: RegExp, example: string): FoundBy => ({
  name: 'code',
  description: `Its GSS code, for example ${example}.`,
  keyOf: (code) => {
    if (!form.test(code))
      throw refusedRequest('INVALID_ID', `This is not the GSS code of a ${what}. One looks like ${example}.`);
    return code;
  },
});

/** What the query needs of a request. */
interface Finding {
  readonly findAt: (kind: NodeKind, key: string, args: TokenArgs) => Promise<object | null>;
}

/** The resolver of the query, which is called as its kind is. */
export const recordQuery = (kind: NodeKind, type: new () => object, query: RecordQuery): new () => object => {
  const { needs, description, takes = PointOrTokenArgs } = query;
  const { by = { name: 'id', description: 'Its global id.', keyOf: (id: string) => localId(kind, id) } } =
    query;
  const name = fieldOf(kind);
  class Finder {
    [name](sent: string, args: TokenArgs, { findAt }: Finding): Promise<object | null> {
      return findAt(kind, by.keyOf(sent), args);
    }
  }
  const { prototype } = Finder;
  const method = Object.getOwnPropertyDescriptor(prototype, name) as TypedPropertyDescriptor<unknown>;
  Arg(by.name, () => (query.by ? String : ID), { description: by.description })(prototype, name, 0);
  Args(() => takes)(prototype, name, 1);
  Ctx()(prototype, name, 2);
  Query(() => type, { nullable: true, description })(prototype, name, method);
  Needs(needs)(prototype, name, method);
  Resolver()(Finder);
  return Finder;
};
