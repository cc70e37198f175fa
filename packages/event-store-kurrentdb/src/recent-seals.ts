import { metadataOf, type ClientEvent } from './stored-event.ts';

/** The sealed parts of events read lately: whoever walks the log asks for those next, one event at a time. */
export interface RecentSeals {
  /** The text of the sealed parts; undefined where it must be read. */
  of(stream: string, revision: number): string | undefined;
  remember(event: ClientEvent): ClientEvent;
}

// A page of the log, of events with a few short fields.
const EVENTS = 1_024;
const LONGEST = 4_096;

export const recentSeals = (): RecentSeals => {
  const texts = new Map<string, string>();
  return {
    of: (stream, revision) => texts.get(`${revision}@${stream}`),
    remember: (event) => {
      const { sealed } = metadataOf(event) ?? {};
      if (sealed === undefined || sealed.length > LONGEST) return event;
      texts.set(`${event.revision}@${event.streamId}`, sealed);
      const [oldest] = texts.keys();
      if (texts.size > EVENTS && oldest !== undefined) texts.delete(oldest);
      return event;
    },
  };
};
