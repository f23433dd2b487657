// So much time for what functions of the application do, and no more: whoever waits for them must get an answer.

export class OutOfTime extends Error {
  override readonly name = 'OutOfTime'
}

/** Milliseconds: longer than anybody waits for a page, shorter than proxies wait for a server. */
const limit = 5000

/**
 * What `work` gives, if it gives it within five seconds. What it does later is nobody's business any more.
 * @throws OutOfTime; whatever the work throws
 */
export async function inTime<T>(work: () => T | Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new OutOfTime()), limit)
  })
  try {
    return await Promise.race([work(), late])
  } finally {
    clearTimeout(timer)
  }
}
