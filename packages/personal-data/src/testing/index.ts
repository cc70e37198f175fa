export { diary, diaryWriter, READER } from './diary.ts';
export type { DiaryEvent, WriteInDiary } from './diary.ts';
export { keyStoreContract } from './key-store-contract.ts';
