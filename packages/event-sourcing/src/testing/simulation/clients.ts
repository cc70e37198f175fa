import {
  IdempotencyKeyReused,
  StoreUnavailable,
  SubjectErased,
  UnknownEventVersion,
  WrongExpectedRevision,
} from '../../errors.ts';
import type { Handled } from '../../sender.ts';
import type { Gateway, World } from './gateways.ts';
import type { Wish } from './plan.ts';

/** What a client was told about a command of its own. */
export interface Answered {
  readonly wish: Wish;
  readonly handled?: Handled;
  readonly error?: unknown;
  /** How often it was sent: what was sent twice at once may be refused once and recorded once. */
  readonly tries: number;
}

type Answer = Pick<Answered, 'handled' | 'error'>;

/** Everything that clients know: who is done, and what they were answered. */
export interface Clients {
  readonly answers: readonly Answered[];
  readonly areDone: () => boolean;
}

const CLIENT = 'client';
const PATIENCE = 2_000;
const RETRY = 150;

/** Each client sends its commands one after the other, each until it is answered, wherever a gateway answers. */
export const startClients = (world: World): Clients => {
  const { scheduler: time, outside, plan } = world;
  const answers: Answered[] = [];
  const revisions = new Map<string, number>();
  let open = 0;
  const work = async (wishes: readonly Wish[]): Promise<void> => {
    for (const wish of wishes) {
      await time.sleep(outside, wish.after);
      const answered = await untilAnswered(world, wish, revisions);
      answers.push(answered);
      const { receipt } = answered.handled ?? {};
      if (receipt) revisions.set(receipt.stream, receipt.revision);
      if (wish.decider === 'erasure' && receipt) world.keys.destroy(wish.target);
      if (wish.again) await repeat(world, answered);
    }
    open -= 1;
  };
  for (const client of new Set(plan.wishes.map((wish) => wish.client))) {
    open += 1;
    void work(plan.wishes.filter((wish) => wish.client === client));
  }
  return { answers, areDone: () => open === 0 };
};

const untilAnswered = async (
  world: World,
  wish: Wish,
  revisions: ReadonlyMap<string, number>,
): Promise<Answered> => {
  const { scheduler: time, outside } = world;
  const seen = revisions.get(`${wish.decider}-${wish.target}`) ?? -1;
  const expected = wish.exactly ? { expectedRevision: seen } : {};
  for (let tries = 1; ; tries += 1) {
    const answered = await sent(world, wish, expected);
    if (answered && !isPassing(answered.error)) {
      judge(world, answered);
      return { wish, tries, ...answered };
    }
    await time.sleep(outside, RETRY);
  }
};

/** Sends a command to some gateway, once. Undefined where no answer came in time. */
const sent = async (
  world: World,
  wish: Wish,
  more: { readonly expectedRevision?: number; readonly other?: boolean },
): Promise<Answer | undefined> => {
  const { scheduler: time, outside, chance } = world;
  const up = world.gateways.filter(({ engine }) => engine);
  if (up.length === 0) return undefined;
  const gateway = chance.pick(up);
  const answer = new Promise<Answer>((resolve) => {
    time.post(gateway.owner, () => {
      receive(world, gateway, wish, more).then(
        (handled) => resolve({ handled }),
        (error: unknown) => resolve({ error }),
      );
    });
  });
  return Promise.race([answer, time.sleep(outside, PATIENCE).then(() => undefined)]);
};

/** What the gateway does with a command: it puts in the moment, by its own clock. */
const receive = async (
  { scheduler: time, program }: World,
  { engine, build, ahead }: Gateway,
  { id, decider, target, command }: Wish,
  { other = false, ...expected }: { readonly expectedRevision?: number; readonly other?: boolean } = {},
): Promise<Handled> => {
  if (!engine) throw new StoreUnavailable('It is stopping.', true);
  const at = new Date(time.now() + ahead).toISOString();
  return engine.handle(program(build).deciders[decider]!, target, command, {
    by: { id: 'somebody', role: 'OFFICER', agency: 'police' },
    occurredAt: at,
    clientId: CLIENT,
    commandId: id,
    correlationId: id,
    fingerprint: [command.type, id, other],
    ...expected,
  });
};

/** An error in words. */
export const inWords = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : JSON.stringify(error);

const isPassing = (error: unknown): boolean =>
  (error instanceof StoreUnavailable && error.retryable) || error instanceof UnknownEventVersion;

const judge = (world: World, { error }: Answer): void => {
  const isExpected =
    error === undefined || error instanceof SubjectErased || error instanceof WrongExpectedRevision;
  if (!isExpected) world.findings.push(`A client was told: ${inWords(error)}`);
};

/** A repeat of what was answered long ago is answered as it was then; something else under its id is refused. */
const repeat = async (world: World, { wish, handled }: Answered): Promise<void> => {
  const { scheduler: time, outside, findings } = world;
  const first = handled?.receipt;
  if (!first || first.eventIds.length === 0) return;
  const other = wish.again === 'OTHER';
  for (;;) {
    const answered = await sent(world, wish, { other });
    if (answered && !isPassing(answered.error)) {
      const { error, handled: repeated } = answered;
      const same = String(repeated?.receipt?.eventIds) === String(first.eventIds);
      // Once somebody is erased, nobody can compare any more: the first receipt is answered.
      const good = same || (other && error instanceof IdempotencyKeyReused && error.commandId === wish.id);
      if (!good || (other && same && wish.decider !== 'person'))
        findings.push(
          `A repeat of ${wish.id} was told ${error === undefined ? String(repeated?.receipt?.eventIds) : inWords(error)}.`,
        );
      return;
    }
    await time.sleep(outside, RETRY);
  }
};
