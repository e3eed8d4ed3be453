/** The errors of streams, and what they carry. */
import { describe, expect, test } from "vitest";
import { IncompleteReadError, LimitOverrunError } from "../../runtime/index.ts";

describe("an error of streams", () => {
  test.each([
    [5, "3 bytes read on a total of 5 expected bytes"],
    [undefined, "3 bytes read on a total of undefined expected bytes"],
  ])("keeps what was read of %s bytes", (expected, message) => {
    const partial = new Uint8Array([1, 2, 3]);
    const error = new IncompleteReadError(partial, expected);
    expect(error).toMatchObject({ partial, expected, message, name: "IncompleteReadError" });
  });

  test("says how much was looked at", () => {
    const error = new LimitOverrunError("Separator is not found", 7);
    expect(error).toMatchObject({
      consumed: 7,
      message: "Separator is not found",
      name: "LimitOverrunError",
    });
  });
});
