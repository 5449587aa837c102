/** The end of the buffered range that is heard now, in seconds. */
export function bufferedUntil({ buffered, currentTime }: HTMLMediaElement): number {
  for (let range = 0; range < buffered.length; range += 1)
    if (buffered.start(range) <= currentTime + 0.5 && buffered.end(range) >= currentTime)
      return buffered.end(range);
  return currentTime;
}
