"""Brings things to the app: acts wait three seconds for an answer, events are tried again."""

import asyncio
from collections.abc import Callable, Sequence

from bot.practice.delivery import Answer, Attempt, Carrier, Delivery
from bot.practice.faults import Faults


class Courier:
    """`answer_seconds` is what a person waits; `retry_seconds` the pauses before each retry."""

    def __init__(
        self,
        carrier: Carrier,
        note: Callable[[Attempt], None],
        faults: Faults,
        answer_seconds: float,
        retry_seconds: Sequence[float],
    ) -> None:
        self.carrier = carrier
        self._note_attempt = note
        self._faults = faults
        self.answer_seconds = answer_seconds
        self._retry_seconds = retry_seconds
        self._tasks: set[asyncio.Task[Answer]] = set()

    async def ask(self, delivery: Delivery) -> Answer:
        """A command or an interaction: one answer, all handing on within the person's patience."""
        try:
            async with asyncio.timeout(self.answer_seconds):
                answer = await self._attempt(delivery)
                while answer.error in self.carrier.hands_on:
                    delivery.again(answer.reason)
                    answer = await self._attempt(delivery)
                return answer
        except TimeoutError:
            self._note(delivery, "timeout")
            return Answer("timeout")

    async def tell(self, delivery: Delivery) -> Answer:
        """An event: the outcome of its first delivery, while retries go on behind it."""
        first: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._keep(asyncio.create_task(self._persist(delivery, first)))
        return await first

    def tell_later(self, delivery: Delivery) -> None:
        """As `tell`, for whoever cannot wait."""
        self._keep(asyncio.create_task(self.tell(delivery)))

    async def stop(self) -> None:
        """Gives up whatever is still on its way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _attempt(self, delivery: Delivery) -> Answer:
        answer = await self.carrier.attempt(delivery)
        self._note(delivery, answer.error)
        return answer

    def _note(self, delivery: Delivery, error: str) -> None:
        self._note_attempt(Attempt(delivery.kind, delivery.envelope_id, delivery.attempt, error))

    def _keep(self, task: asyncio.Task[Answer]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _persist(self, delivery: Delivery, first: "asyncio.Future[Answer]") -> Answer:
        answer = await self._attempt(delivery)
        if not first.done():
            first.set_result(answer)
        for pause in self._retry_seconds:
            if answer.final or not answer.error:
                break
            await asyncio.sleep(pause)
            delivery.again(answer.reason)
            answer = await self._attempt(delivery)
        if self._faults.events_twice and not answer.error:
            await self._attempt(delivery.repeated())
        return answer
