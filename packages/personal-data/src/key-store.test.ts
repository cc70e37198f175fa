import { memoryKeyStore } from './key-store.ts';
import { keyStoreContract } from './testing/index.ts';

keyStoreContract('memory', memoryKeyStore);
