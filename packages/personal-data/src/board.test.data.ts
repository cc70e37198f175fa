import { randomUUID } from 'node:crypto';
import {
  alreadySo,
  event,
  handler,
  isSameText,
  sealedText,
  valueIn,
  withValue,
  z,
  type Command,
  type Decider,
  type EventOf,
  type EventStore,
  type Handled,
  type Keyed,
  type SealedText,
  type Sealer,
} from '@wardbook/event-sourcing';
import { READER } from './testing/index.ts';

const name = z.string().regex(/^[a-z]{1,9}$/);
const pinned = event('NoticePinned', {
  notice: name,
  words: sealedText(300),
  more: z.array(sealedText(80)),
});
const redacted = event('TextRedacted', { revision: z.int().min(0), reason: z.enum(['NAMES_A_PERSON']) });
type BoardEvent = EventOf<typeof pinned> | EventOf<typeof redacted>;

type BoardCommand = Command &
  (
    | {
        readonly type: 'Pin';
        readonly notice: string;
        readonly words: string;
        readonly more: readonly string[];
      }
    | { readonly type: 'TakeOut'; readonly revision: number }
  );

/** The smallest record with words that everybody may read. */
export const board: Decider<BoardCommand, BoardEvent, Keyed<SealedText>> = {
  name: 'board',
  initial: {},
  events: [pinned, redacted],
  comparesText: true,
  facts: {},
  decide: {
    Pin: ({ notice, words, more }, notices) =>
      alreadySo(isSameText(valueIn(notices, notice), words)) ?? [pinned({ notice, words, more: [...more] })],
    TakeOut: ({ revision }) => [redacted({ revision, reason: 'NAMES_A_PERSON' })],
  },
  evolve: {
    NoticePinned: (notices, { notice, words }) => withValue(notices, notice, words),
    TextRedacted: (notices) => notices,
  },
};

/** A hand that writes on `board-hall`, each time as another command unless it is said as which. */
export const boardWriter = (store: EventStore, sealer?: Sealer) => {
  const handle = handler(store, { ...(sealer && { sealer }) });
  const send = (command: BoardSent, commandId: string): Promise<Handled> =>
    handle(board, 'hall', command, {
      by: READER,
      clientId: 'client-1',
      commandId,
      correlationId: commandId,
      fingerprint: JSON.stringify(command),
    });
  return {
    pin: (words: string, { notice = 'a', more = [], commandId = randomUUID() }: Pinning = {}) =>
      send({ type: 'Pin', notice, words, more }, commandId),
    takeOut: (revision: number, commandId: string = randomUUID()) =>
      send({ type: 'TakeOut', revision }, commandId),
  };
};

type BoardSent =
  | {
      readonly type: 'Pin';
      readonly notice: string;
      readonly words: string;
      readonly more: readonly string[];
    }
  | { readonly type: 'TakeOut'; readonly revision: number };

interface Pinning {
  readonly notice?: string;
  readonly more?: readonly string[];
  readonly commandId?: string;
}
