export interface Measured {
  area(): Promise<number>;
  scaled: (factor: number) => Promise<number>;
}

abstract class Shape {
  async area(): Promise<number> {
    return 1;
  }
}

export class Square extends Shape implements Measured {
  static made = 0;
  readonly #side: number;
  scaled = async (factor: number): Promise<number> => factor * (await this.#twice("an arrow in a field"));

  constructor(side: number) {
    super();
    this.#side = side;
    Square.made++;
  }

  override async area(): Promise<number> {
    return (await super.area()) + this.#side * (await this.#twice("a method that calls super"));
  }

  async #twice(_why: string): Promise<number> {
    return 2 * (await this.#side);
  }

  static async make(side: number): Promise<Square> {
    return new this(await side);
  }
}
