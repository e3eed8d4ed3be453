import asyncio


def make():
    return ExceptionGroup(
        "outer",
        [
            ValueError("a"),
            ExceptionGroup("inner", [TypeError("b"), ValueError("c")]),
            TypeError("d"),
        ],
    )


async def main(trace):
    for condition in (
        ValueError,
        (ValueError, TypeError),
        KeyError,
        ExceptionGroup,
        lambda error: str(error) in "bd",
        lambda error: isinstance(error, ExceptionGroup) and error.message == "inner",
    ):
        group = make()
        matching, rest = group.split(condition)
        trace("split", matching, rest, matching is group, rest is group)
        part = group.subgroup(condition)
        trace("subgroup", part, part is group)
    for condition in (1, "x", (1,)):
        try:
            make().split(condition)
        except Exception as error:
            trace("refused", type(error).__name__)
    await asyncio.sleep(0)
