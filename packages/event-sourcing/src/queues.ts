/** One queue per stream and process: callers of this process never race each other. */
export const queues = () => {
  const last = new Map<string, Promise<unknown>>();
  return async <Answer>(stream: string, work: () => Promise<Answer>): Promise<Answer> => {
    const turn = (last.get(stream) ?? Promise.resolve()).then(work, work);
    last.set(stream, turn);
    try {
      return await turn;
    } finally {
      if (last.get(stream) === turn) last.delete(stream);
    }
  };
};
