import { identifyBy, remoteIssuer } from '@wardbook/gateway/identity';
import { settingsFrom } from '@wardbook/gateway/settings';
import { openWardbook } from '@wardbook/gateway/wardbook';
import { answerBench } from './answering.ts';

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
const address = await wardbook.app.listen({ port: 0, host: '127.0.0.1' });
await wardbook.caughtUp();
answerBench(address, {
  settle: async () => wardbook.engine.settled(await wardbook.store.head(), 600_000),
  stop: () => wardbook.stop(),
});
