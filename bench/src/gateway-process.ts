import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startIdentityProvider } from '@wardbook/gateway/testing';
import type { Question, Usage } from './gateway-server.ts';

/** All views and processes of the gateway, or none. */
export type Followers = 'all followers' | 'no followers';

/** A gateway in a process of its own. */
export interface Gateway {
  readonly address: string;
  /** Of an officer whose member id this is. */
  tokenFor(officer: string): Promise<string>;
  /** From now on the freezes of its event loop are watched. */
  begin(): Promise<void>;
  usage(): Promise<Usage>;
  /** Resolves when views and processes have dealt with all that is in the log now. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export const startGateway = async (folder: string, followers: Followers): Promise<Gateway> => {
  const provider = await startIdentityProvider();
  const script = join(import.meta.dirname, 'gateway-server.ts');
  const child = spawn(process.execPath, [script, followers === 'no followers' ? 'none' : 'all'], {
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      WARDBOOK_STORE: `sqlite:${folder}`,
      // The log was written by nobody who ran processes.
      WARDBOOK_PROCESSES_BEGIN: 'at-first-event',
      ...provider.environment,
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit').then(([code]): never => {
    throw new Error(`The gateway ended with ${String(code)}.`);
  });
  const heard = async (): Promise<unknown> => {
    const [{ answer }] = (await Promise.race([once(child, 'message'), gone])) as [{ answer: unknown }];
    return answer;
  };
  const ask = async (question: Question): Promise<unknown> => {
    child.send(question);
    return heard();
  };
  // Whoever waits for an answer hears that it is gone.
  gone.catch(() => undefined);
  return {
    address: String(await heard()),
    tokenFor: (officer) => provider.tokenFor(officer, 'OFFICER'),
    begin: async () => {
      await ask('begin');
    },
    usage: async () => (await ask('usage')) as Usage,
    settle: async () => {
      await ask('settle');
    },
    stop: async () => {
      const exit = once(child, 'exit');
      await ask('stop');
      await exit;
      provider.close();
    },
  };
};
