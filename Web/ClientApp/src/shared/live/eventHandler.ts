/** Takes the text of one event's data. */
export type EventHandler = (text: string) => void;

/** Passes on what an event should carry. An event that carries anything else is left out. */
export function eventHandler<T>(
  isExpected: (data: unknown) => data is T,
  handle: (data: T) => void,
): EventHandler {
  return (text) => {
    const data = parse(text);
    if (isExpected(data)) handle(data);
    else console.warn('An event that cannot be understood:', text.slice(0, 200));
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
