// What decides, and nothing that runs: no clock, no store, no `node:` import. It is in the whole package as well.
export * as z from './schemas.ts';
export { backdatedBy } from './backdated.ts';
export { canonicalize } from './canonical.ts';
export type { Canonical } from './canonical.ts';
export { happened } from './dated.ts';
export type { Dated } from './dated.ts';
export {
  ANY_ID,
  categoryOf,
  guarded,
  idOf,
  isIdOf,
  ofAgency,
  ofAnyAgency,
  ofSender,
  ownEvents,
  stateOf,
  streamOf,
  through,
} from './decider.ts';
export { decide, definitionOf, evolve, evolveRecorded, factsFor, foldRecorded } from './deciding.ts';
export type {
  AnyDecider,
  AnyFold,
  Command,
  CommandOf,
  EventIn,
  Ids,
  PathOf,
  StateOf,
  AsSent,
  Telling,
  Told,
  Unsent,
  UnsentTo,
  Decide,
  Decider,
  Evolve,
  Fact,
  FactRequests,
  FactsOf,
  Fold,
  LaterFact,
  StreamFact,
} from './decider.ts';
export type { Actor } from './actor.ts';
export { defineDomain, NOT_YET } from './domain.ts';
export type { Domain, Kinds } from './domain.ts';
export {
  decode,
  event,
  eventsMarked,
  object,
  personal,
  publicText,
  publishedWords,
  registeredName,
  retired,
  sealedText,
  vouched,
} from './event.ts';
export type {
  AnyEventDefinition,
  Classification,
  EventDefinition,
  EventOf,
  EventOptions,
  Regime,
  RetiredEvent,
} from './event.ts';
export { entriesOf, keyedFrom, NONE_KEYED, valueIn, valuesOf, withoutValue, withValue } from './keyed.ts';
export type { Keyed } from './keyed.ts';
export type { Message } from './message.ts';
export type { PersonalReference, TextOrReference } from './personal-reference.ts';
export { eventOnRecord } from './on-record.ts';
export type { EventOnRecord } from './on-record.ts';
export { isSameText, isTextReference } from './sealed-text.ts';
export type { SealedText } from './sealed-text.ts';
export {
  dueAt,
  dueFrom,
  NOTHING_AWAITED,
  nothingFrom,
  noticedAt,
  pausedFrom,
  resumedFrom,
} from './countdown.ts';
export type { Countdown } from './countdown.ts';
export { defineCountdown, defineDeadlines } from './deadlines.ts';
export type { DeadlinesDefinition } from './deadlines.ts';
export { carry, defineProcess, send } from './process.ts';
export type { AnyProcess, Outgoing, Process, ProcessDefinition, RefusedOutgoing } from './process.ts';
export { STRIKE_RULES } from './strike-rules.ts';
export type { StrikeFault, StrikeRules } from './strike-rules.ts';
export { effective, isStrike, recordedInError, strikeOf, strikesOf } from './striking.ts';
export type { FieldsOnRecord, StrikeThrough, StruckEvent } from './striking.ts';
export { accepted, alreadySo, isRefusal, onRecord, refuse, warn } from './refusal.ts';
export type { Decision, Refusal, Warned, Warning } from './refusal.ts';
export { changesAfter, corrected, placed, since, spansBetween, toldAt, valueAt } from './timeline.ts';
export type { Span, Timeline, Entry } from './timeline.ts';
export { foldOne } from './fold-one.ts';
export { sortedName } from './sorted-name.ts';
export { columnsOf, defineView } from './view.ts';
export { refuseUnknownColumns } from './rows.ts';
export type { AnyView, ColumnOf, ColumnValue, RowOf, Versioned, View, ViewDefinition } from './view.ts';
export type { Checkpoint, RowChanges, RowPlace, RowQuery, Rows, StoredRow } from './rows.ts';
export type { Moment, RecordedFields } from './event-store.ts';
