import {
  canonicalize,
  since,
  valueIn,
  withValue,
  type Keyed,
  type Timeline,
} from '@wardbook/event-sourcing/pure';

/** What is told of several things by their ids, with one thing more told of one of them, since an instant. */
export const withSince = <Value>(
  keyed: Keyed<Timeline<Value>>,
  id: string,
  at: string,
  value: Value,
): Keyed<Timeline<Value>> => withValue(keyed, id, since(valueIn(keyed, id) ?? [], at, value));

/** Whether what was told is all that is said now, and nothing else. */
export const saysTheSame = (told: object | undefined, said: object): boolean =>
  told !== undefined && canonicalize({ ...told }) === canonicalize({ ...said });
