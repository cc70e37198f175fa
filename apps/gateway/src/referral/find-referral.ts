import type { Context } from '../context.ts';
import { referralBoard } from './referral-board.view.ts';
import { referralSeenBy, type ReferralSeen } from './referral-seen.ts';

/** The referral as it is now, if it is for whoever asks. */
export const findReferral = async (
  { by, read, now }: Pick<Context, 'by' | 'read' | 'now'>,
  key: string,
): Promise<ReferralSeen | null> =>
  referralSeenBy(by, await read.find(referralBoard, key), new Date(now()).toISOString());
