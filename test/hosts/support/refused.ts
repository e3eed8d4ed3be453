/** A form that the compiler refuses, and must refuse, with what every host says of it. */

export const refused = {
  source: 'export function refused() {\n  return async () => eval("arguments");\n}\n',
  line: 2,
  /** From 0, as tools count them; what is printed counts from 1. */
  column: 21,
  place: "2:22 - error TSYNC1004: ",
  frame: '2 |   return async () => eval("arguments");\n  |                      ^^^^',
  remedy: 'put "use native" into the function',
};
