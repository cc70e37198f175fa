import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { startIdentityProvider } from '@wardbook/gateway/testing';
import type { Question, Usage } from './gateway-server.ts';

/** All views and processes of the gateway, or none. */
export type Followers = 'all followers' | 'no followers';

/** A server in a process of its own. */
export interface Served {
  readonly address: string;
  /** From now on the freezes of its event loop are watched. */
  begin(): Promise<void>;
  usage(): Promise<Usage>;
  /** Resolves when views and processes have dealt with all that is in the log now. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

/** A gateway in a process of its own. */
export interface Gateway extends Served {
  /** Of an officer whose member id this is. */
  tokenFor(officer: string): Promise<string>;
}

/** `bench`: the folder whose gateway it is: this checkout's, or another's. */
export const startGateway = async (
  folder: string,
  followers: Followers,
  bench: string = import.meta.dirname,
): Promise<Gateway> => {
  const provider = await startIdentityProvider();
  const args = [followers === 'no followers' ? 'none' : 'all'];
  const served = await startServed(join(bench, 'gateway-server.ts'), args, {
    NODE_ENV: 'production',
    WARDBOOK_STORE: `sqlite:${folder}`,
    // The log was written by nobody who ran processes.
    WARDBOOK_PROCESSES_BEGIN: 'at-first-event',
    ...provider.environment,
  });
  return {
    ...served,
    tokenFor: (officer) => provider.tokenFor(officer, 'OFFICER'),
    stop: async () => {
      await served.stop();
      provider.close();
    },
  };
};

export const startServed = async (
  script: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Served> => {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit').then(([code]): never => {
    throw new Error(`The server ended with ${String(code)}.`);
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
    },
  };
};
