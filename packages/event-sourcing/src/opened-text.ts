import type { RecordedFields } from './event-store.ts';
import { isTextReference } from './sealed-text.ts';
import type { TextKeeper } from './sealing.ts';

/**
 * The references to words within the fields of an event.
 * @example
 * const references = textReferencesIn(JSON.parse(recorded.data));
 */
export const textReferencesIn = (fields: unknown): readonly string[] => {
  if (typeof fields === 'string') return isTextReference(fields) ? [fields] : [];
  return typeof fields === 'object' && fields !== null ? Object.values(fields).flatMap(textReferencesIn) : [];
};

/**
 * The same fields with what stands for each reference; one for which nothing does stays.
 * @example
 * const shown = withTexts(JSON.parse(recorded.data), new Map([[' ward-E05000140/3/t0', 'High Street']]));
 */
export const withTexts = (fields: unknown, shown: ReadonlyMap<string, string>): unknown => {
  if (typeof fields === 'string') return (isTextReference(fields) ? shown.get(fields) : undefined) ?? fields;
  if (Array.isArray(fields)) return fields.map((member) => withTexts(member, shown));
  if (typeof fields !== 'object' || fields === null) return fields;
  return Object.fromEntries(Object.entries(fields).map(([name, member]) => [name, withTexts(member, shown)]));
};

/** Events as those see them who compare words: what was not taken out stands in them. */
export const withWords = async <Event extends RecordedFields>(
  texts: TextKeeper | undefined,
  events: readonly Event[],
): Promise<readonly Event[]> => {
  // Most events hold none, and parsing costs more than looking for how a reference begins.
  const references = texts
    ? events.flatMap(({ data }) => (data.includes('" ') ? textReferencesIn(JSON.parse(data)) : []))
    : [];
  if (!texts || references.length === 0) return events;
  const words = await texts.words(references);
  return events.map((event) =>
    event.data.includes('" ')
      ? { ...event, data: JSON.stringify(withTexts(JSON.parse(event.data), words)) }
      : event,
  );
};
