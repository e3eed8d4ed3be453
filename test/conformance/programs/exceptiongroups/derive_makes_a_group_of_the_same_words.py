import asyncio


class Report(BaseExceptionGroup):
    def derive(self, errors):
        return Report(f"part of {self.message}", errors)


async def main(trace):
    group = ExceptionGroup("words", [ValueError("a"), TypeError("b")])
    derived = group.derive([ValueError("c")])
    trace("derived", derived, isinstance(derived, ExceptionGroup), len(derived.exceptions))
    mixed = BaseExceptionGroup("mixed", [asyncio.CancelledError("a"), ValueError("b")])
    trace("of ordinary errors only", isinstance(mixed.derive([ValueError("c")]), ExceptionGroup))
    trace("with others", isinstance(mixed.derive([KeyboardInterrupt("c")]), ExceptionGroup))
    report = Report("report", [ValueError("a"), BaseExceptionGroup("inner", [SystemExit("x"), TypeError("b")])])
    matching, rest = report.split((ValueError, SystemExit))
    trace("split", matching.message, rest.message, isinstance(matching, Report), isinstance(rest, Report))
    trace("parts", len(matching.exceptions), len(rest.exceptions), rest.exceptions[0].message)
    types, others = report.split(TypeError)
    trace("types", types.message, len(types.exceptions))
    trace("others", others.message, len(others.exceptions))
