import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Question, Usage } from './gateway-server.ts';

/** What a server answers to the bench that started it; how much it took it says by itself. */
export type Answers = Readonly<Record<Exclude<Question, 'begin' | 'usage'>, () => Promise<unknown>>>;

/** Tells the bench where it serves, and answers what it is asked. */
export const answerBench = (address: string, own: Answers): void => {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  const answers: Readonly<Record<Question, () => Promise<unknown>>> = {
    ...own,
    begin: async () => {
      delays.enable();
      delays.reset();
    },
    usage: async (): Promise<Usage> => {
      const { user, system } = process.cpuUsage();
      return { cpu: user + system, freeze: delays.max / 1e6 };
    },
    stop: async () => {
      delays.disable();
      await own.stop();
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
  say({ answer: address });
};
