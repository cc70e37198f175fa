import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { StoreUnavailable } from '@wardbook/event-sourcing';
import type { ClientAddress } from './address.ts';
import { isStale } from './faults.ts';

/** The client, made anew when it has become useless. It never leaves this package. */
export interface Connection {
  client(): KurrentDBClient;
  /** Makes a new client if the error says that this one goes on asking in vain. */
  reviewAfter(error: unknown, used: KurrentDBClient): void;
  close(): Promise<void>;
}

export const connect = (address: ClientAddress): Connection => {
  let current: KurrentDBClient | undefined = newClient(address);
  return {
    client: () => {
      if (!current) throw new StoreUnavailable('The store is closed.', false);
      return current;
    },
    reviewAfter: (error, used) => {
      if (current !== used || !isStale(error)) return;
      current = newClient(address);
      // What others have under way on the old one is cut off, and repeated on the new one.
      void used.dispose();
    },
    close: async () => {
      const last = current;
      current = undefined;
      await last?.dispose();
    },
  };
};

const newClient = ({ address, credentials }: ClientAddress): KurrentDBClient => {
  try {
    const client = KurrentDBClient.connectionString(address);
    // Not in the address: with DEBUG set, the client prints that, and a password with it.
    if (credentials) client.setCredentialsProvider(() => credentials);
    return client;
  } catch {
    // The client's own message may quote the address.
    throw new StoreUnavailable(
      'The KurrentDB client does not accept the address, or a file it names.',
      false,
    );
  }
};
