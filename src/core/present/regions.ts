/** The UN M49 geoscheme: which continent a sub-region or intermediate region belongs to. */

const continents: Readonly<Record<string, readonly string[]>> = {
  Africa: [
    'Northern Africa',
    'Eastern Africa',
    'Middle Africa',
    'Southern Africa',
    'Western Africa',
    'Sub-Saharan Africa',
  ],
  Americas: ['Northern America', 'Caribbean', 'Central America', 'South America', 'Latin America and the Caribbean'],
  Asia: ['Central Asia', 'Eastern Asia', 'South-eastern Asia', 'Southern Asia', 'Western Asia'],
  Europe: ['Eastern Europe', 'Northern Europe', 'Southern Europe', 'Western Europe', 'Channel Islands'],
  Oceania: ['Australia and New Zealand', 'Melanesia', 'Micronesia', 'Polynesia'],
};

const bySubRegion: ReadonlyMap<string, string> = new Map(
  Object.entries(continents).flatMap(([continent, regions]) => regions.map(region => [region, continent] as const)),
);

/** `Eastern Asia` is in `Asia`. A region that M49 does not know is a group of its own. */
export function continentOf(subRegion: string): string {
  return bySubRegion.get(subRegion) ?? subRegion;
}
