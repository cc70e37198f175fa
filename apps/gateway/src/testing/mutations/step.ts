import type { CommandInput } from '../../command-input.ts';
import type * as adviceCase from '../../advice-case/advice-case.input.ts';
import type * as contact from '../../advice-case/advice-contact.input.ts';
import type * as outcome from '../../advice-case/advice-outcome.input.ts';
import type * as agency from '../../agency/agency.input.ts';
import type * as appointments from '../../appointments/appointments.input.ts';
import type * as asbCase from '../../asb-case/asb-case.input.ts';
import type * as attendance from '../../attendance/attendance.input.ts';
import type * as behaviourContract from '../../behaviour-contract/behaviour-contract.input.ts';
import type * as crime from '../../crime/crime.input.ts';
import type * as borough from '../../borough/borough.input.ts';
import { globalId, type NodeKind } from '../../global-id.ts';
import type * as initiative from '../../initiative/initiative.input.ts';
import type * as intelligence from '../../intelligence/intelligence.input.ts';
import type * as member from '../../member/member.input.ts';
import type * as policy from '../../policy/policy.input.ts';
import type * as problem from '../../problem/problem.input.ts';
import type * as promise from '../../promise/promise.input.ts';
import type * as redaction from '../../redaction/redact-text.input.ts';
import type * as referral from '../../referral/referral.input.ts';
import type * as report from '../../report/report.input.ts';
import type * as retention from '../../retention/retention.input.ts';
import type * as role from '../../role/role.input.ts';
import type * as striking from '../../striking/strike-through.input.ts';
import type * as subject from '../../subject/subject.input.ts';
import type * as survey from '../../survey/survey.input.ts';
import type * as team from '../../team/team.input.ts';
import type * as trainingDay from '../../training-day/training-day.input.ts';
import type * as visit from '../../visit/visit.input.ts';
import type * as wardPanel from '../../ward-panel/ward-panel.input.ts';
import type * as ward from '../../ward/ward.input.ts';
import type { Wardbook } from '../../wardbook.ts';

type Inputs = typeof adviceCase &
  typeof contact &
  typeof outcome &
  typeof agency &
  typeof asbCase &
  typeof attendance &
  typeof borough &
  typeof initiative &
  typeof crime &
  typeof behaviourContract &
  typeof intelligence &
  typeof appointments &
  typeof member &
  typeof policy &
  typeof problem &
  typeof promise &
  typeof redaction &
  typeof referral &
  typeof report &
  typeof retention &
  typeof role &
  typeof striking &
  typeof subject &
  typeof survey &
  typeof team &
  typeof visit &
  typeof trainingDay &
  typeof wardPanel &
  typeof ward;

/** What a mutation can be called: by its input class. */
export type Mutation = {
  [Name in keyof Inputs & `${string}Input`]: Inputs[Name] extends new () => CommandInput
    ? Name extends `${infer Called}Input`
      ? Uncapitalize<Called>
      : never
    : never;
}[keyof Inputs & `${string}Input`];

/** The global ids of what earlier steps made, by the name that they gave it. */
export type Made = (name: string) => string;

type Rule = `R-${string}-${number}`;

/** Why a mutation is refused, in the client's words. */
interface Refused {
  readonly rule: Rule;
  /** The field that is meant. */
  readonly path: readonly string[];
  /** Why no field is meant; without that, one is. */
  readonly because?: string;
}

/** One mutation, sent over HTTP after those before it. */
export interface Step {
  /** Role, id, and agency where it is not the force. */
  readonly who: string;
  readonly mutation: Mutation;
  readonly input: (made: Made) => object;
  /** What happens just before, and no client can bring about: a race that somebody lost. */
  readonly before?: (wardbook: Wardbook, made: Map<string, string>) => Promise<unknown>;
  /** A name for the id in the receipt. */
  readonly as?: string;
  /** Left out: it is accepted. */
  readonly refused?: Refused;
}

type Input = object | ((made: Made) => object);

const inputOf = (input: Input): Step['input'] =>
  typeof input === 'function' ? (input as Step['input']) : () => input;

/** A mutation that is accepted. */
export const accepted = (who: string, mutation: Mutation, input: Input, as?: string): Step => ({
  who,
  mutation,
  input: inputOf(input),
  ...(as !== undefined && { as }),
});

/** A mutation that a rule refuses for one of its fields. */
export const refused = (
  who: string,
  mutation: Mutation,
  input: Input,
  ...[rule, ...path]: readonly [rule: Rule, field: string, ...within: string[]]
): Step => ({ who, mutation, input: inputOf(input), refused: { rule, path } });

/** A mutation that a rule refuses for who sends it. */
export const refusedSender = (who: string, mutation: Mutation, input: Input, rule: Rule): Step => ({
  who,
  mutation,
  input: inputOf(input),
  refused: { rule, path: [], because: 'It is about who asks, and no field says that.' },
});

/** A record of the demonstration. */
export const the = (kind: NodeKind, key: string): string => globalId(kind, key);

export const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
