/** The speed is taken over this stretch of time, so that it neither jumps nor lags. */
const windowMs = 4000;
const shortestMs = 500;

/** Bytes a second over the last few seconds. */
export class SpeedMeter {
  private samples: { readonly bytes: number; readonly at: number }[] = [];

  /** @returns null until there is enough to tell. */
  measure(bytes: number, nowMs: number): number | null {
    this.samples.push({ bytes, at: nowMs });
    while (this.samples.length > 2 && nowMs - (this.samples[1]?.at ?? nowMs) > windowMs)
      this.samples.shift();
    const first = this.samples[0];
    if (first === undefined || nowMs - first.at < shortestMs) return null;
    return ((bytes - first.bytes) / (nowMs - first.at)) * 1000;
  }
}
