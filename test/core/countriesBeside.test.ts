import { entityOf, nameOf, recognizerFor } from '../support/entities.js';
import { findsWith } from '../support/finds.js';

const programme = { after: ['<own-country>'], notBefore: ['of <other-country>', 'between <other-country>'] };
const finds = findsWith(
  recognizerFor({
    entities: [
      entityOf('rok', 'South Korea', { names: ['Republic of Korea', 'ROK'], demonyms: ['South Korean'] }),
      entityOf('dprk', 'North Korea', { names: ['DPRK'], demonyms: ['North Korean'] }),
      entityOf('usa', 'United States', { names: ['US', 'United States of America'], demonyms: ['American'] }),
      entityOf('taiwan', 'Taiwan', { demonyms: ['Taiwanese'] }),
      entityOf('philippines', 'Philippines', { demonyms: ['Philippine'] }),
      entityOf('un', 'United Nations', { kind: 'organization', names: ['UN'], group: 'un' }),
      entityOf('ministry', 'Ministry of Defence', { kind: 'organization', parent: 'rok', group: 'government' }),
      entityOf('command', 'Cyber Command', { kind: 'organization', parent: 'ministry', group: 'government' }),
      entityOf('fund', 'Population Fund', { kind: 'organization', parent: 'un', group: 'government' }),
      entityOf('ring', 'Ring Office', { kind: 'organization', parent: 'ring', group: 'government' }),
      entityOf('paper', 'Daily News', { kind: 'organization', parent: 'rok', group: 'media' }),
      entityOf('programme', 'Nuclear Plan', {
        kind: 'programme',
        parent: 'dprk',
        names: [nameOf('nuclear programme', 'alias', programme)],
      }),
      entityOf('pact', 'the pact', {
        kind: 'treaty',
        names: [nameOf('mutual pact', 'alias', { notBefore: ['with <other-country>'] })],
        parent: 'usa',
      }),
      entityOf('holland', 'Holland', {
        names: [nameOf('Poland', 'alias', { notAfter: ['<given> <initial>'], lists: { given: ['John'] } })],
      }),
    ],
    rules: { organization: { groups: { government: { notAfter: ['<other-country>'] } } } },
  }),
);

suite('countries beside a name', () => {
  suite('of an organization of a group', () => {
    finds("«Taiwan»'s Ministry of Defence said", 'taiwan');
    finds("«South Korea»'s «Ministry of Defence» said", 'rok', 'ministry');
    finds('the «Ministry of Defence» said', 'ministry');
    finds('the «Taiwanese» Ministry of Defence', 'taiwan');
    finds('the «South Korean» «Ministry of Defence»', 'rok', 'ministry');
    finds("the «United States of America»'s Ministry of Defence", 'usa');
    finds("the «Philippines»' Ministry of Defence", 'philippines');
    finds('the «U.S.» Ministry of Defence', 'usa');
    finds("«North» and «South Korea»'s «Ministry of Defence»");
    finds('«Taiwan», «Ministry of Defence»');
    finds('In «Taiwanese» eyes the «Ministry of Defence»');
    finds("«Taiwan»'s\nMinistry of Defence");
  });
  suite('through what it is a part of', () => {
    finds("«Taiwan»'s Cyber Command", 'taiwan');
    finds("«South Korea»'s «Cyber Command»", 'rok', 'command');
    finds("«Taiwan»'s «Population Fund»", 'taiwan', 'fund');
    finds("«Taiwan»'s «Ring Office»", 'taiwan', 'ring');
    finds("«Taiwan»'s «Daily News»", 'taiwan', 'paper');
  });
  suite('asked for by a name', () => {
    finds("«North Korea»'s «nuclear programme» and the nuclear programme", 'dprk', 'programme');
    finds("«Taiwan»'s nuclear programme");
    finds("«North Korea»'s nuclear programme of the «Philippines»");
    finds('a mutual pact with the «Philippines»');
    finds('a «mutual pact» with the «US»');
    finds('a «mutual pact» with nobody');
  });
  suite('initials', () => {
    finds('said John P. Poland');
    finds('said John Q, «Poland»');
    finds('in the «U.S.» «Poland»');
    finds('John, P. «Poland»');
  });
});
