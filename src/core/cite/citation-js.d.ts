// What is used of a library that ships no types.
declare module '@citation-js/plugin-bibtex/lib-mjs/input/file.js' {
  export function parse(text: string): readonly unknown[];
}
declare module '@citation-js/plugin-bibtex/lib-mjs/input/entries.js' {
  export function parse(entries: readonly unknown[]): readonly unknown[];
}
declare module '@citation-js/plugin-bibtex/lib-mjs/output/entries.js' {
  export function format(items: readonly unknown[]): readonly {
    readonly type: string;
    readonly label: string;
    readonly properties: Readonly<Record<string, string>>;
  }[];
}
declare module '@citation-js/plugin-bibtex/lib-mjs/config.js' {
  const config: { readonly format: { asciiOnly: boolean } };
  export default config;
}
