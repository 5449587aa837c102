import { ApiError } from '@/shared/api/apiError';
import { openPlay } from '@/shared/api/openPlay';
import { pingPlay } from '@/shared/api/pingPlay';
import { noAnswer } from '@/shared/api/request';
import { stopPlay } from '@/shared/api/stopPlay';
import { stopPlayOnLeave } from '@/shared/api/stopPlayOnLeave';
import type { Runner, SessionEffect } from '../model/effects';
import type { Emit, SessionEvent } from '../model/events';

/** Tells the service of plays, and tells what it answers. */
export function sessionRunner(emit: Emit): Runner<SessionEffect> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const answer = (session: number, event: SessionEvent): void =>
    emit({ type: 'session', session, event });
  return {
    open: ({ session, trackId }) =>
      void openPlay(trackId).then(
        (opened) => answer(session, { type: 'opened', opened }),
        (failure: unknown) => answer(session, { type: 'notOpened', failure: apiErrorOf(failure) }),
      ),
    ping({ session, request }) {
      const { user_session: userSession, state: heard } = request;
      const tell = (failure: ApiError | null): void =>
        answer(session, { type: 'pinged', userSession, heard, failure });
      void pingPlay(request).then(
        () => tell(null),
        (failure: unknown) => tell(apiErrorOf(failure)),
      );
    },
    // Where this fails, the service ends the session itself when its time is up.
    stop: ({ request }) => void stopPlay(request).catch(() => undefined),
    stopOnLeave: ({ request }) => stopPlayOnLeave(request),
    beatIn({ ms }) {
      clearTimeout(timer);
      if (ms !== null) timer = setTimeout(() => emit({ type: 'beat' }), ms);
    },
  };
}

function apiErrorOf(failure: unknown): ApiError {
  return failure instanceof ApiError ? failure : noAnswer();
}
