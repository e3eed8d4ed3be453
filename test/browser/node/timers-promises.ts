/** A promise that a timer of the browser resolves, or a signal rejects. */
export function setTimeout<T>(
  milliseconds: number,
  value?: T,
  options: { signal?: AbortSignal } = {},
): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    globalThis.setTimeout(resolve, milliseconds, value);
    const abort = () => reject(new DOMException("aborted", "AbortError"));
    options.signal?.addEventListener("abort", abort);
  });
}
