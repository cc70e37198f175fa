import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire between a pool and its server that can lose everything without a word. */
export interface Relay {
  /** The address of the server, through the wire. */
  readonly address: string;
  /** What is said from now on over the connections of now is lost, in both directions; later ones go through. */
  swallow(): void;
  /** Lets the first message through that holds this text, and loses what follows on its connection. */
  swallowAfter(text: string): void;
  /** From now on later connections are lost as well, or no longer. */
  swallowAll(all: boolean): void;
  /** How many of the swallowed connections the pool's side still has. */
  swallowed(): number;
  close(): Promise<void>;
}

export const relayTo = async (address: string): Promise<Relay> => {
  const target = new URL(address);
  const wires = new Set<Wire>();
  let all = false;
  let last: string | undefined;
  const tooLate = (bytes: Buffer): boolean => last !== undefined && bytes.includes(last);
  const server = createServer((near) => {
    const wire: Wire = { near, far: connect(Number(target.port), target.hostname), lost: all };
    wires.add(wire);
    for (const [one, other] of [
      [wire.near, wire.far],
      [wire.far, wire.near],
    ] as const)
      one
        .on('error', () => undefined)
        .on('data', (bytes) => {
          if (wire.lost) return;
          other.write(bytes);
          if (!tooLate(bytes)) return;
          wire.lost = true;
          last = undefined;
        })
        // Who was swallowed does not even learn that the other side has gone.
        .on('close', () => {
          if (!wire.lost) other.destroy();
        });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(address);
  through.port = String((server.address() as AddressInfo).port);

  return {
    address: through.href,
    swallow: () => {
      for (const wire of wires) wire.lost = true;
    },
    swallowAfter: (text) => {
      last = text;
    },
    swallowAll: (now) => {
      all = now;
    },
    swallowed: () => [...wires].filter(({ near, lost }) => lost && !near.closed).length,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const { near, far } of wires) for (const socket of [near, far]) socket.destroy();
      }),
  };
};

interface Wire {
  readonly near: Socket;
  readonly far: Socket;
  lost: boolean;
}
