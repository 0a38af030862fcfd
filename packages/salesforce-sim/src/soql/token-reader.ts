import type { ApiRefusal } from '../http/api-refusal.ts';
import { malformed, type Token, tokenise } from './token.ts';

/** Walks over the pieces of a query. Words are compared without regard to case. */
export class TokenReader {
  readonly text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(text: string) {
    this.text = text;
    this.#tokens = tokenise(text);
  }

  peek(): Token {
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)]!;
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  isAt(text: string): boolean {
    const token = this.peek();
    return (token.kind === 'word' || token.kind === 'symbol') && token.text.toUpperCase() === text;
  }

  /** Whether the next piece is `text`, which is then behind us. */
  take(text: string): boolean {
    const is = this.isAt(text);
    if (is) this.#at++;
    return is;
  }

  expect(text: string): void {
    if (!this.take(text)) throw malformed(this.text, this.peek().at, `expecting '${text}', found '${this.peek().text}'`);
  }

  unexpected(token: Token): ApiRefusal {
    return malformed(this.text, token.at, `unexpected token: '${token.text}'`);
  }
}
