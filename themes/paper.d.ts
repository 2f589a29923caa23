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

/** fit.js: the size at which a card fits. A card is one article, or on sheets several. */
interface Paper {
  set(card: HTMLElement[], setting: PaperSetting): void;
  /** How a card may be set, best first; sizes in points. */
  settings(least: number, full: number): PaperSetting[];
  /** Whether every side holds its text as it is set. */
  fits(card: HTMLElement[]): boolean;
  /** Writes size and verdict into a card, and marks what overflows. */
  tell(card: HTMLElement[], points: number, verdict: string): void;
  fit(card: HTMLElement[]): void;
  /** How much is too much on a side, in px. */
  overflow(side: Element): number;
  /** Resolves when the fonts are there. */
  ready(): Promise<void>;
  /** What a browser may be off by rounding, in px. */
  TOLERANCE: number;
}

/** A card that was fetched: its article, and the foot of a further side. */
interface FetchedCard {
  article: HTMLElement;
  further: HTMLElement;
}

/** A format, as the studio lists it; type sizes in points. */
interface PaperFormat {
  name: string;
  least: number;
  full: number;
  /** It has room for pictures. */
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
  /** The sheets, ready to be shown and printed, front before back, and how many there are. */
  arrange(items: PaperItem[], choice: PaperChoice): { parts: HTMLElement[]; sheets: number };
}
