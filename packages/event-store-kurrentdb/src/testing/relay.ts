import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire between the store and a server that can be cut, held and closed. */
export interface Relay {
  readonly port: number;
  /** Nothing that the server says arrives any more, until the wire is cut. */
  deafen(): void;
  /** Ends all connections. Later ones go through. */
  cut(): void;
  /** Ends all connections and refuses new ones until `open`. */
  shut(): Promise<void>;
  open(): Promise<void>;
  close(): Promise<void>;
}

export const relayTo = async (port: number, host = '127.0.0.1'): Promise<Relay> => {
  const sockets = new Set<Socket>();
  let deaf = false;
  const server = createServer((inbound) => {
    const outbound = connect(port, host);
    for (const [one, other] of [
      [inbound, outbound],
      [outbound, inbound],
    ] as const) {
      sockets.add(one);
      one
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(one);
          other.destroy();
        });
    }
    inbound.pipe(outbound);
    outbound.on('data', (bytes) => {
      if (!deaf) inbound.write(bytes);
    });
  });
  const cut = (): void => {
    deaf = false;
    for (const socket of sockets) socket.destroy();
  };
  const listen = (at: number): Promise<void> =>
    new Promise((resolve) => server.listen(at, '127.0.0.1', () => resolve()));
  const shut = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      cut();
    });
  await listen(0);
  const { port: own } = server.address() as AddressInfo;
  return {
    port: own,
    deafen: () => {
      deaf = true;
    },
    cut,
    shut,
    open: () => listen(own),
    close: shut,
  };
};
