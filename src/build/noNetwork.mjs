// Takes the place of the fetching libraries that `@citation-js/core` brings along: nothing of Dossier uses the network.
export class Headers {}

export default function refuse() {
  throw new Error('Dossier does not use the network.');
}
