// What the search engine gives to a page, for the type checker: `search/engine.js` adds it to the global `kneeboard`.

/** An aid that answers. Every string is text, never markup. */
interface Hit {
  id: number;
  title: string;
  url: string;
  summary: string;
  need: string;
  type: string;
  /** Language of the aid, when it is not that of the page. */
  lang: string | null;
  /** Forms of words that met the query, for `mark`. */
  matched: string[];
  excerpt: string;
}

/** How many of the aids that answer have each value. */
interface Facet {
  kind: string;
  values: { value: string; label: string; count: number; selected: boolean }[];
}

/** The chosen values by kind of facet; an aid must have one of each kind. */
type Filters = Record<string, string[]>;

interface Results {
  query: string;
  hits: Hit[];
  total: number;
  /** Empty unless filters were given. */
  facets: Facet[];
  /** The query as the index spells it, when words were taken for others. */
  suggestion: string | null;
  /** No aid has the words themselves. */
  nearest: boolean;
  /** Ranks once more with files that these results did not wait for, when there are such. */
  settle: (() => Promise<Results>) | null;
}

interface Engine {
  search(query: string, options: { limit: number; facets?: Filters }): Promise<Results>;
  /** The same with the lines that matched and their places. */
  excerpts(results: Results): Promise<Results>;
  /** A text in pieces. */
  mark(text: string, matched: string[]): { text: string; marked: boolean }[];
}
