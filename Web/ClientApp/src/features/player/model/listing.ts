import type { QueueEvent } from './events';
import { begin, changeQueue } from './playing';
import * as queues from './queue';
import type { Handlers } from './step';
import { inTurn, set } from './step';

/** What becomes of the queue. */
export const listing: Handlers<QueueEvent> = {
  skipTo: ({ key }) => (state) =>
    inTurn(state, set({ queue: queues.skipTo(state.queue, key) }), begin),
  playNext: ({ track }) => changeQueue((queue) => queues.insertNext(queue, track)),
  enqueue: ({ track }) => changeQueue((queue) => queues.append(queue, track)),
  move: ({ from, to }) => changeQueue((queue) => queues.move(queue, from, to)),
  remove: ({ key }) => changeQueue((queue) => queues.remove(queue, key)),
  trackChanged: ({ track }) => changeQueue((queue) => queues.refresh(queue, track)),
  trackDeleted: ({ trackId }) => changeQueue((queue) => queues.forget(queue, trackId)),
};
