/** An answer that is not a success, or none at all (`status` 0). */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
    this.code = code;
  }

  /** The service cannot be reached now but may be later. */
  get isTemporary(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 502;
  }
}

interface Problem {
  readonly error?: unknown;
  readonly message?: unknown;
  readonly detail?: unknown;
  readonly title?: unknown;
}

const words: Readonly<Record<number, string>> = {
  0: 'AudioStreaming cannot be reached. Check your connection.',
  401: 'This needs the manage link that was shown after the upload.',
  403: 'This manage link does not belong to this track.',
  404: 'This track does not exist. It may have been removed.',
  413: 'This file is too large.',
  415: 'This is not an MP3, FLAC or WAV file.',
  429: 'Too many requests at once. Wait a moment and try again.',
};

/** Words for a person, from a problem document (RFC 9457) where there is one. */
export function apiErrorFrom(status: number, body: string): ApiError {
  const problem = parseProblem(body);
  const said = [problem.message, problem.detail, problem.title].find(
    (text): text is string => typeof text === 'string' && text !== '',
  );
  const fallback =
    words[status] ?? 'Something went wrong on our side. Please try again in a moment.';
  const code = typeof problem.error === 'string' ? problem.error : `status_${status}`;
  return new ApiError(status, code, said ?? fallback);
}

function parseProblem(body: string): Problem {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
