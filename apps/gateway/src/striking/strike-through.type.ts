import type { StrikeReason } from '@wardbook/policing';
import { choice } from '../fields.ts';

export const StrikeReasonEnum = choice<StrikeReason>('StrikeReason', 'Why something is struck through.', {
  WRONG_RECORD: 'It belongs into another record.',
  WRONG_PERSON: 'It was somebody else.',
  WRONG_PLACE: 'It was somewhere else.',
  WRONG_DATE: 'It was at another time.',
  ENTERED_TWICE: 'It is on record already.',
  DID_NOT_HAPPEN: 'It did not happen.',
  OTHER: 'For another reason.',
});
