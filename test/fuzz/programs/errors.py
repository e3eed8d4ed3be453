"""Groups of errors, and what becomes of them: the twin of errors.ts, with the same names."""

import asyncio


def group_of_errors(shape, label):
    if shape == "flat":
        return ExceptionGroup(label, [ValueError("one"), LookupError("two")])
    if shape == "nested":
        inner = ExceptionGroup("inner", [ValueError("two"), RuntimeError("three")])
        return ExceptionGroup(label, [RuntimeError("one"), inner, LookupError("four")])
    if shape == "streams":
        return ExceptionGroup(label, [asyncio.IncompleteReadError(b"ab", 4), asyncio.LimitOverrunError("two", 2)])
    return BaseExceptionGroup(label, [asyncio.CancelledError("one"), ValueError("two")])


def divide(group, how):
    if not isinstance(group, BaseExceptionGroup):
        return group
    if how == "by class":
        return [group.split(ValueError), group.subgroup(RuntimeError)]
    if how == "by classes":
        return [group.split((ValueError, LookupError)), group.subgroup(asyncio.CancelledError)]
    if how == "by a question":
        return [group.split(lambda error: str(error) == "two"), group.subgroup(is_small_group)]
    return group.derive([*group.exceptions, ValueError("more")])


def is_small_group(error):
    return isinstance(error, BaseExceptionGroup) and len(error.exceptions) < 3
