// What the scripts of cards give to each other, for the type checker.

/** A part of a page as plain values. */
interface PaperTree {
  name: string;
  attributes: Record<string, string>;
  parts: (PaperTree | string)[];
}

/** How a card is set. */
interface PaperSetting {
  /** In points. */
  size: number;
  /** How close together its parts stand: 0 as on other cards, 3 as close as can be. */
  tight: number;
}

/** Type sizes in points. */
interface PaperLimits {
  least: number;
  full: number;
  /** Of a card whose text leaves room; less than full for one that is in two columns for lack of it. */
  largest: number;
}

/** fit.js: the size at which a card fits. A card is one article, or on sheets several. */
interface Paper {
  set(card: HTMLElement[], setting: PaperSetting): void;
  /** Sets a card at the largest size that holds it, and writes size and verdict into it. */
  settle(card: HTMLElement[], limits: PaperLimits, holds: (setting: PaperSetting) => boolean, tight?: number[]): boolean;
  /** Whether every side holds its text as it is set. */
  fits(card: HTMLElement[]): boolean;
  fit(card: HTMLElement[]): void;
  /** How much is too much on a side, in px. */
  overflow(side: Element): number;
  /** Resolves when the fonts are there. */
  ready(): Promise<void>;
  /** What a browser may be off by rounding, in px. */
  TOLERANCE: number;
}

/** A card that was fetched: its article, the same with pictures and need if it has them, and the foot of a further side. */
interface FetchedCard {
  article: HTMLElement;
  more: HTMLElement | null;
  further: HTMLElement;
}

/** A format, as the studio lists it; type sizes in points. */
interface PaperFormat extends PaperLimits {
  name: string;
  /** The largest size at which it has room for two columns; 0 without. */
  twoColumns: number;
  /** A card that would not fit may have narrow columns in it. */
  narrow: boolean;
  /** It has room for pictures and the need. */
  pictures: boolean;
}

/** Cards that belong together: one, or the same in two languages. */
interface PaperItem {
  title: string;
  cards: HTMLElement[];
}

/** How cards are put on paper. */
interface PaperChoice {
  /** `a4`, `letter`; `cards`: each side has a page of its own. */
  paper: string;
  duplex: boolean;
  copies: number;
}

/** sheets.js: cards on sheets of paper. */
interface Sheets {
  /** Fetches a card from its page. */
  fetch(href: string): Promise<FetchedCard>;
  /** A copy of a card in a format, fitted; in large print it has as many sides as it needs. */
  shape(card: FetchedCard, format: PaperFormat | null, large: boolean, stage: Element): HTMLElement;
  /**
   * The sheets, ready to be shown and printed, front before back, how many there are, and what the paper is too small for:
   * titles of cards that have pages of their own, and of those whose halves do not stand side by side.
   */
  arrange(items: PaperItem[], choice: PaperChoice): { parts: HTMLElement[]; sheets: number; alone: string[]; apart: string[] };
}
