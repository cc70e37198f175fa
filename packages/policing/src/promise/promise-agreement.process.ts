import { defineProcess, carry } from '@wardbook/event-sourcing/pure';

import { wardPanelHistory } from '../ward-panel/ward-panel.state.ts';
import { promise } from './promise.ts';

const NOTHING: object = {};

/** When a ward panel agrees to a promise, the promise learns of it (R-PROM-1). */
export const promiseAgreement = defineProcess({
  name: 'promise-agreement',
  version: 1,
  initial: NOTHING,
  of: [wardPanelHistory],
  keys: { PanelAgreedPromise: ({ promise: id }) => id },
  evolve: { PanelAgreedPromise: (row) => row },
  columns: {},
  react: {
    PanelAgreedPromise: (_, { promise: id, meeting }, { occurredAt }) => [
      carry(promise, id, { type: 'AgreePromiseByCommunity', meeting }, occurredAt),
    ],
  },
});
