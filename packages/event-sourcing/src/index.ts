export * from './pure.ts';
export { toJSONSchema } from 'zod';
export { createdId, deterministicId, digestOfCommand, headerOf, ZERO_HASH } from './envelope.ts';
export { encloseAll } from './enclose-all.ts';
export type { Placing } from './enclose-all.ts';
export { digestOfCiphertext } from './sealing.ts';
export { isPersonalReference, parseReference, referenceText } from './personal-reference.ts';
export { isTextReference, isTextSubject, textPlaceOf, textSubjectOf, TEXT_REDACTED } from './sealed-text.ts';
export { textReferencesIn, withTexts, withWords } from './opened-text.ts';
export type { PersonalValue, Sealable, SealedPart, Sealer, TextKeeper } from './sealing.ts';
export { appOf } from './app.ts';
export type { App, Happened, RecordDoor, Sending } from './app.ts';
export type { Basis, CommandPart, Header } from './envelope.ts';
export { parkedByProcesses, startEngine } from './engine.ts';
export type { Engine, EngineParts, Parked } from './engine.ts';
export type { Beginning } from './opening.ts';
export {
  ChainBroken,
  ClockBehind,
  EventInvalid,
  IdempotencyKeyReused,
  NO_STREAM,
  StaleRead,
  StoreUnavailable,
  SubjectErased,
  UnknownEventVersion,
  WrongExpectedRevision,
} from './errors.ts';
export type { ErrorCode } from './errors.ts';
export { changesAgainst, EMPTY_LOCK, lockOf, lockText, readLock, renewedLock } from './event-lock.ts';
export type { EventLock, LockChange } from './event-lock.ts';
export type {
  AppendConditions,
  Appended,
  EventStore,
  Guard,
  LogRange,
  LogReader,
  NewEvent,
  Position,
  ReadOnlyLog,
  RecordedEvent,
  StoreClock,
  StreamRange,
} from './event-store.ts';
export { readFields } from './event-store.ts';
export { conflictOf, erasureOf, guardsOf, refuseIncoherent } from './append-rules.ts';
export {
  AHEAD_BY,
  aheadOf,
  CLOCK_CORRECTIONS,
  clockFault,
  greatestAfter,
  greatestBackward,
  latestOf,
  recordingTime,
} from './clock.ts';
export { clockCorrected, correctClock } from './clock-correction.ts';
export { ownerOf } from './owner.ts';
export type { FirstEvent } from './owner.ts';
export { clockWatch } from './clock-watch.ts';
export type { ClockWatch } from './clock-watch.ts';
export { foldAll } from './fold-all.ts';
export { handler } from './handle.ts';
export type { Handle, HandleOptions } from './handle.ts';
export type { Handled, Receipt, Sender, SendingProcess } from './sender.ts';
export { MECHANISM_EVENTS } from './mechanism-events.ts';
export { memoryEventStore } from './memory-event-store.ts';
export { memoryRows } from './memory-rows.ts';
export { historyAt, positionKnownAt } from './moments.ts';
export type { PointInHistory } from './moments.ts';
export { placesInStreams, actorOf } from './process-record.ts';
export { decodeParked, encodeParked, processStreamOf } from './places.ts';
export type { ParkedKey, ProcessPlace, ProcessPlaces } from './places.ts';
export { processRunner } from './process-runner.ts';
export type { ProcessRunner } from './process-runner.ts';
export { randomBytes } from './random.ts';
export { probingEvent, troubleOf } from './trouble.ts';
export type { Trouble } from './trouble.ts';
export { verifyLog } from './verify.ts';
export type { Verified } from './verify.ts';
export { catchUp } from './catch-up.ts';
