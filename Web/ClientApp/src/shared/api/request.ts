import type { ApiError } from './apiError';
import { apiErrorFrom } from './apiError';

export interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly bearer?: string;
  readonly signal?: AbortSignal | undefined;
  readonly keepalive?: boolean;
}

/**
 * One JSON request to our own origin, without cookies.
 * @throws {ApiError} when the answer is no success or none came.
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const answer = await send(path, options);
  const text = await answer.text();
  if (!answer.ok) throw apiErrorFrom(answer.status, text);
  return (text === '' ? undefined : JSON.parse(text)) as T;
}

async function send(path: string, options: RequestOptions): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  if (options.body !== undefined) headers.set('Content-Type', 'application/json');
  if (options.bearer !== undefined) headers.set('Authorization', `Bearer ${options.bearer}`);
  try {
    return await fetch(path, {
      method: options.method ?? 'GET',
      headers,
      body: options.body === undefined ? null : JSON.stringify(options.body),
      signal: options.signal ?? null,
      keepalive: options.keepalive ?? false,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
  } catch (failure) {
    if (options.signal?.aborted) throw failure;
    throw noAnswer();
  }
}

export function noAnswer(): ApiError {
  return apiErrorFrom(0, '');
}
