import { monitorEventLoopDelay } from 'node:perf_hooks';
import { identifyBy, remoteIssuer } from '@wardbook/gateway/identity';
import { settingsFrom } from '@wardbook/gateway/settings';
import { openWardbook } from '@wardbook/gateway/wardbook';

/** What the bench asks of this process; each is answered in its turn. */
export type Question = 'begin' | 'usage' | 'settle' | 'stop';

export interface Usage {
  /** CPU microseconds so far, all threads. */
  readonly cpu: number;
  /** The longest that a timer of one millisecond took since the beginning, in milliseconds. */
  readonly freeze: number;
}

// Decorators need a compiler: this runs without the condition that picks sources, and so as it was built.
const [followers] = process.argv.slice(2);
const settings = settingsFrom(process.env);
if (!settings.issuer) throw new TypeError('Nobody issues tokens.');
const { issuer, audience, jwks } = settings.issuer;
const note = (fields: object, message: string): void => console.error(message, JSON.stringify(fields));
const wardbook = await openWardbook(settings, {
  log: { warn: note, error: note, info: note },
  identify: identifyBy(remoteIssuer(issuer, audience, jwks)),
  ...(followers === 'none' && { views: [], processes: [] }),
});
const delays = monitorEventLoopDelay({ resolution: 1 });

const answers: Readonly<Record<Question, () => Promise<unknown>>> = {
  begin: async () => {
    delays.enable();
    delays.reset();
  },
  usage: async (): Promise<Usage> => {
    const { user, system } = process.cpuUsage();
    return { cpu: user + system, freeze: delays.max / 1e6 };
  },
  settle: async () => wardbook.engine.settled(await wardbook.store.head(), 600_000),
  stop: async () => {
    delays.disable();
    await wardbook.stop();
  },
};

const say = (said: object): boolean | undefined => process.send?.(said);
const answer = async (question: Question): Promise<void> => {
  say({ answer: (await answers[question]()) ?? null });
  if (question === 'stop') process.disconnect();
};
// Nobody is left to ask it to stop.
process.once('disconnect', () => process.exit());
process.on('message', (question) => void answer(question as Question));

const address = await wardbook.app.listen({ port: 0, host: '127.0.0.1' });
await wardbook.caughtUp();
say({ answer: address });
