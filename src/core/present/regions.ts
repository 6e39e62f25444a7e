/**
 * The regions of UN M49: which continent a region belongs to.
 *
 * Records name the finest region, such as `Eastern Africa`. The level between, `Sub-Saharan Africa`, says less to a
 * reader than it costs to open, so the sidebar goes from the continent straight to the region.
 */

const regionsByContinent: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'Africa',
    ['Northern Africa', 'Sub-Saharan Africa', 'Eastern Africa', 'Middle Africa', 'Southern Africa', 'Western Africa'],
  ],
  [
    'Americas',
    ['Latin America and the Caribbean', 'Caribbean', 'Central America', 'South America', 'Northern America'],
  ],
  ['Asia', ['Central Asia', 'Eastern Asia', 'South-eastern Asia', 'Southern Asia', 'Western Asia']],
  ['Europe', ['Eastern Europe', 'Northern Europe', 'Channel Islands', 'Southern Europe', 'Western Europe']],
  ['Oceania', ['Australia and New Zealand', 'Melanesia', 'Micronesia', 'Polynesia']],
]);

const continents: ReadonlyMap<string, string> = new Map(
  [...regionsByContinent].flatMap(([continent, regions]) => [
    [continent, continent] as const,
    ...regions.map(region => [region, continent] as const),
  ]),
);

/** The continent of a region, of a continent itself, or `undefined` for a region that M49 does not know. */
export function continentOf(region: string): string | undefined {
  return continents.get(region);
}
