/**
 * Names that no one in the file uses yet. The invariant: a name given out differs from every identifier
 * text of the file and from every other name given out, so that it can shadow and be shadowed by nothing.
 */
export class Names {
  readonly #identifiers: ReadonlySet<string>;
  readonly #given = new Set<string>();
  /** How far each base has been counted: a large file may need thousands of one. */
  readonly #counts = new Map<string, number>();
  readonly #shared = new Map<string, string>();

  /** @param identifiers the texts of all identifiers of the file */
  constructor(identifiers: ReadonlySet<string>) {
    this.#identifiers = identifiers;
  }

  /** Whether an identifier of the file reads so, escapes aside. */
  has(name: string): boolean {
    return this.#identifiers.has(name);
  }

  /** A new name: `base`, or else `base_1`, `base_2`… */
  unique(base: string): string {
    let count = this.#counts.get(base) ?? 0;
    let name = numbered(base, count);
    while (this.has(name) || this.#given.has(name)) name = numbered(base, ++count);
    this.#counts.set(base, count);
    this.#given.add(name);
    return name;
  }

  /** The file's one name for a purpose: the same at each call. */
  shared(base: string): string {
    const known = this.#shared.get(base) ?? this.unique(base);
    this.#shared.set(base, known);
    return known;
  }
}

const numbered = (base: string, count: number) => (count > 0 ? `${base}_${count}` : base);

const reserved = new Set(
  `arguments await break case catch class const continue debugger default delete do else enum eval export
  extends false finally for function if implements import in instanceof interface let new null package
  private protected public return static super switch this throw true try typeof var void while with
  yield`.split(/\s+/),
);

/** Whether a text may be the name of a function, also in strict code and in a generator. */
export function isBindingName(text: string): boolean {
  return isIdentifierName(text) && !reserved.has(text);
}

/** Whether a text may stand after a dot. */
export function isIdentifierName(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*$/u.test(text);
}
