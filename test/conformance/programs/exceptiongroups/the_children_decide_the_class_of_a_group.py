import asyncio


class Mine(ExceptionGroup):
    def derive(self, excs):
        return Mine(self.message, excs)


async def main(trace):
    await asyncio.sleep(0)
    trace("ordinary", BaseExceptionGroup("g", [ValueError("a"), TypeError("b")]))
    trace("one that is not", BaseExceptionGroup("g", [ValueError("a"), asyncio.CancelledError("b")]))
    trace("nested", BaseExceptionGroup("g", [BaseExceptionGroup("h", [asyncio.CancelledError("b")])]))
    for make in (
        lambda: ExceptionGroup("g", [asyncio.CancelledError()]),
        lambda: ExceptionGroup("g", [BaseExceptionGroup("h", [KeyboardInterrupt()])]),
        lambda: ExceptionGroup("g", []),
        lambda: BaseExceptionGroup("g", []),
        lambda: ExceptionGroup(1, [ValueError()]),
    ):
        try:
            make()
        except Exception as error:
            trace("refused", type(error).__name__)
    mixed = BaseExceptionGroup("g", [asyncio.CancelledError("a"), ValueError("b")])
    trace("parts of a mixed one", *mixed.split(ValueError))
    trace("parts of a subclass", *Mine("m", [ValueError("a"), TypeError("b")]).split(TypeError))
    for raised in (ExceptionGroup("g", [ValueError("a")]), mixed):
        try:
            try:
                await asyncio.sleep(0)
                raise raised
            except Exception as error:
                trace("an ordinary clause takes it", error)
        except BaseExceptionGroup as error:
            trace("only a clause that names it takes it", error)
