import type { Process } from '@wardbook/event-sourcing';
import { wardPanelEvents, type WardPanelEvent } from '../ward-panel/ward-panel.events.ts';
import { bySystem } from '../by.ts';
import { promise, type PromiseCommand } from './promise.ts';

type Agreed = Extract<WardPanelEvent, { type: 'PanelAgreedPromise' }>;

/** When a ward panel agrees to a promise, the promise learns of it (R-PROM-1). */
export const promiseAgreement: Process<Agreed, object> = {
  name: 'promise-agreement',
  version: 1,
  initial: {},
  events: wardPanelEvents,
  keys: { PanelAgreedPromise: ({ promise: id }) => id },
  evolve: { PanelAgreedPromise: (row) => row },
  columns: {},
  react: {
    PanelAgreedPromise: (_, { promise: id, meeting }, { occurredAt }) => {
      const command: PromiseCommand = {
        type: 'AgreePromiseByCommunity',
        occurredAt: occurredAt,
        by: bySystem('promise-agreement'),
        promise: id,
        meeting,
      };
      return [{ decider: promise, id, command }];
    },
  },
};
